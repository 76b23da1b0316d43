using System.Xml.Linq;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>Labelled evidence through the whole program.</summary>
[Trait("tier", "ci")]
public sealed class EvaluateRunTests : IDisposable
{
    const string Header = "path\tclient\tsubject\tlabel\ttool\tstart\tend\tpayload_bytes\tnotes\n";

    static readonly string Truth = Samples.Own("samples/evaluate/TRUTH.tsv");

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task OurOwnSamplesAreFoundAndQuietWhateverTheNumberOfThreads()
    {
        var runs = await Task.WhenAll(_place.Run("evaluate", Truth, "--format", "json", "--threads", "1"), _place.Run("evaluate", Truth, "--format", "json", "--threads", "3"));
        Assert.All(runs, run => Assert.Equal((0, ""), (run.Status, run.Error)));
        Assert.Equal(OutputTests.WithoutRun(runs[0].Output), OutputTests.WithoutRun(runs[1].Output));
        using var json = runs[0].Json();
        var all = json.RootElement.GetProperty("found")[0];
        Assert.Equal((3, 3), (all.GetProperty("sessions").GetInt32(), all.GetProperty("found").GetInt32()));
        var quiet = json.RootElement.GetProperty("quietness")[0];
        Assert.Equal((1, 0, 0), (quiet.GetProperty("files").GetInt32(), quiet.GetProperty("falseEscalations").GetInt32(), quiet.GetProperty("falseWatches").GetInt32()));
    }

    [Fact]
    public async Task ThePlotIsWrittenOnceAndNeverOver()
    {
        var run = await _place.Run("evaluate", Truth, "--only", "tunnel", "--plot", "bits.svg");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.StartsWith("1 of 1 session found; no false escalation in ", run.Output, StringComparison.Ordinal);
        var svg = XDocument.Load(_place["bits.svg"]);
        Assert.Equal(2, svg.Descendants().Count(element => element.Attribute("class")?.Value == "found"));
        var again = await _place.Run("evaluate", Truth, "--plot", "bits.svg");
        Assert.Equal((2, ""), (again.Status, again.Output));
        Assert.Equal([_place["bits.svg"]], _place.Members);
    }

    [Fact]
    public async Task TheCsvHasARowForEachSession()
    {
        var run = await _place.Run("evaluate", Truth, "--format", "csv");
        Assert.Equal((0, ""), (run.Status, run.Error));
        var rows = run.Output.Split("\r\n");
        Assert.Equal(["../tunnel.pcap.gz", "../rogue.pcap.gz", "../hotspot.pcap.gz"], rows[1..^1].Select(row => row.Split(',')[0]));
        Assert.All(rows[1..^1], row => Assert.Equal(rows[0].Split(',').Length, row.Split(',').Length));
    }

    [Fact]
    public async Task AFileOfNoKnownFormatIsListedAndCountsNowhere()
    {
        _place.Write("note.txt", "nothing of DNS\n");
        _place.Write("TRUTH.tsv", Header + "note.txt\t*\t*\tbenign\t\t\t\t\t\n");
        var run = await _place.Run("evaluate", "TRUTH.tsv");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Contains("Not read  1 file of no known format: note.txt", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("0 of 0 sessions found; no false escalation in 0 client-days", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("path\tclient\tsubject\ttool\tstart\tend\tpayload_bytes\tnotes\n", "TRUTH.tsv, line 1: no column label")]
    [InlineData(Header + "x.log\t10.0.0.1\tt.example\ttunnel\t\t\t\t1.5\t\n", "TRUTH.tsv, line 2: payload_bytes: 1.5 is not a number of bytes")]
    [InlineData(Header + "\nx.log\t10.0.0.1\tt.example\ttunnel\t\t\t\t\t\n", "TRUTH.tsv, line 3: x.log: there is no such file or folder")]
    [InlineData(Header, "TRUTH.tsv: no file is labelled")]
    public async Task AMistakeInATableIsSaidWithItsLineBeforeAnythingIsRead(string table, string mistake)
    {
        _place.Write("TRUTH.tsv", table);
        var run = await _place.Run("evaluate", "TRUTH.tsv", "--plot", "bits.svg");
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains(mistake, run.ErrorInOneLine, StringComparison.Ordinal);
        Assert.Equal([_place["TRUTH.tsv"]], _place.Members);
    }

    [Fact]
    public async Task ATableThatIsNotThereIsAMistake()
    {
        var run = await _place.Run("evaluate", "TRUTH.tsv");
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains("TRUTH.tsv: there is no such file", run.ErrorInOneLine, StringComparison.Ordinal);
    }
}
