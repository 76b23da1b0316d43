using System.Security.Cryptography;
using System.Text.Json;
using Nameward.Engine.Tests;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>What a run puts out, where, and what it ends with.</summary>
[Trait("tier", "ci")]
public sealed class OutputTests : IDisposable
{
    static readonly string Tunnel = Samples.Own("samples/tunnel.pcap.gz"), Quiet = Samples.Own("samples/quiet.pcap.gz");

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task TwoProcessesGiveTheSameDocumentApartFromItsRun()
    {
        var runs = await Task.WhenAll(_place.Run("triage", Tunnel, Quiet, "--format", "json", "--threads", "2"), _place.Run("triage", Quiet, Tunnel, "--format", "json", "--threads", "3"));
        Assert.All(runs, run => Assert.Equal((0, ""), (run.Status, run.Error)));
        Assert.Equal(WithoutRun(runs[0].Output), WithoutRun(runs[1].Output));
    }

    [Fact]
    public async Task JsonOnStandardOutputIsOneLineAndTheCaseFolderHoldsTheSame()
    {
        var run = await _place.Run("triage", Tunnel, "--format", "json", "--out", "case");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(run.Output.Length - 1, run.Output.IndexOf('\n', StringComparison.Ordinal));
        using JsonDocument printed = run.Json(), written = JsonDocument.Parse(File.ReadAllBytes(_place["case/case.json"]));
        Assert.True(JsonElement.DeepEquals(printed.RootElement, written.RootElement));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Tunnel))), printed.RootElement.GetProperty("evidence")[0].GetProperty("sha256").GetString());
        Assert.Equal(["affected.csv", "case.json", "findings.jsonl", "indicators.txt", "misp.json", "reconstruct.json", "report.html", "report.md", "stix.json", "transcript.html"], Directory.GetFileSystemEntries(_place["case"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal([_place["case"]], Directory.GetFileSystemEntries(_place.Folder));
    }

    [Theory]
    [InlineData("amber")]
    [InlineData("green", "--tlp", "green")]
    [InlineData("amber+strict", "--tlp", "AMBER+STRICT")]
    public async Task TheCaseSaysToWhomItMayBeShown(string word, params string[] option)
    {
        var run = await _place.Run(["triage", Tunnel, "--format", "json", "--out", "case", .. option]);
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(word, run.Json().RootElement.GetProperty("tlp").GetString());
        using var misp = JsonDocument.Parse(File.ReadAllBytes(_place["case/misp.json"]));
        Assert.Equal($"tlp:{word}", misp.RootElement.GetProperty("Event").GetProperty("Tag")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task ThePageForPeopleIsPlainTextWhereThereIsNoTerminal()
    {
        var run = await _place.Run("triage", Tunnel);
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.StartsWith(" ESCALATE  10.60.1.13 ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Output.ReplaceLineEndings("\n"), c => c != '\n' && Harmless.IsNot(c));
        Assert.All(run.Output.ReplaceLineEndings("\n").Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData("quiet", 10)]
    [InlineData("tunnel", 11)]
    public async Task TheExitStatusTellsTheDecisionWhereThatIsAsked(string sample, int status)
    {
        var run = await _place.Run("triage", Samples.Own($"samples/{sample}.pcap.gz"), "--exit-code", "--quiet");
        Assert.Equal(new(status, "", ""), run);
    }

    [Fact]
    public void CloseIsTheOnlyDecisionWithStatusZero() => Assert.Equal([0, 10, 11], ((string[])["close", "watch", "escalate"]).Select(ExitStatus.Of));

    [Fact]
    public async Task EvidenceThatHoldsNothingIsReadAndReported()
    {
        _place.Write("empty.pcap", new PcapBuilder().ToArray());
        var run = await _place.Run("triage", "empty.pcap", "--out", "case");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.StartsWith(" WATCH ", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_place["case/report.html"]));
    }

    [Fact]
    public async Task AnIndicatorThatIsMetEscalatesAndOneThatIsNotAnswersNo()
    {
        _place.Write("met.txt", "kq7.io\n10.60.1.53\n");
        _place.Write("other.txt", "nowhere.example\n192.0.2.0/24\n");
        Assert.Equal("yes yes escalate", await Answers("met.txt", Tunnel));
        Assert.Equal("no no watch", await Answers("other.txt", Quiet));
    }

    async Task<string> Answers(string list, string evidence)
    {
        using var json = (await _place.Run("triage", evidence, "--intel", list, "--format", "json")).Json();
        var questions = json.RootElement.GetProperty("questions");
        return $"{questions[1].GetProperty("answer")} {questions[3].GetProperty("answer")} {json.RootElement.GetProperty("decision").GetProperty("decision")}";
    }

    internal static string WithoutRun(string line)
    {
        using var json = JsonDocument.Parse(line);
        var run = json.RootElement.GetProperty("run").GetRawText();
        return line.Remove(line.IndexOf(run, StringComparison.Ordinal), run.Length);
    }
}
