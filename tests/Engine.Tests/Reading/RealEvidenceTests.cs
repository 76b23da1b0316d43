using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Reading;

/// <summary>The driver with the real formats: every way through the same evidence gives the same rows.</summary>
public class RealEvidenceTests
{
    [Theory]
    [InlineData("lab/captures/A0?.*")]
    [InlineData("lab/captures/long-benign.client.pcap.gz")]
    [InlineData("samples/zeek")]
    [InlineData("captures/protocols")]
    [Trait("tier", "ci")]
    public void EveryWayThroughEvidenceGivesTheSameRows(string evidence)
    {
        var folder = Samples.Shared(evidence.Contains('*', StringComparison.Ordinal) ? Path.GetDirectoryName(evidence)! : evidence);
        var path = evidence.Contains('*', StringComparison.Ordinal) ? Path.Combine(folder, Path.GetFileName(evidence)) : folder;
        var alone = Read(path, threads: 1, blockBytes: 4 << 20);
        Assert.True(alone.Rows > 100, $"{alone.Rows} rows");
        Assert.Equal(alone, Read(path, threads: 2, blockBytes: 4 << 20));
        Assert.Equal(alone, Read(path, threads: 3, blockBytes: IRecordReader.LargestRecord));
    }

    [Fact]
    public void AForkIsSmallForOneIsKeptForEachBlock()
    {
        var forks = new IRecordReader[1000];
        foreach (var format in FormatList.All)
        {
            var reader = format.Open(new(0, TimeZoneInfo.Utc));
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < forks.Length; i++)
            {
                forks[i] = reader.Fork();
            }
            Assert.True((GC.GetAllocatedBytesForCurrentThread() - before) / forks.Length < 512, format.Info.Id);
        }
    }

    readonly record struct Reading(long Rows, ulong Digest, ulong AgainDigest, string Report);

    static Reading Read(string path, int threads, int blockBytes)
    {
        var options = new ReadingOptions { BlockBytes = blockBytes };
        using var evidence = new FileEvidence(EvidenceLocator.Locate([path], options), options);
        var sinks = new List<DigestingSink>();
        var report = evidence.ReadAll(() =>
        {
            sinks.Add(new());
            return sinks[^1];
        }, threads);
        Assert.Empty(report.OurFaults);
        Assert.All(report.Sources, source => Assert.Equal(source.Records, source.Observed + source.Ignored + source.Malformed));
        var again = new DigestingSink();
        Assert.True(evidence.Revisit(sinks.SelectMany(sink => sink.Segments).ToHashSet(), again, threads: 2));
        var digest = sinks.Aggregate(0UL, (sum, sink) => sum + sink.Digest);
        Assert.Equal(digest, again.Digest);
        return new(sinks.Sum(sink => sink.Rows), digest, again.Digest, Tell(report));
    }

    static string Tell(EvidenceReport report) => string.Join("\n", report.Sources.Select(source =>
        $"{source.Path.Raw} {source.Format} {source.Bytes} {source.Observed} {source.Ignored} {source.Malformed} {source.DnsMessages} {source.From:O} {source.To:O} {source.Damage} {string.Join(",", source.MalformedReasons)} {string.Join(",", source.MalformedSamples)}"));

    /// <summary>A sum over rows that does not depend on their order.</summary>
    sealed class DigestingSink : IObservationSink
    {
        public long Rows { get; private set; }
        public ulong Digest { get; private set; }
        public HashSet<SegmentId> Segments { get; } = [];

        public void Take(IObservationBatch batch)
        {
            Segments.Add(batch.Segment);
            foreach (var row in batch.Messages)
            {
                var hash = WyHash.Of((ulong)row.At.Offset, WyHash.Of((ulong)row.At.Source, batch.Format));
                hash = WyHash.Of(batch.Bytes(row.RawName), hash);
                hash = WyHash.Of(batch.Bytes(row.Answers), hash ^ row.Type);
                Digest += WyHash.Of((ulong)row.Time.Ticks, hash);
                Rows++;
            }
            foreach (var flow in batch.Flows)
            {
                var hash = WyHash.Of((ulong)flow.At.Offset, WyHash.Of((ulong)flow.UpBytes, (ulong)flow.DownBytes));
                Digest += WyHash.Of(flow.Client.Address.Low, WyHash.Of((ulong)flow.Duration.Ticks, hash));
                Rows++;
            }
        }
    }
}
