using System.Buffers;
using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

/// <summary>More keys than there is room for: what is held stays bounded, depends on no order, and one client's flood touches nobody else.</summary>
public class FloodTests
{
    const int Zones = 260_000;

    static readonly RollupLimits Small = RollupLimits.OfKeys(16 << 20);
    static readonly Address Flooder = Address.FromV4(0x0A000099);

    [Fact]
    [Trait("tier", "ci")]
    public void AFloodOfZonesIsHeldWithinTheLimits()
    {
        var set = Roll([.. Flood(Zones)], threads: 1);
        set.Settle();
        Assert.InRange(set.Pairs, 1_000, Zones - 1);
        Assert.True(set.Shards.Sum(shard => shard.Cost) <= Small.Bytes, "the keys cost more than they may");
        long memory = set.Shards.Sum(shard => shard.Arena.Bytes + shard.Cells.Length * 24L);
        Assert.True(memory <= 2 * Small.Bytes, string.Create(CultureInfo.InvariantCulture, $"{memory:N0} bytes of tables for a budget of {Small.Bytes:N0}"));
        var limited = Assert.Single(set.Limited());
        Assert.Equal(Flooder, limited.Client);
        Assert.InRange(limited.All, 0.9 * Zones, 1.1 * Zones);
        GC.KeepAlive(set);
    }

    [Fact]
    [Trait("tier", "ci")]
    public void ZonesOfKeysThatWereLeftOutAreForgotten()
    {
        const int ManyZones = 3 * Zones;
        var set = Roll([.. Flood(ManyZones)], threads: 2);
        Assert.InRange(set.Zones.Count, set.Pairs, 2 * set.Pairs + ZoneTable.FewIdle + Zones / 10);
        foreach (var shard in set.Shards)
        {
            foreach (ref readonly var cell in shard.Cells)
            {
                var key = cell.Rows == 0 ? 0 : PairKey.HashOf(cell.Day, PairKey.ClientHash(Flooder), set.Zones.HashOf(cell.Zone));
                Assert.Equal(key, cell.Rows == 0 ? 0 : cell.Hash);
            }
        }
        GC.KeepAlive(set);
    }

    [Fact]
    [Trait("tier", "ci")]
    public void WhatIsHeldOfAFloodDependsOnNoOrderAndNoPartition()
    {
        var rows = Flood(Zones).Concat(new RandomTraffic(7).Rows(2_000)).ToList();
        var whole = BytesOf(Roll(rows, threads: 1));
        var random = new Random(3);
        rows = [.. rows.OrderBy(_ => random.Next())];
        Assert.True(whole.AsSpan().SequenceEqual(BytesOf(Roll(rows, threads: 1))), "another order, other bytes");
        Assert.True(whole.AsSpan().SequenceEqual(BytesOf(Roll(rows, threads: 4))), "four threads, other bytes");
        var merged = new RollupSet(Small);
        foreach (var part in rows.Chunk(rows.Count / 3))
        {
            merged.Merge(ReadBack(Roll(part, threads: 1)));
        }
        Assert.True(whole.AsSpan().SequenceEqual(BytesOf(merged)), "merged from parts, other bytes");
    }

    [Fact]
    [Trait("tier", "ci")]
    public void AFloodTouchesNoOtherClient()
    {
        var others = new RandomTraffic(11).Rows(3_000);
        var (quiet, flooded) = (new RollupSet(Small), new RollupSet(Small));
        Fill(quiet, others);
        // The others come when the flood is already cut: to a shard that knows limits and not them.
        Fill(flooded, [.. Flood(Zones), .. others, .. Flood(Zones)]);
        Assert.Equal(KeysOfOthers(quiet), KeysOfOthers(flooded));
        Assert.Equal([Flooder], flooded.Limited().Select(client => client.Client));
    }

    [Fact]
    [Trait("tier", "ci")]
    public void OfMoreClientsThanThereIsRoomForTheSameAreKeptInAnyOrder()
    {
        List<RandomTraffic.Row> rows = [.. Enumerable.Range(0, 4 * Small.Clients).Select(i => Row(Address.FromV4(0x0B000000u + (uint)i), "example.com"))];
        var first = Roll(rows, threads: 1);
        rows.Reverse();
        var second = Roll(rows, threads: 2);
        Assert.True(BytesOf(first).AsSpan().SequenceEqual(BytesOf(second)), "another order, other bytes");
        Assert.Equal(Small.Clients, first.Servers.Count);
        Assert.Equal(Small.Clients, first.Pairs);
    }

    /// <summary>Keys chosen to lie side by side: in a table that is placed by the hash alone, each would be put past all before it.</summary>
    [Fact]
    public void KeysOfNeighbouringHashesAreSpread()
    {
        var cells = new PairCells();
        for (ulong i = 1; i <= 100_000; i++)
        {
            ref var cell = ref cells.Find(Placing.Spread(0x1234_5678_0000_0000 + i));
            cell.Count(1);
        }
        Assert.Equal(100_000, cells.Count);
        Assert.True(cells.Probes <= 100_000 * 40L, string.Create(CultureInfo.InvariantCulture, $"{cells.Probes:N0} places looked at"));
    }

    static IEnumerable<RandomTraffic.Row> Flood(int zones) =>
        Enumerable.Range(0, zones).Select(i => Row(Flooder, string.Create(CultureInfo.InvariantCulture, $"q{i * 2654435761u:x}.com")));

    static RandomTraffic.Row Row(Address client, string name) => new(new()
    {
        Time = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc),
        Sides = Sides.Query,
        Transport = Transport.Udp,
        Client = new(client, 40_000),
        Server = new(Address.FromV4(0x0A000035), 53),
        Type = RecordTypes.A,
    }, Names.Wire(name), [], new(0, 0), 1);

    static RollupSet Roll(IReadOnlyList<RandomTraffic.Row> rows, int threads)
    {
        var set = new RollupSet(Small);
        Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, thread => Fill(set, rows.Where((_, index) => index % threads == thread)));
        return set;
    }

    static void Fill(RollupSet set, IEnumerable<RandomTraffic.Row> rows)
    {
        var sink = new RollupSink(set);
        var writer = new BatchWriter(sink);
        foreach (var segment in rows.GroupBy(row => (row.Segment, row.Format)))
        {
            writer.Begin(segment.Key.Segment, segment.Key.Format);
            foreach (var row in segment)
            {
                writer.Message(row.Message, row.Name, row.Answers);
            }
            writer.Flush();
        }
        sink.Finish();
    }

    static List<string> KeysOfOthers(RollupSet set)
    {
        set.Settle();
        var keys = new List<string>();
        foreach (var shard in set.Shards)
        {
            foreach (ref readonly var cell in shard.Cells)
            {
                if (cell.Rows > 0 && shard.Clients[(int)cell.Client] != Flooder)
                {
                    keys.Add(new StringBuilder().Append(CultureInfo.InvariantCulture, $"{shard.Clients[(int)cell.Client]} {Encoding.Latin1.GetString(set.Zones.NameOf(cell.Zone))} {cell.Day} {cell.Rows} {cell.IsLarge}").ToString());
                }
            }
        }
        GC.KeepAlive(set);
        keys.Sort(StringComparer.Ordinal);
        return keys;
    }

    static RollupSet ReadBack(RollupSet set)
    {
        var reader = new StateReader(BytesOf(set));
        return RollupSet.ReadFrom(ref reader);
    }

    static byte[] BytesOf(RollupSet set)
    {
        var bytes = new ArrayBufferWriter<byte>();
        set.WriteTo(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
