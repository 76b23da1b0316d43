using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

/// <summary>Records that only order can read come the same for any number of threads and any block, and again when they are asked for again.</summary>
public class OrderedEvidenceTests
{
    [Fact]
    public void RowsAndReportAreTheSameForAnyNumberOfThreadsAndAnyBlock()
    {
        using var folder = new EvidenceFolder();
        folder.Write("a.pcap", Mixture(1));
        folder.Write("b.pcap.gz", EvidenceFolder.Gzip(Mixture(2)));
        var once = Read(folder.Path, 1, 4 << 20);
        Assert.Contains(once.Rows, row => row.Contains("flow", StringComparison.Ordinal));
        Assert.Contains(once.Rows, row => row.Contains(nameof(Transport.Tcp), StringComparison.Ordinal));
        foreach (var threads in (int[])[1, 2, 4])
        {
            foreach (var block in (int[])[4 << 10, 70_000, 4 << 20])
            {
                var other = Read(folder.Path, threads, block);
                Assert.Equal(once.Report, other.Report);
                Assert.Equal(once.Rows.Order(StringComparer.Ordinal), other.Rows.Order(StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public void ChosenSegmentsComeAgainExactly()
    {
        using var folder = new EvidenceFolder();
        folder.Write("a.pcap", Mixture(3));
        var options = new ReadingOptions { BlockBytes = 4 << 10 };
        using var evidence = new FileEvidence(EvidenceLocator.Locate([folder.Path], options), options);
        var all = new Rows();
        evidence.ReadAll(() => all, 1);
        Assert.True(all.BySegment.Count > 10);
        var random = new Random(5);
        for (var i = 0; i < 20; i++)
        {
            var wanted = all.BySegment.Keys.Where(_ => random.Next(3) == 0).ToHashSet();
            Rows again = new(), twice = new();
            Assert.True(evidence.Revisit(wanted, again, threads: 1));
            Assert.True(evidence.Revisit(wanted, twice, threads: 3));
            Assert.Equal(wanted.Order().SelectMany(segment => all.BySegment[segment]), again.All);
            Assert.Equal(again.All, twice.All);
        }
    }

    static (List<string> Rows, string Report) Read(string path, int threads, int blockBytes)
    {
        var options = new ReadingOptions { BlockBytes = blockBytes };
        using var evidence = new FileEvidence(EvidenceLocator.Locate([path], options), options);
        var sinks = new List<Rows>();
        var report = evidence.ReadAll(() =>
        {
            sinks.Add(new());
            return sinks[^1];
        }, threads);
        Assert.Empty(report.OurFaults);
        return ([.. sinks.SelectMany(sink => sink.All)], string.Join("\n", report.Sources.Select(source =>
            $"{source.Records} {source.Observed} {source.Ignored} {source.Malformed} {source.Flows} {source.DnsMessages} {source.From:O} {source.To:O} {string.Join(",", source.MalformedReasons)} {string.Join(",", source.MalformedSamples)}")));
    }

    /// <summary>Datagrams, fragments, streams with holes and without, and other traffic, mingled.</summary>
    static byte[] Mixture(int seed)
    {
        var random = new Random(seed);
        var sources = new List<Queue<byte[]>>();
        for (var i = 0; i < 12; i++)
        {
            var frames = new TcpConversation(random, 4, 41000 + i).Frames();
            sources.Add(new(i % 3 == 0 ? frames.Where((_, at) => at % 5 != 3) : frames));
        }
        var query = Frames.Udp(40000, 53, MessageBuilder.Query("whole.example").ToArray());
        sources.Add(new(Enumerable.Range(0, 60).Select(i => Frames.Ethernet(Frames.V4(query)))));
        sources.Add(new(Enumerable.Range(0, 60).Select(i => Frames.Ethernet(Frames.V4(Frames.Udp(50000 + i / 4, 9000, [1, 2, 3]))))));
        sources.Add(new(Enumerable.Range(0, 60).Select(i => Frames.Ethernet(i % 2 == 0 ? Frames.V4(query[..24], fragment: 0x2000) : Frames.V4(query[24..], fragment: 3)))));
        var mixed = new List<byte[]>();
        while (sources.Count > 0)
        {
            var at = random.Next(sources.Count);
            mixed.Add(sources[at].Dequeue());
            if (sources[at].Count == 0)
            {
                sources.RemoveAt(at);
            }
        }
        return TcpFrames.Capture(mixed);
    }

    /// <summary>Every row with its segment, in the order in which rows come.</summary>
    sealed class Rows : IObservationSink
    {
        public List<string> All { get; } = [];
        public Dictionary<SegmentId, List<string>> BySegment { get; } = [];

        public void Take(IObservationBatch batch)
        {
            foreach (var message in batch.Messages)
            {
                Add(batch, $"{message.At} {message.Time:O} {message.Transport} {message.Client} {message.Server} {message.Id} {WireName.ToText(batch.Bytes(message.Name))}");
            }
            foreach (var flow in batch.Flows)
            {
                Add(batch, $"flow {flow}");
            }
        }

        void Add(IObservationBatch batch, string row)
        {
            All.Add(row);
            if (!BySegment.TryGetValue(batch.Segment, out var rows))
            {
                BySegment[batch.Segment] = rows = [];
            }
            rows.Add(row);
        }
    }
}
