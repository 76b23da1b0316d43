using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Reading;

public class FaultTests
{
    static string Padding(int lines) => string.Concat(Enumerable.Range(0, lines).Select(i => $"padding-{i}\n"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void AReaderThatThrowsCostsTheRestOfOneBlock(int threads)
    {
        using var folder = new EvidenceFolder();
        var text = "=words\n" + Padding(500) + "=7\nboom\n=9\n" + Padding(500) + "boom\n";
        folder.Write("a.log", text);
        folder.Write("b.log", "=words\nfine\n");
        using var evidence = folder.Open();
        var (rows, report) = EvidenceFolder.Read(evidence, threads);
        var source = report.Sources[0];
        Assert.Equal(2, source.Malformed);
        Assert.Equal([new("a fault of ours", 2)], source.MalformedReasons);
        Assert.Equal(source.Records, source.Observed + source.Ignored + source.Malformed);
        Assert.Equal(source.Observed, rows.Count(row => row.At.Source == 0));
        Assert.Equal(500, rows.Count(row => row.At.Source == 0 && row.Type == 0));
        Assert.InRange(rows.Count(row => row.At.Source == 0 && row.Type == 9), 400, 500);
        Assert.Equal(1, rows.Count(row => row.At.Source == 1));
        var fault = Assert.Single(report.OurFaults);
        Assert.Contains("InvalidDataException", fault, StringComparison.Ordinal);
        Assert.True(fault.Contains(nameof(WordLines), StringComparison.Ordinal), fault);
        Assert.DoesNotContain("secret", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("padding", fault, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, fault, StringComparison.Ordinal);
        var again = new CollectingSink();
        Assert.False(evidence.Revisit(rows.Select(row => row.Segment).ToHashSet(), again, threads: 2));
        Assert.Equal(rows, again.Rows);
    }

    [Theory]
    [InlineData(1, "deaf")]
    [InlineData(2, "deaf")]
    [InlineData(1, "stuck")]
    [InlineData(2, "stuck")]
    public void AReaderThatCannotGoOnLosesTheRestOfItsSourceAloud(int threads, string word)
    {
        using var folder = new EvidenceFolder();
        folder.Write("a.log", "=words\n" + Padding(500) + word + "\n" + Padding(500));
        folder.Write("b.log", "=words\nfine\n");
        using var evidence = folder.Open();
        var (rows, report) = EvidenceFolder.Read(evidence, threads);
        Assert.InRange(rows.Count(row => row.At.Source == 0), 400, 500);
        Assert.StartsWith("a fault of ours: nothing behind byte ", report.Sources[0].Damage, StringComparison.Ordinal);
        Assert.Equal(1, report.Sources[0].Malformed);
        Assert.Single(report.OurFaults);
        Assert.Equal(1, report.Sources[1].Observed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ASinkThatThrowsIsNotGivenTheSameRowsTwice(int threads)
    {
        using var folder = new EvidenceFolder();
        folder.Write("a.log", "=words\n" + Padding(50));
        using var evidence = folder.Open();
        var sink = new ThrowingSink();
        var report = evidence.ReadAll(() => sink, threads);
        Assert.Equal(1, sink.Calls);
        Assert.Single(report.OurFaults);
        Assert.Equal(50, report.Sources[0].Observed);
        Assert.Equal(1, report.Sources[0].Malformed);
    }

    sealed class ThrowingSink : IObservationSink
    {
        public int Calls { get; private set; }

        public void Take(IObservationBatch batch)
        {
            Calls++;
            throw new NotSupportedException();
        }
    }
}
