using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>
/// Random sessions of one tool from an encoder and back, each known by its seed: those of even seeds are whole (shaken at most: seen again, swapped, in another
/// case), those of odd ones lose questions and answers.
/// </summary>
public abstract class RoundTripTests
{
    const int Few = 300, Many = 10_000;

    [Fact]
    public void RandomSessionsComeBack() => Run(Few);

    [Fact]
    [Trait("tier", "ci")]
    public void TenThousandRandomSessionsComeBack() => Run(Many);

    /// <summary>One session, or some at once, there and back.</summary>
    /// <param name="seed">Which one; for messages.</param>
    /// <param name="random">Random numbers of this seed.</param>
    /// <param name="isWhole">Whether nothing of it may be lost.</param>
    protected abstract void RoundTrip(int seed, Random random, bool isWhole);

    /// <summary>Whether one direction of an encrypted session is told as it was: the bytes that were seen are counted, and what is lost is marked.</summary>
    private protected static void IsTold(int seed, RebuiltSession session, Way way, SizeTruth truth)
    {
        var side = way == Way.Up ? session.Up : session.Down;
        var told = $"seed {seed}: {CaptureSessions.Figures(session)}; {way}: {truth}";
        Assert.True(side.Recovered is null && side.Low == truth.Seen, told);
        Assert.True(side.High >= truth.Told, told);
        Assert.True((side.Gaps > 0) == truth.HasGaps, told);
        Assert.True((truth.HasGaps && !truth.IsSized) || side.High == truth.Told, told);
    }

    void Run(int sessions)
    {
        for (var seed = 0; seed < sessions; seed++)
        {
            RoundTrip(seed, new(seed), seed % 2 == 0);
        }
    }
}

/// <summary>What went one way in an encrypted session.</summary>
/// <param name="Seen">Bytes that the evidence shows, each once.</param>
/// <param name="Told">Bytes that went as far as the evidence tells of them: what is lost so that nothing tells of it is not among them.</param>
/// <param name="HasGaps">Whether something is lost of which the evidence tells.</param>
/// <param name="IsSized">Whether it tells exactly how much.</param>
sealed record SizeTruth(long Seen, long Told, bool HasGaps, bool IsSized = false);
