using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Reading;

public class FileEvidenceTests
{
    [Theory]
    [InlineData(1, 1 << 10)]
    [InlineData(1, 5000)]
    [InlineData(1, 4 << 20)]
    [InlineData(2, 1 << 10)]
    [InlineData(2, 1 << 16)]
    [InlineData(2, 4 << 20)]
    [InlineData(4, 1 << 10)]
    [InlineData(4, 1 << 18)]
    public void RowsAreTheSameForAnyNumberOfThreadsAndAnyBlock(int threads, int blockBytes)
    {
        using var folder = new EvidenceFolder { Options = new() { Formats = [new WordLines()], BlockBytes = blockBytes } };
        for (var i = 0; i < 5; i++)
        {
            var lines = EvidenceFolder.Lines(3000 * i + 1, seed: i);
            folder.Write($"{i}.log", i % 2 == 0 ? lines : EvidenceFolder.Gzip(lines));
        }
        using var evidence = folder.Open();
        var (rows, report) = EvidenceFolder.Read(evidence, threads);
        var expected = Enumerable.Range(0, 5).SelectMany(i => Expected(EvidenceFolder.Lines(3000 * i + 1, seed: i), i)).ToList();
        Assert.Equal(expected, rows.Select(row => (row.At, row.Name, row.Type)));
        Assert.Empty(report.OurFaults);
        Assert.All(report.Sources, source =>
        {
            Assert.Null(source.Damage);
            Assert.Equal("word-lines", source.Format);
            Assert.Equal(["everything else"], source.Lacks);
            Assert.Equal(source.Records, source.Observed + source.Ignored + source.Malformed);
        });
        Assert.Equal(Enumerable.Range(0, 5).Select(i => 3000L * i + 2), report.Sources.Select(source => source.Records));
        Assert.Equal(expected.Count, report.Sources.Sum(source => source.DnsMessages));
    }

    static IEnumerable<(SourcePosition At, string Name, ushort Type)> Expected(byte[] lines, int source)
    {
        var (offset, type) = (0L, (ushort)0);
        foreach (var line in Encoding.Latin1.GetString(lines).Split('\n')[..^1])
        {
            if (line is ['=', ..])
            {
                type = ushort.TryParse(line[1..], out var next) ? next : type;
            }
            else if (line is [not ('#' or '!'), ..])
            {
                yield return (new(source, offset), line[..Math.Min(63, line.Length)].ToLowerInvariant(), type);
            }
            offset += line.Length + 1;
        }
    }

    [Fact]
    public void TheReportIsTheSameForAnyNumberOfThreads()
    {
        using var folder = new EvidenceFolder();
        folder.Write("a.log", EvidenceFolder.Lines(5000, 1));
        folder.Write("b.log", "=words\none\nboom\ntwo\n");
        folder.Write("c.log", "");
        string Reported(int threads)
        {
            using var evidence = folder.Open();
            return string.Join("\n", EvidenceFolder.Read(evidence, threads).Report.Sources.Select(source =>
                $"{source with { MalformedReasons = [], MalformedSamples = [], Lacks = [] }} {string.Join(",", source.MalformedReasons)} {string.Join(",", source.MalformedSamples)}"));
        }
        var alone = Reported(1);
        Assert.Equal(alone, Reported(2));
        Assert.Equal(alone, Reported(4));
        Assert.Contains("a fault of ours", alone, StringComparison.Ordinal);
    }

    [Fact]
    public void SamplesAreTheLowestPositionsAndReasonsAreCounted()
    {
        using var folder = new EvidenceFolder();
        var text = "=words\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => i % 3 == 0 ? "!aaaa\n" : "!b\n"));
        folder.Write("a.log", text);
        using var evidence = folder.Open();
        var source = EvidenceFolder.Read(evidence, 4).Report.Sources[0];
        Assert.Equal([new("short", 666), new("long", 334)], source.MalformedReasons);
        Assert.Equal([new(7, "long"), new(13, "short"), new(16, "short"), new(19, "long"), new(25, "short")], source.MalformedSamples);
        Assert.Null(source.From);
    }

    [Fact]
    public void ARevisitOfAnySegmentsGivesExactlyTheirRows()
    {
        using var folder = new EvidenceFolder();
        folder.Write("a.log", EvidenceFolder.Lines(2000, 1));
        folder.Write("b.log.gz", EvidenceFolder.Gzip(EvidenceFolder.Lines(2000, 2)));
        folder.Write("c.log", EvidenceFolder.Lines(3, 3));
        using var evidence = folder.Open();
        var (rows, _) = EvidenceFolder.Read(evidence, 2);
        var segments = rows.Select(row => row.Segment).Distinct().ToList();
        Assert.True(segments.Count > 100);
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var chosen = segments.Where(_ => random.Next(20) < seed).ToHashSet();
            var again = new CollectingSink();
            Assert.True(evidence.Revisit(chosen, again, threads: 1 + seed % 4), $"seed {seed}");
            Assert.Equal(rows.Where(row => chosen.Contains(row.Segment)), again.Rows);
        }
    }

    [Fact]
    public void ARevisitLeavesOutRowsThatTheSinkDoesNotWant()
    {
        using var folder = new EvidenceFolder { Options = new() { BlockBytes = 64 << 10 } };
        folder.Write("dns.log", "#path\tdns\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tquery\tqtype\n"
            + string.Concat(Enumerable.Range(0, 3000).Select(i => $"1763683200.5\t10.0.0.{i % 7}\t4000\t10.0.1.{i % 5}\t53\tn{i}.example\t1\n")));
        using var evidence = folder.Open();
        var sink = new ChoosySink();
        Assert.Equal(3000, evidence.ReadAll(() => sink, 1).Sources[0].Observed);
        var (all, segments) = (sink.Rows.ToArray(), sink.Segments);
        sink.Rows.Clear();
        Assert.True(evidence.Revisit(segments, sink, threads: 1));
        Assert.Equal(3000, all.Length);
        Assert.Equal(all.Where(row => sink.Wants(row.Client.Address, row.Server.Address)).Select(row => row.At), sink.Rows.Select(row => row.At));
        Assert.InRange(sink.Rows.Count, 900, 1000);
    }

    /// <summary>Wants the rows of one client and those of one server.</summary>
    sealed class ChoosySink : IObservationSink
    {
        public List<DnsMessage> Rows { get; } = [];

        public HashSet<SegmentId> Segments { get; } = [];

        public bool Wants(Address client, Address server) => client == Address.FromV4(0x0A000003) || server == Address.FromV4(0x0A000101);

        public void Take(IObservationBatch batch)
        {
            Rows.AddRange(batch.Messages);
            Segments.Add(batch.Segment);
        }
    }

    [Fact]
    public void ARevisitLeavesOutWhatChangedAndWhatNeverWasAndReadsTheRest()
    {
        using var folder = new EvidenceFolder();
        var (grown, gone) = (folder.Write("a.log", EvidenceFolder.Lines(50, 1)), folder.Write("b.log", EvidenceFolder.Lines(50, 2)));
        folder.Write("c.log", EvidenceFolder.Lines(50, 3));
        using var evidence = folder.Open();
        var (rows, _) = EvidenceFolder.Read(evidence, 1);
        File.AppendAllText(grown, "more\n");
        File.Delete(gone);
        var again = new CollectingSink();
        Assert.False(evidence.Revisit(rows.Select(row => row.Segment).ToHashSet(), again, threads: 1));
        Assert.Equal(rows.Where(row => row.At.Source == 2), again.Rows);
        Assert.False(evidence.Revisit(new HashSet<SegmentId> { new(2, 9999), new(77, 0), new(-1, 0) }, again, threads: 1));
        Assert.Empty(evidence.Excerpts([new(0, 0), new(1, 0)]));
    }

    [Fact]
    public void ExcerptsAreTheLinesAtTheirOffsets()
    {
        using var folder = new EvidenceFolder();
        var lines = EvidenceFolder.Lines(500, 7);
        byte[] marked = [0xEF, 0xBB, 0xBF, .. lines];
        folder.Write("a.log", lines);
        folder.Write("b.log.gz", EvidenceFolder.Gzip(lines));
        folder.Write("c.log", marked);
        folder.Write("d.log", "=words\none\r\n" + new string('y', 900));
        using var evidence = folder.Open();
        var (rows, report) = EvidenceFolder.Read(evidence, 2);
        Assert.All(report.Sources, source => Assert.Equal("word-lines", source.Format));
        var excerpts = evidence.Excerpts(rows.Select(row => row.At).Reverse());
        Assert.Equal(rows.Count, excerpts.Count);
        Assert.All(rows.Where(row => row.At.Source < 3), row => Assert.Equal(row.Name, excerpts[row.At].Raw));
        Assert.Equal("one", excerpts[new(3, 7)].Raw);
        Assert.Equal(new string('y', 512), excerpts[new(3, 12)].Raw);
        Assert.Empty(evidence.Excerpts([new(0, 1 << 30), new(1, 1 << 30), new(9, 0)]));
    }

    [Fact]
    public void PacketsHaveNoExcerpts()
    {
        using var folder = new EvidenceFolder { Options = new() { Formats = [new WordLines(positions: PositionKind.PacketNumber)], BlockBytes = 1024 } };
        folder.Write("a.log", EvidenceFolder.Lines(500, 7));
        using var evidence = folder.Open();
        var (rows, _) = EvidenceFolder.Read(evidence, 1);
        Assert.Equal(501, rows.Select(row => row.At.Offset).Append(501).Max());
        Assert.Empty(evidence.Excerpts(rows.Select(row => row.At)));
    }

    [Fact]
    public void StandardInputIsKeptForARevisit()
    {
        using var spool = new EvidenceFolder();
        var lines = EvidenceFolder.Lines(2000, 4);
        using var folder = new EvidenceFolder
        {
            Options = new() { Formats = [new WordLines()], BlockBytes = 1024, Hash = true, SpoolFolder = spool.Path, StandardInput = () => new MemoryStream(EvidenceFolder.Gzip(lines)) },
        };
        using (var evidence = folder.Open("-"))
        {
            var (rows, report) = EvidenceFolder.Read(evidence, 2);
            Assert.Equal(2001, report.Sources[0].Records);
            Assert.Equal("-", report.Sources[0].Path.Raw);
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(EvidenceFolder.Gzip(lines))), report.Sources[0].Sha256);
            var again = new CollectingSink();
            Assert.True(evidence.Revisit(rows.Select(row => row.Segment).ToHashSet(), again, threads: 2));
            Assert.Equal(rows, again.Rows);
        }
        Assert.Empty(Directory.GetFiles(spool.Path));
    }

    [Fact]
    public void AHashIsThatOfTheFileAsItLiesThere()
    {
        using var folder = new EvidenceFolder { Options = new() { Formats = [new WordLines()], BlockBytes = 1024, Hash = true } };
        var packed = EvidenceFolder.Gzip(EvidenceFolder.Lines(3000, 4));
        byte[][] files = [EvidenceFolder.Lines(3000, 5), packed, [.. packed[..500], 0, 1, 2, .. packed[500..]], [], new byte[300_000]];
        for (var i = 0; i < files.Length; i++)
        {
            folder.Write($"{i}", files[i]);
        }
        using var evidence = folder.Open();
        var report = EvidenceFolder.Read(evidence, 2).Report;
        Assert.Equal(files.Select(file => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file))), report.Sources.Select(source => source.Sha256));
        Assert.Equal(files.Select(file => (long)file.Length), report.Sources.Select(source => source.Bytes));
    }

    [Fact]
    public void ProgressAddsUpAndIsPaced()
    {
        var told = new List<ReadProgress>();
        var clock = new StepClock();
        using var folder = new EvidenceFolder { Options = new() { Formats = [new WordLines()], BlockBytes = 1024, Progress = new Told(told), Clock = clock } };
        folder.Write("a.log", EvidenceFolder.Lines(5000, 1));
        folder.Write("b.log.gz", EvidenceFolder.Gzip(EvidenceFolder.Lines(5000, 2)));
        using var evidence = folder.Open();
        var report = EvidenceFolder.Read(evidence, 1).Report;
        Assert.NotEmpty(told);
        Assert.True(told.Count < report.Sources.Sum(source => source.Bytes) / 1024);
        Assert.All(told, progress => Assert.Equal(report.Sources.Sum(source => source.Bytes), progress.Total));
        Assert.Equal(told.OrderBy(progress => progress.Bytes), told);
        Assert.True(told[^1].Bytes <= told[^1].Total && told[^1].SourceBytes <= told[^1].SourceTotal);
    }

    sealed class Told(List<ReadProgress> told) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => told.Add(value);
    }

    sealed class StepClock : TimeProvider
    {
        long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now += 10;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ACancelledReadingEnds(int threads)
    {
        using var cancel = new CancellationTokenSource();
        using var folder = new EvidenceFolder { Options = new() { Formats = [new WordLines()], BlockBytes = 1024, Cancel = cancel.Token } };
        folder.Write("a.log", EvidenceFolder.Lines(50_000, 1));
        using var evidence = folder.Open();
        Assert.ThrowsAny<OperationCanceledException>(() => evidence.ReadAll(() => new CancellingSink(cancel), threads));
    }

    sealed class CancellingSink(CancellationTokenSource cancel) : IObservationSink
    {
        public void Take(IObservationBatch batch) => cancel.Cancel();
    }
}
