using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Sessions of Sliver: two at once from an encoder and back, whole and damaged.</summary>
public class SliverSessionsTests : RoundTripTests
{
    static readonly uint[] Numbers = [0xABCDEF, 0x000102];

    /// <inheritdoc/>
    protected override void RoundTrip(int seed, Random random, bool isWhole)
    {
        var keepsCase = random.Next(2) == 0;
        var parts = Numbers.Select(number => Speak(random, new(random, number, keepsCase), seed % 100 == 2)).ToList();
        var said = Damage.Merge(random, [.. parts[0].Select(part => part.Question)], [.. parts[1].Select(part => part.Question)]);
        var seen = Damage.Lose(random, said, isWhole ? 0 : 0.1);
        var isInOrder = seed % 4 == 0;
        var shaken = Damage.Shake(random, seen, isInOrder ? 0 : 0.1).Select(question => keepsCase ? question : Damage.ChangeCase(random, question));
        var sessions = Damage.Talk(shaken).Rebuilt("sliver");
        Assert.True(sessions.Length == 2, $"seed {seed}: {string.Join(", ", sessions.Select(session => session.Key))}");
        for (var i = 0; i < 2; i++)
        {
            var session = Assert.Single(sessions, session => session.Key == $"0x{Numbers[i]:x6}");
            var byLabels = parts[i].ToDictionary(part => part.Question.Labels);
            var here = seen.Where(question => byLabels.ContainsKey(question.Labels)).Select(question => (Part: byLabels[question.Labels], question.Answer)).ToList();
            IsTold(seed, session, Way.Up, Truth(parts[i], [.. here.Where(one => one.Part.Way == Way.Up).Select(one => (one.Part, true))], Way.Up));
            IsTold(seed, session, Way.Down, Truth(parts[i], [.. here.Where(one => one.Part.Way == Way.Down).Select(one => (one.Part, one.Answer is not null))], Way.Down));
            if (isInOrder)
            {
                // Names of base58 in another case are of no session: they are told with the first.
                Assert.True(!keepsCase || session.Queries == parts[i].Count, $"seed {seed}: {session.Queries} of {parts[i].Count} questions");
                var expected = parts[i].Where(part => part.Way is not null).DistinctBy(part => (part.Way, part.Message))
                    .Select(part => $"{(part.Way == Way.Up ? '>' : '<')} {(part is { Way: Way.Up, Message: 1 } ? "keys" : "message")} {part.Id}: {part.Size} of {part.Size} bytes, 100 %");
                Assert.Equal(expected, CaptureSessions.Lines(session));
            }
        }
    }

    static List<SliverPart> Speak(Random random, SliverEncoder encoder, bool isLong)
    {
        List<SliverPart> said = [.. encoder.Begin(), .. encoder.Send(random.Next(100, 300), isKeys: true)];
        for (var i = isLong ? 300 : random.Next(2, 6); i > 0; i--)
        {
            said.AddRange(random.Next(3) switch
            {
                0 => encoder.Send(random.Next(1, isLong ? 60 : 300)),
                1 => encoder.Fetch(random.Next(1, isLong ? 60 : 500)),
                _ => [encoder.Ask()],
            });
        }
        return said;
    }

    /// <summary>Of a message of which nothing is seen nothing tells; of one down without the answer that tells its size what was asked for tells.</summary>
    static SizeTruth Truth(List<SliverPart> all, List<(SliverPart Part, bool IsShown)> seen, Way way)
    {
        var (shown, told, hasGaps, isSized) = (0L, 0L, false, true);
        foreach (var message in all.Where(part => part.Way == way).GroupBy(part => part.Message))
        {
            var here = seen.Where(one => one.Part.Message == message.Key).ToList();
            var isSizeTold = here.Exists(one => one.IsShown && (way == Way.Up || one.Part.Bytes == 0));
            if (!isSizeTold && !here.Exists(one => one.Part.Bytes > 0))
            {
                continue;
            }
            var bytes = here.Where(one => one.IsShown).Sum(one => (long)one.Part.Bytes);
            shown += bytes;
            told += isSizeTold ? message.First().Size : bytes;
            isSized &= isSizeTold;
            hasGaps |= !isSizeTold || bytes < message.First().Size;
        }
        return new(shown, told, hasGaps, isSized);
    }
}
