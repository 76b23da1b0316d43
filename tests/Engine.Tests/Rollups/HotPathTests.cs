using System.Globalization;
using Nameward.Bench.Generating;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Generating;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

/// <summary>What a record costs in fresh memory: the largest cost of all where it is not held down.</summary>
public class HotPathTests
{
    // Both files are longer than the blocks that are kept to read into.
    const int Few = 50_000, Many = 100_000;

    // Bytes a record. Reading takes memory once a block, for its reader. Rollups take it for pairs of client and zone, of which a file this short has
    // one for every second look-up, and the table grows by doubling.
    [Theory]
    [InlineData("zeek", 8, 600)]
    [InlineData("zeek-json", 16, 600)]
    [InlineData("pcap", 4, 300)]
    [Trait("tier", "ci")]
    public void ARecordAllocatesLittle(string form, double mostForReading, double mostWithRollups)
    {
        using var folder = new EvidenceFolder();
        var (few, many) = (MadeUpTraffic.Write(folder, form, Habits.Realistic, Few), MadeUpTraffic.Write(folder, form, Habits.Realistic, Many));
        var (reading, withRollups) = (BytesARecord(few, many, Read), BytesARecord(few, many, Roll));
        Assert.True(reading <= mostForReading && withRollups <= mostWithRollups, string.Create(CultureInfo.InvariantCulture,
            $"{form}: reading allocates {reading:F1} bytes a record, {mostForReading} are allowed; with rollups {withRollups:F1}, {mostWithRollups} are allowed"));
    }

    /// <summary>What this thread allocates for a record more, so that what is taken once for a file (blocks, batches) falls out.</summary>
    static double BytesARecord(string few, string many, Func<string, long> read)
    {
        // The first run makes what lasts as long as the process.
        read(many);
        var start = GC.GetAllocatedBytesForCurrentThread();
        var fewRecords = read(few);
        var between = GC.GetAllocatedBytesForCurrentThread();
        var manyRecords = read(many);
        var end = GC.GetAllocatedBytesForCurrentThread();
        return (end - between - (between - start)) / (double)(manyRecords - fewRecords);
    }

    static long Read(string path)
    {
        var sink = new CountingSink();
        var records = MadeUpTraffic.Read(path, sink).Records;
        Assert.True(sink.Messages >= Few, string.Create(CultureInfo.InvariantCulture, $"{sink.Messages} messages were read"));
        return records;
    }

    static long Roll(string path)
    {
        var set = new RollupSet();
        var sink = new RollupSink(set);
        var records = MadeUpTraffic.Read(path, sink).Records;
        sink.Finish();
        Assert.True(set.Pairs > 0);
        return records;
    }

    sealed class CountingSink : IObservationSink
    {
        public long Messages { get; private set; }

        public void Take(IObservationBatch batch) => Messages += batch.Messages.Length;
    }
}
