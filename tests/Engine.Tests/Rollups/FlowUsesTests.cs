using System.Buffers;
using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

/// <summary>The rollup of flows keeps the laws of merging, and what it leaves out does not depend on the order.</summary>
public class FlowUsesTests
{
    const int Cases = 500;
    static readonly DateTime Start = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc);
    static readonly Flow Question = new()
    {
        Time = Start,
        Duration = TimeSpan.FromSeconds(2),
        Client = new(Address.FromV4(0x0A000307), 51234),
        Server = new(Address.FromV4(0xC0000235), 53),
        Protocol = Flow.Udp,
        UpBytes = 45,
        DownBytes = 161,
        IsAnswered = true,
    };

    [Fact]
    [Trait("tier", "ci")]
    public void AnyPartitionInAnyOrderDirectlyOrThroughBytesGivesTheSameBytes()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var flows = Flows(random, random.Next(1, 400));
            var most = Bound(random);
            var whole = BytesOf(Roll(flows, most));
            Assert.True(whole.AsSpan().SequenceEqual(BytesOf(InParts(flows, most, random))), string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        }
    }

    [Fact]
    public void TheLowestKeysAreKeptWithAllThatBelongsToThem()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var flows = Flows(random, random.Next(1, 400));
            var most = Bound(random);
            var frozen = InParts(flows, most, random).Freeze();
            var byKey = flows.Where(row => DnsFlows.MayCarryDns(row.Flow)).GroupBy(row => KeyOf(row)).OrderBy(group => group.Key.Hash).ToList();
            var expected = byKey.Take(most).OrderBy(group => group.Key).Select(group => (group.Key, group.Count(), group.Sum(row => Math.Max(row.Flow.UpBytes, 0))));
            Assert.Equal(expected, frozen.Uses.Select(use => (use.Key, (int)use.Value.Records, use.Value.UpBytes)));
            Assert.Equal(byKey.Skip(most).Sum(group => group.Count()), frozen.DnsFlowsLeftOut);
            Assert.Equal(flows.Count, frozen.Flows);
            Assert.Equal(flows.Count - frozen.Senders.Sum(sender => sender.Value.Flows), frozen.FlowsLeftOut);
            Assert.True(frozen.Senders.Length <= most, string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        }
    }

    [Fact]
    public void OfTwoBoundsTheLowerHolds()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var (here, there) = (Flows(random, 60), Flows(random, 60));
            var merged = Roll(here, 7);
            merged.Merge(Roll(there, 12));
            var turned = Roll(there, 12);
            turned.Merge(ThroughBytes(Roll(here, 7)));
            var whole = BytesOf(Roll([.. here, .. there], 7));
            Assert.Equal(whole, BytesOf(merged));
            Assert.Equal(whole, BytesOf(turned));
        }
    }

    [Fact]
    public void WhoSpokeToWhichServerIsAddedUp()
    {
        var uses = new FlowUses();
        uses.Add(Question, 7, segment: 1);
        uses.Add(Question with { Time = Start.AddSeconds(-1), Duration = default, IsAnswered = false, UpBytes = Flow.Unknown, DownBytes = 0 }, 7, segment: 1);
        uses.Add(Question with { IsAnswered = null }, 7, segment: 1);
        uses.Add(Question with { Protocol = Flow.Tcp }, 7, segment: 1);
        uses.Add(Question, 8, segment: 1);
        var frozen = uses.Freeze();
        Assert.Equal([(Flow.Tcp, 7), (Flow.Udp, 7), (Flow.Udp, 8)], frozen.Uses.Select(use => (use.Key.Protocol, (int)use.Key.Format)));
        var use = frozen.Uses[1].Value;
        Assert.Equal((3, 2, 1, 90, 322), (use.Records, use.Answered, use.Unanswered, use.UpBytes, use.DownBytes));
        Assert.Equal((Start.AddSeconds(-1), Start.AddSeconds(2)), (use.First, use.Last));
        Assert.Equal([(4L, 4L), (1L, 1L)], frozen.Senders.Select(sender => (sender.Value.Flows, sender.Value.Outside)));
        Assert.Equal((5, 5, 0, 0), (frozen.Flows, frozen.DnsFlows, frozen.FlowsLeftOut, frozen.DnsFlowsLeftOut));
    }

    [Theory]
    [InlineData("192.0.2.53", 53, 17, true)]
    [InlineData("10.0.0.53", 53, 6, true)]
    [InlineData("10.0.0.53", 53, 0, true)]
    [InlineData("10.0.0.53", 53, 1, false)]
    [InlineData("192.0.2.53", 853, 6, true)]
    [InlineData("192.0.2.53", 853, 17, true)]
    [InlineData("192.0.2.53", 784, 17, true)]
    [InlineData("192.0.2.53", 8853, 17, true)]
    [InlineData("192.0.2.53", 443, 6, false)]
    [InlineData("192.0.2.53", 5353, 17, true)]
    [InlineData("224.0.0.251", 5353, 17, false)]
    [InlineData("ff02::fb", 5353, 17, false)]
    [InlineData("10.0.0.9", 5353, 17, false)]
    [InlineData("fe80::9", 5355, 17, false)]
    [InlineData("224.0.0.252", 5355, 17, false)]
    public void PortsOfDnsAreTold(string server, int port, int protocol, bool expected)
    {
        Assert.True(Address.TryParse(Encoding.ASCII.GetBytes(server), out var address));
        Assert.Equal(expected, DnsFlows.MayCarryDns(Question with { Server = new(address, (ushort)port), Protocol = (byte)protocol }));
    }

    [Theory]
    [InlineData("8.8.8.8", 443, true)]
    [InlineData("192.0.2.53", 443, false)]
    public void OnTheWebsPortOnlyWellKnownResolversAreOfDns(string server, int port, bool expected)
    {
        Assert.True(Address.TryParse(Encoding.ASCII.GetBytes(server), out var address));
        Assert.Equal(expected, DnsFlows.MayCarryDns(Question with { Server = new(address, (ushort)port), Protocol = Flow.Tcp }));
    }

    [Theory]
    [InlineData("192.0.2.53", 8053, 17, 1, 75, 1, 190, true)]
    [InlineData("192.0.2.53", 8053, 17, 2, 150, -1, -1, true)]
    [InlineData("192.0.2.53", 8053, 17, -1, -1, 1, 4000, true)]
    [InlineData("192.0.2.53", 8053, 6, 1, 75, 1, 190, false)]
    [InlineData("192.0.2.53", 8053, 17, 5, 375, 5, 950, false)]
    [InlineData("192.0.2.53", 8053, 17, 1, 1200, 1, 1300, false)]
    [InlineData("192.0.2.53", 123, 17, 1, 76, 1, 76, false)]
    [InlineData("10.0.0.9", 8053, 17, 1, 75, 1, 190, false)]
    public void ExchangesElsewhereLookLikeDnsByTheirSizes(string server, int port, int protocol, long upPackets, long upBytes, long downPackets, long downBytes, bool expected)
    {
        Assert.True(Address.TryParse(Encoding.ASCII.GetBytes(server), out var address));
        Assert.Equal(expected, DnsFlows.LooksLikeDns(Question with { Server = new(address, (ushort)port), Protocol = (byte)protocol, UpPackets = upPackets, UpBytes = upBytes, DownPackets = downPackets, DownBytes = downBytes }));
    }

    [Theory]
    [InlineData(0xC0000235u, 1)]
    [InlineData(0x0A000035u, 0)]
    [InlineData(0xE00000FBu, 0)]
    [InlineData(0xFFFFFFFFu, 0)]
    public void ASenderIsSeenAtTheEgressByItsFlowsToTheOutside(uint server, int outside)
    {
        var uses = new FlowUses();
        uses.Add(Question with { Server = new(Address.FromV4(server), 443) }, 7, segment: 1);
        var sender = Assert.Single(uses.Freeze().Senders);
        Assert.Equal((1, outside), (sender.Value.Flows, sender.Value.Outside));
        Assert.Empty(uses.Freeze().Uses);
    }

    [Fact]
    public void NumbersThatNobodyCanCountDoNotWrap()
    {
        var uses = new FlowUses();
        for (var i = 0; i < 3; i++)
        {
            uses.Add(Question with { UpBytes = long.MaxValue - 1, Duration = TimeSpan.MaxValue }, 7, segment: 1);
        }
        uses.Add(Question with { Time = DateTime.MinValue }, 7, segment: 1);
        Assert.Equal((long.MaxValue, DateTime.MaxValue), (uses.Freeze().Uses[^1].Value.UpBytes, uses.Freeze().Uses[^1].Value.Last));
        Assert.Equal((DateTime.MaxValue, DateTime.MinValue), (uses.Freeze().Uses[0].Value.First, uses.Freeze().Uses[0].Value.Last));
        Assert.Equal(BytesOf(uses), BytesOf(ThroughBytes(uses)));
    }

    [Fact]
    public void DamagedBytesAreSaidAndNotBelieved()
    {
        var bytes = BytesOf(Roll(Flows(new(1), 50), 20));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => FromBytes(bytes[..length]));
        }
        byte[] others = [.. bytes];
        others[0]++;
        Assert.Throws<InvalidDataException>(() => FromBytes(others));
    }

    [Fact]
    public void ATableOfManyKeysStaysBounded()
    {
        const int most = 10_000;
        var uses = new FlowUses(most);
        for (var i = 0; i < 30 * most; i++)
        {
            uses.Add(Question with { Client = new(Address.FromV4((uint)i), 1) }, 7, segment: 1);
        }
        var frozen = uses.Freeze();
        Assert.Equal((most, most, 29 * most, 29 * most), (frozen.Uses.Length, frozen.Senders.Length, frozen.DnsFlowsLeftOut, frozen.FlowsLeftOut));
    }

    sealed record Row(Flow Flow, byte Format);

    static int Bound(Random random) => random.Next(3) switch { 0 => random.Next(1, 4), 1 => random.Next(4, 60), _ => FlowUses.MostKeys };

    /// <summary>Few hosts, servers and days, so that keys meet.</summary>
    static List<Row> Flows(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => new Row(NextFlow(random), (byte)random.Next(7, 10)))];

    static Flow NextFlow(Random random) => new()
    {
        Time = random.Next(20) == 0 ? DateTime.MinValue : Start.AddMilliseconds(random.NextInt64(3L * 86_400_000)),
        Duration = TimeSpan.FromMilliseconds(random.Next(100_000)),
        Client = new(Address.FromV4(0x0A000001u + (uint)random.Next(5)), (ushort)random.Next(1024, 65536)),
        Server = new(random.Next(2) == 0 ? Address.FromV4(0xC0000235) : new(0x2001_0db8_0000_0000, (ulong)random.Next(3)), random.Next(4) switch { 0 => 443, 1 => 8053, _ => 53 }),
        Protocol = random.Next(2) == 0 ? Flow.Udp : Flow.Tcp,
        UpBytes = random.Next(-1, 2000),
        DownBytes = random.Next(-1, 2000),
        UpPackets = random.Next(-1, 9),
        DownPackets = random.Next(-1, 9),
        Verdict = (FlowVerdict)random.Next(3),
        Datagram = random.Next(3) == 0 ? new(0, random.Next(1, 9)) : default,
        IsAnswered = random.Next(3) switch { 0 => true, 1 => false, _ => null },
    };

    static FlowUseKey KeyOf(Row row) => new(RollupSink.DayOf(row.Flow.Time), row.Format, row.Flow.Client.Address, row.Flow.Server, row.Flow.Protocol);

    static FlowUses Roll(IEnumerable<Row> rows, int most)
    {
        var uses = new FlowUses(most);
        foreach (var row in rows)
        {
            uses.Add(row.Flow, row.Format, segment: row.Flow.Client.Port);
        }
        return uses;
    }

    static FlowUses InParts(List<Row> rows, int most, Random random)
    {
        var parts = rows.OrderBy(_ => random.Next()).GroupBy(_ => random.Next(random.Next(1, 8))).Select(part => Roll(part, most)).ToList();
        while (parts.Count > 1)
        {
            var (into, from) = (parts[random.Next(parts.Count)], parts[random.Next(parts.Count)]);
            if (!ReferenceEquals(into, from))
            {
                into.Merge(random.Next(2) == 0 ? from : ThroughBytes(from));
                parts.Remove(from);
            }
        }
        return parts[0];
    }

    [Fact]
    public void ABlockFromBeforeTunnelsWereKnownIsReadAsOneWithoutThem()
    {
        var bytes = BytesOf(Roll(Flows(new Random(1), 400).Where(row => row.Flow.Datagram.Length == 0), 100));
        byte[] older = [3, .. bytes[1..]];
        Assert.Equal(bytes, BytesOf(FromBytes(older)));
        Assert.Throws<InvalidDataException>(() => FromBytes([2, .. bytes[1..]]));
        Assert.Throws<InvalidDataException>(() => FromBytes([5, .. bytes[1..]]));
    }

    static FlowUses ThroughBytes(FlowUses uses) => FromBytes(BytesOf(uses));

    static FlowUses FromBytes(byte[] bytes)
    {
        var reader = new StateReader(bytes);
        var uses = FlowUses.ReadFrom(ref reader);
        Assert.True(reader.AtEnd);
        return uses;
    }

    static byte[] BytesOf(FlowUses uses)
    {
        var bytes = new ArrayBufferWriter<byte>();
        uses.WriteTo(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
