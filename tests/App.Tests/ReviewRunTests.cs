using System.Text.Json;
using System.Text.RegularExpressions;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>From a case to its review: what would have told it earlier, and a patch that an evaluation proves.</summary>
[Trait("tier", "ci")]
public sealed partial class ReviewRunTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    /// <summary>The example of docs/incident is what the command of docs/review.md writes, but for what differs from run to run.</summary>
    [Fact]
    public async Task TheReviewOfTheWorkedIncidentIsTheOneInTheDocumentation()
    {
        await Incident();
        using var review = JsonDocument.Parse(File.ReadAllBytes(_place["review/review.json"]));
        var rows = review.RootElement.GetProperty("gap").GetProperty("rows").EnumerateArray().ToList();
        string[] formats = ["pcap", "unbound", "microsoft-audit"];
        Assert.Equal([.. formats.SelectMany(format => new[] { $"source-alone {format}", $"source-missing {format}" }).Prepend("as-it-is as-it-is").Order(StringComparer.Ordinal)],
            rows.Take(1 + (2 * formats.Length)).Select(row => $"{row.GetProperty("kind").GetString()} {row.GetProperty("id").GetString()}").Order(StringComparer.Ordinal));
        Assert.Equal(("as-it-is", "escalate"), (rows[0].GetProperty("kind").GetString(), rows[0].GetProperty("decision").GetString()));
        Assert.Equal(JsonValueKind.Object, rows[0].GetProperty("escalates").ValueKind);
        foreach (var name in new[] { "review.md", "review.html" })
        {
            var (golden, actual) = (Path.Combine(Samples.Root, "docs/incident", name), Steady(File.ReadAllText(_place[$"review/{name}"])));
            if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
            {
                Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
                File.WriteAllText(golden, actual);
            }
            Assert.Equal(File.ReadAllText(golden), actual);
        }
    }

    [Fact]
    public async Task ThePatchIsWhatTheProgramReadsAndTheEvaluationSaysTheSame()
    {
        _place.Write("tunnel.pcap", Workplace.Sample("samples/tunnel.pcap.gz"));
        Assert.Equal(0, (await _place.Run("triage", "tunnel.pcap", "--out", "case", "--quiet")).Status);
        var run = await _place.Run("review", "case", "--out", "review", "--quiet");
        Assert.True(run.Status == 0, run.Error);
        var check = await _place.Run("check", "--site", "review/patch/nameward.yaml");
        Assert.True(check.Status == 0, check.Error);
        using var review = JsonDocument.Parse(File.ReadAllBytes(_place["review/review.json"]));
        var patch = review.RootElement.GetProperty("patch");
        Assert.Contains("kq7.io", patch.GetProperty("indicators").EnumerateArray().Select(block => block.GetProperty("value").GetString()));
        await Same("before");
        await Same("after", "--site", "review/patch/nameward.yaml");

        async Task Same(string when, params string[] settings)
        {
            using var again = (await _place.Run(["evaluate", "review/patch/TRUTH.tsv", "--when", "--format", "json", .. settings])).Json();
            using var written = JsonDocument.Parse(File.ReadAllBytes(_place[$"review/patch/evaluation-{when}.json"]));
            Assert.Equal(written.RootElement.GetProperty("files").EnumerateArray().Select(Told), again.RootElement.GetProperty("files").EnumerateArray().Select(Told));
            Assert.Equal(patch.GetProperty("files").EnumerateArray().Select(file => At(file.GetProperty(when))), written.RootElement.GetProperty("files").EnumerateArray().Select(file => At(file.GetProperty("escalates"))));
        }
    }

    [Fact]
    public async Task WithoutTheEvidenceTheRestIsStillToldAndWhatIsNotIsSaid()
    {
        _place.Write("tunnel.pcap", Workplace.Sample("samples/tunnel.pcap.gz"));
        Assert.Equal(0, (await _place.Run("triage", "tunnel.pcap", "--case", "new", "--store", "a.db", "--by", "level 1", "--quiet")).Status);
        Assert.Equal(0, (await _place.Run("case", "assign", "1", "m.jones", "--store", "a.db", "--by", "level 2")).Status);
        Assert.Equal(0, (await _place.Run("contain", "1", "--store", "a.db", "--targets", "bind", "--out", "pack", "--quiet")).Status);
        var verify = await _place.Run("verify", "1", Samples.Own("samples/quiet.pcap.gz"), "--store", "a.db", "--since", "2020-01-01T00:00:00Z", "--format", "json");
        _place.Write("verify.json", verify.Output);
        File.Delete(_place["tunnel.pcap"]);
        var run = await _place.Run("review", "1", "--store", "a.db", "--pack", "pack", "--verified", "verify.json", "--format", "markdown");
        Assert.True(run.Status == 0, run.Error);
        string[] said = ["not there any more", "could be escalated", "m.jones", "assigned to", "label `nameward-", "Later evidence"];
        Assert.All(said, words => Assert.Contains(words, run.Output, StringComparison.Ordinal));
        using var json = (await _place.Run("review", "1", "--store", "a.db", "--format", "json")).Json();
        Assert.Equal((0, JsonValueKind.Null), (json.RootElement.GetProperty("gap").GetProperty("replays").GetInt32(), json.RootElement.GetProperty("verified").ValueKind));
    }

    [Theory]
    [InlineData("there is no such case folder", "none")]
    [InlineData("there is no such file", "case --pack none")]
    [InlineData("this is none", "case --verified case/case.json")]
    [InlineData("the folder is not empty", "case --out case")]
    public async Task AMistakeIsSaidAndNothingIsWritten(string said, string arguments)
    {
        Assert.Equal(0, (await _place.Run("triage", Samples.Own("samples/quiet.pcap.gz"), "--out", "case", "--quiet")).Status);
        var run = await _place.Run(["review", .. arguments.Split(' ')]);
        Assert.Equal(2, run.Status);
        Assert.Contains(said, run.ErrorInOneLine, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_place["review"]));
    }

    async Task Incident()
    {
        _place.Write("samples/tunnel.pcap.gz", File.ReadAllBytes(Samples.Own("samples/tunnel.pcap.gz")));
        foreach (var file in Directory.EnumerateFiles(Samples.Own("samples/incident"), "*", SearchOption.AllDirectories))
        {
            _place.Write(Path.GetRelativePath(Samples.Root, file), File.ReadAllBytes(file));
        }
        string[] site = ["--site", "samples/incident/northwind.yaml"];
        string[] triage = ["triage", "samples/tunnel.pcap.gz", "samples/incident/evidence", .. site, "--out", "case-demo", "--quiet"], review = ["review", "case-demo", .. site, "--out", "review", "--quiet"];
        Assert.Equal(0, (await _place.Run(triage)).Status);
        var run = await _place.Run(review);
        Assert.True(run.Status == 0, run.Error);
    }

    static string? At(JsonElement moment) => moment.ValueKind == JsonValueKind.Null ? null : moment.GetProperty("at").GetString();

    static string Told(JsonElement file) => $"{file.GetProperty("path").GetString()} {file.GetProperty("decision").GetString()} {file.GetProperty("escalates").GetRawText()}";

    /// <summary>Without what the machine's clock says, and what is counted from there.</summary>
    static string Steady(string text) => Counted().Replace(Times().Replace(text, time => time.Value.StartsWith("2026-11-21", StringComparison.Ordinal) ? time.Value : "…"), "…");

    [GeneratedRegex("""20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?""")]
    private static partial Regex Times();

    [GeneratedRegex("""[\d,]+ h( \d+ min)?\b|[\d,]+ (days|hours)\b|\d+\.\d s\b|(?<=[Dd]uration</dt><dd>)[^<]*""")]
    private static partial Regex Counted();
}
