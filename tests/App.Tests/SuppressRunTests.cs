using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>Suppressions and links of cases through the whole program, with a store.</summary>
[Trait("tier", "ci")]
public sealed class SuppressRunTests : IDisposable
{
    static readonly string Flux = Samples.Own("samples/flux.pcap.gz"), Tunnel = Samples.Own("samples/tunnel.pcap.gz");

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task ASuppressionHidesPastAndFutureFindingsAndItsEndBringsThemBack()
    {
        await Ok("triage", Flux, "--case", "new", "--quiet", "--store", "s.db");
        await Ok("triage", Tunnel, "--case", "new", "--quiet", "--store", "s.db");
        var (before, zone) = await Triage(Flux);
        var added = await Ok("suppress", "add", "--zone", zone, "--client", "10.0.0.0/8", "--reason", "a network of ours", "--for", "30d", "--by", "m.jones", "--store", "s.db");
        Assert.Contains("hides case 1 F1 (high)", added, StringComparison.Ordinal);
        var all = await Ok("suppress", "add", "--client", "10.0.0.0/8", "--reason", "all", "--store", "s.db");
        Assert.Contains("case 2 F1 (critical): proved, and shown all the same", OneLine(all), StringComparison.Ordinal);
        await Ok("suppress", "end", "s2", "--reason", "too wide", "--store", "s.db");
        var (hidden, _) = await Triage(Flux);
        Assert.Equal(("escalate", "watch"), (Decision(before), Decision(hidden)));
        var finding = hidden.GetProperty("findings")[0];
        Assert.Equal(("F1", "S1", "a network of ours", "m.jones"), (Word(finding, "id"), Word(finding.GetProperty("suppressed"), "id"), Word(finding.GetProperty("suppressed"), "reason"), Word(finding.GetProperty("suppressed"), "by")));
        Assert.Equal(1, hidden.GetProperty("suppressions")[0].GetProperty("hides").GetInt32());
        Assert.Contains("Hidden    1 finding by S1 until", await Ok("triage", Flux, "--store", "s.db", "--no-color"), StringComparison.Ordinal);
        Assert.Contains("\"standing\":\"ended\"", await Ok("suppress", "list", "--all", "--format", "json", "--store", "s.db"), StringComparison.Ordinal);
        var twice = await _place.Run("suppress", "end", "S2", "--reason", "again", "--store", "s.db");
        Assert.Equal((2, true), (twice.Status, twice.Error.Contains("S2 was ended already", StringComparison.Ordinal)));
        await Ok("suppress", "end", "S1", "--reason", "it was no network of ours", "--store", "s.db");
        var (after, _) = await Triage(Flux);
        Assert.Equal(before.GetProperty("findings").GetRawText(), after.GetProperty("findings").GetRawText());
        Assert.Equal(before.GetProperty("decision").GetRawText(), after.GetProperty("decision").GetRawText());
    }

    [Fact]
    public async Task ACaseOfTheSameZoneIsRelatedAndACampaignHoldsBoth()
    {
        var (alone, _) = await Triage(Tunnel, "none");
        Assert.Equal(0, alone.GetProperty("related").GetArrayLength());
        await Ok("triage", Tunnel, "--case", "new", "--quiet", "--store", "s.db");
        await Ok("triage", Tunnel, "--case", "new", "--quiet", "--store", "s.db");
        var (document, zone) = await Triage(Tunnel);
        var related = document.GetProperty("related");
        Assert.Equal([2, 1], related.EnumerateArray().Select(one => one.GetProperty("case").GetInt32()));
        Assert.StartsWith($"same zone {zone} (20 bits)", related[0].GetProperty("reasons")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("case 2 ", await Ok("case", "links", "1", "--store", "s.db", "--no-color"), StringComparison.Ordinal);
        Assert.Contains("\"cases\":[1,2]", await Ok("case", "campaigns", "--format", "json", "--store", "s.db"), StringComparison.Ordinal);
    }

    async Task<(JsonElement Document, string Zone)> Triage(string path, string store = "s.db")
    {
        using var json = JsonDocument.Parse(await Ok("triage", path, "--format", "json", "--store", store));
        var document = json.RootElement.Clone();
        return (document, document.GetProperty("findings")[0].GetProperty("subject").GetProperty("zone").GetString()!);
    }

    async Task<string> Ok(params string[] words)
    {
        var run = await _place.Run(words);
        Assert.Equal((0, ""), (run.Status, run.Error));
        return run.Output;
    }

    static string OneLine(string text) => string.Join(' ', text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    static string Decision(JsonElement document) => Word(document.GetProperty("decision"), "decision");

    static string Word(JsonElement from, string property) => from.GetProperty(property).GetString()!;
}
