using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>What is normal, through the whole program: learned, shown, and asked of the next day.</summary>
[Trait("tier", "ci")]
public sealed class LearnRunTests : IDisposable
{
    static readonly string Unusual = Samples.Own("samples/selftest/unusual.log.gz");

    readonly Workplace _place = new();

    public LearnRunTests() => _place.Write("normal.json", Workplace.Sample("samples/selftest/normal.json"));

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task TheNextDayIsAnsweredWithItsQuantilesAgainstThisSite()
    {
        var run = await _place.Run("triage", Unusual, "--baseline", "normal.json", "--format", "json");
        Assert.Equal((0, ""), (run.Status, run.Error));
        using var json = run.Json();
        var question = Question(json);
        Assert.Equal("yes", question.GetProperty("answer").GetString());
        Assert.Empty(question.GetProperty("missing").EnumerateArray());
        string[] reasons = [.. question.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!)];
        Assert.Contains(reasons, reason => reason.StartsWith("10.0.0.7 asked 225 names for TXT, NULL, KEY or a private type; all of 160 client-days of workstations asked at most 0", StringComparison.Ordinal));
        Assert.Equal("against this site's own 8 days from 2026-03-10 to 2026-03-17, 160 client-days", reasons[^1]);
        var finding = json.RootElement.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("detector").GetString() == "deviates-from-normal");
        Assert.Equal(("10.0.0.7", "medium"), (finding.GetProperty("subject").GetProperty("client").GetString(), finding.GetProperty("level").GetString()));
        Assert.NotEmpty(finding.GetProperty("evidence").EnumerateArray());
    }

    [Fact]
    public async Task WithoutABaselineNothingOfItIsFound()
    {
        using var json = (await _place.Run("triage", Unusual, "--format", "json")).Json();
        Assert.Equal("cannot-tell", Question(json).GetProperty("answer").GetString());
        Assert.DoesNotContain(json.RootElement.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("detector").GetString() == "deviates-from-normal");
    }

    [Fact]
    public async Task TriageNeverTeaches()
    {
        var before = File.ReadAllBytes(_place["normal.json"]);
        await _place.Run("triage", Unusual, "--baseline", "normal.json", "--quiet");
        Assert.Equal(before, File.ReadAllBytes(_place["normal.json"]));
    }

    [Fact]
    public async Task LearningLeavesOutWhomSomethingIsFoundOfAndSaysWhy()
    {
        var run = await _place.Run("learn", Unusual, "--baseline", "normal.json", "--no-color");
        Assert.Equal((0, ""), (run.Status, run.Error));
        var said = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("Learned 2026-03-18: 19 client-days, 1 left out Left out clients of: 10.0.0.7: unusual for a workstation of this site: asked ", said, StringComparison.Ordinal);
        Assert.Contains("Holds 9 days, 179 client-days: enough to say what is normal here", said, StringComparison.Ordinal);
        Assert.EndsWith("Written normal.json", said, StringComparison.Ordinal);
        var again = File.ReadAllBytes(_place["normal.json"]);
        Assert.Contains("it takes the place of what was known of that day", (await _place.Run("learn", Unusual, "--baseline", "normal.json")).Output.ReplaceLineEndings(" ").Replace("          ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(again, File.ReadAllBytes(_place["normal.json"]));
    }

    [Fact]
    public async Task AClientThatChangedForGoodIsLearnedOnTheUsersWord()
    {
        var run = await _place.Run("learn", Unusual, "--baseline", "normal.json", "--include", "10.0.0.7", "--format", "json");
        Assert.Equal((0, ""), (run.Status, run.Error));
        using var json = run.Json();
        var day = json.RootElement.GetProperty("days").EnumerateArray().Single();
        Assert.Equal(("nameward/learn/1", "2026-03-18", 20, 0), (json.RootElement.GetProperty("schema").GetString(), day.GetProperty("day").GetString(), day.GetProperty("learned").GetInt32(), day.GetProperty("leftOut").GetInt32()));
        Assert.Equal(["10.0.0.7"], json.RootElement.GetProperty("included").EnumerateArray().Select(client => client.GetString()));
        Assert.Equal((0, 9, 180), (json.RootElement.GetProperty("leftOutBecause").GetArrayLength(), json.RootElement.GetProperty("daysHeld").GetInt32(), json.RootElement.GetProperty("clientDays").GetInt32()));
        var said = (await _place.Run("learn", Unusual, "--baseline", "normal.json", "--include", "10.0.0.7", "--no-color")).Output;
        Assert.Contains("on your word, though something is found of it: 10.0.0.7", said.ReplaceLineEndings(" ").Replace("          ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsIncludedMustBeAnAddress()
    {
        var before = File.ReadAllBytes(_place["normal.json"]);
        var run = await _place.Run("learn", Unusual, "--baseline", "normal.json", "--include", "laptop");
        Assert.Equal(2, run.Status);
        Assert.Contains("--include laptop: not an address", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_place["normal.json"]));
    }

    [Fact]
    public async Task ANewFileIsMadeAndShown()
    {
        Assert.Equal(0, (await _place.Run("learn", Unusual, "--baseline", "new.json", "--quiet")).Status);
        using var json = (await _place.Run("baseline", "show", "--baseline", "new.json", "--format", "json")).Json();
        Assert.Equal(("nameward/baseline-show/1", 20, false), (json.RootElement.GetProperty("schema").GetString(), json.RootElement.GetProperty("clientDays").GetInt32(), json.RootElement.GetProperty("suffices").GetBoolean()));
        Assert.Equal(["2026-03-18"], json.RootElement.GetProperty("days").EnumerateArray().Select(day => day.GetProperty("day").GetString()));
        Assert.Equal("workstation", json.RootElement.GetProperty("roles").EnumerateArray().Single().GetProperty("role").GetString());
        var table = await _place.Run("baseline", "show", "--baseline", "normal.json", "--no-color");
        Assert.StartsWith("8 days, 160 client-days: enough to say what is normal here\n", table.Output, StringComparison.Ordinal);
        Assert.Contains("workstation in a day", table.Output, StringComparison.Ordinal);
        Assert.All(table.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task WhyNotShowsWhatIsNormalForAClient()
    {
        var quiet = await _place.Run("why-not", "10.0.0.8", Unusual, "--baseline", "normal.json", "--format", "json");
        using var json = quiet.Json();
        var kind = json.RootElement.GetProperty("weighed").EnumerateArray().Single(kind => kind.GetProperty("kind").GetString() == "deviating-host");
        Assert.Equal(9, kind.GetProperty("weighings")[0].GetProperty("signals").GetArrayLength());
        using var without = (await _place.Run("why-not", "10.0.0.8", Unusual, "--format", "json")).Json();
        Assert.Contains(without.RootElement.GetProperty("didNotRun").EnumerateArray(), missing => missing.GetProperty("because").GetString() == "no baseline of this site was given (--baseline)");
    }

    static JsonElement Question(JsonDocument json) => json.RootElement.GetProperty("questions").EnumerateArray().Single(question => question.GetProperty("id").GetString() == "deviation-from-normal");
}
