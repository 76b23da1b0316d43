using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Tests.Reading;
using Nameward.Transform;
using Nameward.Transform.Robustness;
using Nameward.Transform.Transformations;
using Nameward.Transform.Writing;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>What may be changed about the channels of the laboratory, and what that may do to their bits: each copy is written and read as any evidence.</summary>
[Trait("tier", "ci")]
public class TransformedSessionTests
{
    const int Seed = 11;

    /// <summary>Names that a sample holds in full: up to here nothing is estimated.</summary>
    const int Sample = 128;

    /// <summary>Four standard errors of an estimate from a sample of that size.</summary>
    const double SampleError = 4 * 0.089;

    const int OneBit = 100, TenthOfABit = 10;

    [Fact]
    public void OnAnotherDayASessionHasExactlyTheSameBits() => ForEachSession((session, whole) =>
    {
        foreach (var days in (int[])[1, -30, 365])
        {
            AssertSame(session, whole, Weigh(session, new Shift(days)));
        }
    });

    [Fact]
    public void InAnotherZoneAndFromAnotherClientASessionHasTheSameBits() => ForEachSession((session, whole) =>
    {
        var renamed = Weigh(session, new Rename());
        if (Measures(whole).Names <= Sample)
        {
            AssertSame(session, whole, renamed);
            return;
        }
        // Another zone means other hashes and so another sample: means over it may differ, counts and shares that are clear do not.
        Assert.NotNull(renamed);
        Assert.Equal(ChannelTraffic.Signals(whole, Family.Length), ChannelTraffic.Signals(renamed, Family.Length));
        Assert.InRange(renamed.Sum.Hundredths - whole.Sum.Hundredths, -OneBit, OneBit);
    });

    /// <summary>
    /// What is said is an amount: of fewer exchanges it is less, within the error of a sample. (An answer that two names got is private when one of them is
    /// gone; below the cap of the information budget that could add bits, and here it adds none.) What names and queries are like (length, types, how often
    /// they are new) is a share or a mean of what is left, and who else asks may be gone: these may become the most that their detectors give. The start
    /// depends on how many pairs are judged, none of them new, and is rounded to tenths.
    /// </summary>
    [Theory, InlineData(50), InlineData(25), InlineData(10), InlineData(5)]
    public void ThinningASessionAddsNothingToWhatItSays(int percent) => ForEachSession((session, whole) =>
    {
        if (Weigh(session, new Thin(percent)) is not { } thinned)
        {
            return;
        }
        var (before, after) = (Measures(whole), Measures(thinned));
        Assert.True(after.UpBits <= before.UpBits * (before.Names <= Sample ? 1 : 1 + SampleError), $"{session.Truth.Subject}: {after.UpBits} of {before.UpBits} bits");
        Assert.True(after.OtherClients <= before.OtherClients, session.Truth.Subject);
        Assert.InRange(thinned.Prior.Hundredths - whole.Prior.Hundredths, 0, TenthOfABit);
        var most = Math.Min(MostAfterThinning(whole, signal => signal.AsBrowsing, Shares(5, 5, 6)), MostAfterThinning(whole, signal => signal.AsLookUps, Shares(6, 5, 6)));
        Assert.True(thinned.Sum.Hundredths <= most, $"{session.Truth.Subject}: {thinned.Sum.Value}, was {whole.Sum.Value}");
    });

    [Theory, InlineData("captures/A19.client.pcap.gz", 1), InlineData("captures/long-benign.client.pcap.gz", 9)]
    public void AmongBenignTrafficTheClientOfTheSessionIsTheOnlyNewFinding(string network, int every)
    {
        var path = Samples.Shared("lab/" + network);
        var mix = Mix.Into(path)!;
        var known = SessionWeighing.Triage(path).Findings.Select(Name).ToHashSet();
        foreach (var (number, session) in SessionList.Of(Samples.Shared("lab")).Index().Where(session => session.Index % every == 0))
        {
            using var folder = new EvidenceFolder();
            var mixed = mix.Apply(Recording.Of(session.Truth, EvidenceReading.Read(session.File))!, new(Seed + number));
            var document = SessionWeighing.Triage(folder[EvidenceCopy.Write(mixed, folder.Path, "copy", "")[0].Path]);
            var outcome = Outcome.Of(session, mixed, document);
            Assert.True(outcome.IsWatched, session.Truth.Subject);
            Assert.Empty(outcome.Others.Select(Name).Except(known));
        }
    }

    /// <summary>What a weighing can come to at most under one explanation if amounts stay and shares become all that they can.</summary>
    static int MostAfterThinning(Weighing whole, Func<Signal, Bits> bitsOf, Dictionary<Family, int> shares) =>
        whole.Prior.Hundredths + TenthOfABit + whole.Signals.Sum(signal => shares.TryGetValue(signal.Family, out var most) ? most * OneBit : bitsOf(signal).Hundredths);

    /// <summary>The most bits that long names, fresh names and rare types are given, and a zone that nobody else asks.</summary>
    static Dictionary<Family, int> Shares(int length, int cache, int type) => new() { [Family.Length] = length, [Family.Cache] = cache, [Family.Type] = type, [Family.Population] = 3 };

    static string Name(TriageFinding finding) => $"{finding.Subject.Client?.Raw} {finding.Subject.Zone?.Raw} {finding.Subject.Server?.Raw}";

    static PairMeasures Measures(Weighing weighing) => ((Pair)weighing.Subject).Measures;

    static void ForEachSession(Action<Recording, Weighing> check)
    {
        var lab = Samples.Shared("lab");
        var sessions = SessionList.Of(lab);
        Assert.NotEmpty(sessions);
        foreach (var session in sessions)
        {
            var recording = Recording.Of(session.Truth, EvidenceReading.Read(session.File))!;
            var whole = Weigh(recording);
            Assert.NotNull(whole);
            check(recording, whole);
        }
    }

    static Weighing? Weigh(Recording recording, params ImmutableArray<ITransformation> chain)
    {
        using var folder = new EvidenceFolder();
        var changed = chain.Apply(recording, Seed);
        return SessionWeighing.Weigh(folder[EvidenceCopy.Write(changed, folder.Path, "copy", "")[0].Path], changed);
    }

    static void AssertSame(Recording session, Weighing expected, Weighing? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(ChannelTraffic.Signals(expected), ChannelTraffic.Signals(actual));
        Assert.True((expected.Prior, expected.Sum, expected.Level) == (actual.Prior, actual.Sum, actual.Level), session.Truth.Subject);
    }
}
