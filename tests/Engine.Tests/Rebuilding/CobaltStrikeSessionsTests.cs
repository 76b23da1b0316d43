using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Beacons of Cobalt Strike: two at once from an encoder and back, whole and damaged.</summary>
public class CobaltStrikeSessionsTests : RoundTripTests
{
    const uint TaskByTxt = 0xF2;

    static readonly uint[] Beacons = [0x19997CF2, 0x2A0014B2];

    /// <inheritdoc/>
    protected override void RoundTrip(int seed, Random random, bool isWhole)
    {
        var idle = random.Next(2) == 0 ? 0 : 0x08080404u;
        var names = Beacons.Select(beacon => Speak(random, new(random, beacon, idle))).ToList();
        var said = Damage.Merge(random, [.. names[0].Select(name => name.Question)], [.. names[1].Select(name => name.Question)]);
        var isInOrder = seed % 4 == 0;
        var seen = Damage.Lose(random, said, isWhole ? 0 : 0.1);
        var sessions = Damage.Talk(Damage.Shake(random, seen, isInOrder ? 0 : 0.1).Select(question => Damage.ChangeCase(random, question))).Rebuilt("cobalt-strike");
        // Two messages must be whole to prove the tool.
        Assert.True(!isWhole || sessions.Length == 2, $"seed {seed}: {sessions.Length} sessions");
        foreach (var session in sessions.Where(session => session.Tool is not null))
        {
            var all = names[session.Key == $"beacon {Beacons[0]:x8}" ? 0 : 1];
            var byLabels = all.Where(name => name.Way is not null).ToDictionary(name => name.Question.Labels);
            var here = seen.Where(question => byLabels.ContainsKey(question.Labels)).Select(question => (Name: byLabels[question.Labels], question.Answer)).ToList();
            IsTold(seed, session, Way.Up, Truth([.. here.Where(one => one.Name.Way == Way.Up).Select(one => (one.Name, true))]));
            var down = Truth([.. here.Where(one => one.Name.Way == Way.Down).Select(one => (one.Name, one.Answer is not null))]);
            // Without check-ins enough, nothing shows which address means "idle", and what the others announce.
            var checkIns = seen.Where(question => question.Labels == session.Key[^8..] && question.Answer is not null).ToList();
            var idles = checkIns.Count(question => question.Answer![3] == (byte)idle);
            if (idles > 2 * (checkIns.Count - idles) + 1)
            {
                IsTold(seed, session, Way.Down, down);
            }
            else
            {
                Assert.Equal(down.Seen, session.Down.Low);
            }
            if (isInOrder)
            {
                var expected = all.Where(name => name.Way is not null).DistinctBy(name => name.Message).Select(name => name.Way == Way.Up
                    ? $"> message {name.Message:x8}: {name.Size} of {name.Size} bytes that it announced" : $"< conversation {name.Message:x8}: {name.Size} of {name.Size} bytes that its first answer announced");
                Assert.Equal(expected, CaptureSessions.Lines(session).Where(line => !line.Contains("check-in", StringComparison.Ordinal)));
                Assert.Contains(CaptureSessions.Lines(session), line => line == "< 1 check-ins: a task, to be fetched by TXT");
            }
        }
    }

    static List<CobaltStrikeName> Speak(Random random, CobaltStrikeEncoder encoder)
    {
        List<CobaltStrikeName> said = [.. Enumerable.Repeat(encoder.CheckIn(0), 6), encoder.CheckIn(TaskByTxt), .. encoder.Post(random.Next(1, 200)), .. encoder.Post(random.Next(1, 300))];
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            said.AddRange(random.Next(3) switch
            {
                0 => encoder.Post(random.Next(1, 900)),
                1 => encoder.Fetch(random.Next(1, 20)),
                _ => [encoder.CheckIn(0)],
            });
        }
        return said;
    }

    /// <summary>Of a message of which nothing is seen nothing tells; of one without the name or the answer that announces its size what is seen.</summary>
    static SizeTruth Truth(List<(CobaltStrikeName Name, bool IsShown)> seen)
    {
        var (shown, told, hasGaps, isSized) = (0L, 0L, false, true);
        foreach (var message in seen.GroupBy(one => one.Name.Message))
        {
            var isAnnounced = message.Any(one => one.IsShown && one.Name.Counter == 0);
            var bytes = message.Where(one => one.IsShown).Sum(one => (long)one.Name.Bytes);
            shown += bytes;
            told += isAnnounced ? message.First().Name.Size : bytes;
            isSized &= isAnnounced;
            hasGaps |= !isAnnounced || bytes < message.First().Name.Size;
        }
        return new(shown, told, hasGaps, isSized);
    }
}
