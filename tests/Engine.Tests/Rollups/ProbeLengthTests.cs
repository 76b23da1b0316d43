using System.Buffers;
using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

/// <summary>
/// Keys of another table, or of a stored block, come in the order of their hashes. Put into a table that grows as they come, they would crowd into its
/// low end until it grows again, and each would be put past thousands of others: counted here in places, which no slow machine can blur.
/// </summary>
public class ProbeLengthTests
{
    const int Keys = 100_000;

    /// <summary>Few, so that few shards hold all keys and are large.</summary>
    const int ClientCount = 8;

    [Fact]
    [Trait("tier", "ci")]
    public void MergingAndReadingBackPutEveryKeyNearItsPlace()
    {
        var set = SetOf("a");
        AssertShort(set, "filled row by row");
        AssertShort(ReadBack(set), "read back from bytes");
        var merged = new RollupSet();
        merged.Merge(set);
        AssertShort(merged, "merged into an empty set");
        merged.Merge(SetOf("b"));
        AssertShort(merged, "merged from two sets");
        Assert.Equal(2 * Keys, merged.Pairs);
    }

    /// <summary>
    /// A run of filled places of a table with load a is longer than n with a probability that falls as e^(-n (a - 1 - ln a)) (Knuth, The Art of Computer
    /// Programming 3, section 6.4); so the longest of as many runs as there are places has about ln(places) / (a - 1 - ln a) keys. Twice that is generous.
    /// </summary>
    static void AssertShort(RollupSet set, string how)
    {
        const double Load = 0.85;
        foreach (var shard in set.Shards.Where(shard => shard.Count > 0))
        {
            var most = 2 * Math.Log(shard.Cells.Length) / (Load - 1 - Math.Log(Load));
            Assert.True(shard.LongestProbe <= most, string.Create(CultureInfo.InvariantCulture, $"{how}: {shard.LongestProbe} places in a table of {shard.Cells.Length}"));
        }
    }

    static RollupSet SetOf(string prefix)
    {
        var set = new RollupSet();
        var sink = new RollupSink(set);
        var writer = new BatchWriter(sink);
        writer.Begin(new(0, 0), 1);
        Span<byte> name = new byte[256];
        for (var i = 0; i < Keys; i++)
        {
            var length = WireName.FromText(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}.com")), name);
            writer.Message(Question(Address.FromV4(0x0A000000u + (uint)(i % ClientCount))), name[..length], []);
        }
        writer.Flush();
        sink.Finish();
        Assert.Equal(Keys, set.Pairs);
        return set;
    }

    static DnsMessage Question(Address client) => new()
    {
        Time = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc),
        Sides = Sides.Query,
        Transport = Transport.Udp,
        Client = new(client, 40_000),
        Server = new(Address.FromV4(0x0A000035), 53),
        Type = RecordTypes.A,
    };

    static RollupSet ReadBack(RollupSet set)
    {
        var bytes = new ArrayBufferWriter<byte>();
        set.WriteTo(bytes);
        var reader = new StateReader(bytes.WrittenSpan);
        return RollupSet.ReadFrom(ref reader);
    }
}
