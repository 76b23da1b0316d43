using System.Text.Json;
using System.Text.Json.Nodes;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>The worked incident, as <c>nameward demo</c> shows it.</summary>
public sealed class IncidentTests : IDisposable
{
    /// <summary>Lines of a terminal of the usual height.</summary>
    const int FirstScreen = 24;

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task TheRecordIsTheGoldenOne()
    {
        await Demo("--out", "case-demo");
        var record = JsonNode.Parse(File.ReadAllBytes(_place["case-demo/case.json"]))!;
        // Times of the machine's clock, and what is drawn at random.
        record["run"] = null;
        record["case"]!["uid"] = null;
        record["case"]!["opened"] = null;
        foreach (var related in record["related"]!.AsArray())
        {
            related!["opened"] = null;
        }
        var (golden, actual) = (Path.Combine(Samples.Root, "tests/App.Tests/golden/incident.json"), record.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
        {
            File.WriteAllText(golden, actual);
        }
        Assert.Equal(File.ReadAllText(golden), actual);
    }

    [Fact]
    public async Task TheFirstScreenTellsLevelOneDecisionHostReasonAndNextStep()
    {
        var screen = string.Join('\n', (await Demo()).Output.Split('\n').Take(FirstScreen));
        string[] told = ["ESCALATE", "10.60.1.13 (wks-13)", "iodine", "isolate", "do not", "Unauthorised DNS servers?", "proved"];
        Assert.All(told, text => Assert.Contains(text, screen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheEarlierCaseIsNamedWithWhatBothShare()
    {
        var demo = await Demo();
        Assert.Contains("case 1", demo.Output, StringComparison.Ordinal);
        Assert.Contains("203.0.113[.]66", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryRowOfTheRunbookIsASectionOfThePage()
    {
        await Demo("--out", "case-demo");
        var page = File.ReadAllText(_place["case-demo/report.html"]);
        string[] rows = ["technique", "log sources to investigate", "key indicators", "questions for analysis", "decision for escalation", "additional analysis steps for level 1", "level 2 actions", "containment and further analysis"];
        Assert.All(rows, row => Assert.Contains($"<p class=\"row\">Runbook: {row}", page, StringComparison.Ordinal));
        var sheet = File.ReadAllText(_place["case-demo/report.md"]);
        Assert.All(rows, row => Assert.Contains($"## Runbook: {row}", sheet, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task NothingIsLeftBehind()
    {
        await ProgramRun.With("TMPDIR", _place.Folder, _place.Folder, "demo");
        Assert.DoesNotContain(_place.Members, path => path.Contains("nameward-demo-", StringComparison.Ordinal));
    }

    async Task<ProgramRun> Demo(params string[] arguments)
    {
        var run = await ProgramRun.In(_place.Folder, ["demo", .. arguments]);
        Assert.True(run.Status == 0, run.Error);
        return run;
    }
}
