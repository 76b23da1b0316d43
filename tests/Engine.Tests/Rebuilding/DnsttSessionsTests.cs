using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Sessions of dnstt: two at once from an encoder and back, whole and damaged.</summary>
public class DnsttSessionsTests : RoundTripTests
{
    static readonly ulong[] Clients = [0x449BD17948DFD62F, 0x0000000000000007];

    /// <inheritdoc/>
    protected override void RoundTrip(int seed, Random random, bool isWhole)
    {
        var names = Clients.Select(client => new DnsttEncoder(random, client).Speak(random.Next(8, 40))).ToList();
        var said = Damage.Merge(random, [.. names[0].Select(name => name.Question)], [.. names[1].Select(name => name.Question)]);
        var seen = Damage.Lose(random, said, isWhole ? 0 : 0.1);
        var sessions = Damage.Talk(Damage.Shake(random, seen, 0.1).Select(question => Damage.ChangeCase(random, question))).Rebuilt("dnstt");
        Assert.True(sessions.Length == 2, $"seed {seed}: {sessions.Length} sessions");
        for (var i = 0; i < 2; i++)
        {
            var session = Assert.Single(sessions, session => session.Key == $"client {Clients[i]:x16}");
            var byLabels = names[i].ToDictionary(name => name.Question.Labels);
            var here = seen.Where(question => byLabels.ContainsKey(question.Labels)).Select(question => (Name: byLabels[question.Labels], question.Answer)).ToList();
            List<DnsttPacket> up = [.. here.Select(one => one.Name.Up)], down = [.. here.Where(one => one.Answer is not null).Select(one => one.Name.Down)];
            Check(seed, session, Way.Up, [.. names[i].Select(name => name.Up)], up, down);
            Check(seed, session, Way.Down, [.. names[i].Select(name => name.Down)], down, up);
        }
    }

    /// <summary>Of segments before the first and behind the last that is here, or that the other side tells it had, nothing tells but a note.</summary>
    static void Check(int seed, RebuiltSession session, Way way, List<DnsttPacket> all, List<DnsttPacket> seen, List<DnsttPacket> others)
    {
        Dictionary<int, int> Data(List<DnsttPacket> packets) => packets.Where(packet => packet.Number is not null).DistinctBy(packet => packet.Number).ToDictionary(packet => packet.Number ?? 0, packet => packet.Bytes);
        var (sent, here) = (Data(all), Data(seen));
        var first = here.Keys.DefaultIfEmpty().Min();
        var end = Math.Max(here.Keys.Select(number => number + 1).DefaultIfEmpty().Max(), others.Select(packet => packet.Expects).DefaultIfEmpty().Max());
        var told = sent.Where(segment => segment.Key >= first && segment.Key < end).ToList();
        IsTold(seed, session, way, new(here.Values.Sum(), told.Sum(segment => segment.Value), told.Count > here.Count));
        var note = $"{first} segments {(way == Way.Up ? "up" : "down")} before the first that is here are not in the evidence";
        Assert.Equal(first > 0, CaptureSessions.Notes(session).Contains(note));
    }
}
