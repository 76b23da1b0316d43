using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>A feed that comes after the evidence: hunting, and what triage knows of the store.</summary>
public sealed class HuntRunTests : IDisposable
{
    const string Capture = "samples/tunnel.pcap.gz", Quiet = "samples/quiet.pcap.gz";

    readonly Workplace _place = new();

    public HuntRunTests()
    {
        Directory.CreateSymbolicLink(_place["samples"], Path.Combine(Samples.Root, "samples"));
        _place.Write("late.txt", "kq7.io\n");
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task AFeedThatIsImportedLaterFindsWhatWasTakenInBeforeAtItsFirstSight()
    {
        await Run("ingest", Capture, "--store", "nameward.db");
        await Run("intel", "import", "late.txt", "--name", "late", "--trust", "high", "--store", "nameward.db");
        using var stored = await Json("hunt", "intel:late", "--store", "nameward.db", "--format", "json");
        using var read = await Json("hunt", "intel:late", Capture, "--intel", "late.txt", "--store", "nameward.db", "--format", "json");
        var rows = Rows(stored);
        Assert.Contains(rows, row => row.Kind == "zone" && row.Zone == "kq7.io" && row.Intel == "late");
        Assert.Contains(rows, row => row.Kind == "record");
        Assert.Equal(rows, Rows(read));
        using var triage = await Json("triage", Capture, "--store", "none", "--format", "json");
        var channel = triage.RootElement.GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("subject").GetProperty("zone").GetString() == "kq7.io");
        Assert.Equal(channel.GetProperty("affected")[0].GetProperty("client").GetString(), rows.Where(row => row.Kind == "zone").MinBy(row => row.First, StringComparer.Ordinal)!.Client);
        Assert.Equal(channel.GetProperty("firstSeen").GetString()![..19], rows.Select(row => row.First).Min(StringComparer.Ordinal)![..19]);
    }

    [Fact]
    public async Task TriageKnowsTheFeedsAndTheBaselineOfTheStore()
    {
        _place.Write("met.txt", "10.60.1.53\n");
        await Run("intel", "import", "met.txt", "--name", "met", "--trust", "high", "--store", "nameward.db");
        await Run("learn", Quiet, "--store", "nameward.db");
        using var with = await Json("triage", Quiet, "--store", "nameward.db", "--format", "json");
        using var without = await Json("triage", Quiet, "--store", "none", "--format", "json");
        Assert.Equal(("escalate", "watch"), (Decision(with), Decision(without)));
        Assert.Contains("own are of 0 days", Question(with, 2), StringComparison.Ordinal);
        Assert.Contains("own are not known", Question(without, 2), StringComparison.Ordinal);
    }

    static string? Decision(JsonDocument document) => document.RootElement.GetProperty("decision").GetProperty("decision").GetString();

    static string Question(JsonDocument document, int at) => document.RootElement.GetProperty("questions")[at].GetProperty("reasons").GetRawText();

    static List<Row> Rows(JsonDocument document) => [.. document.RootElement.GetProperty("rows").EnumerateArray().Select(row => new Row(row.GetProperty("kind").GetString()!, row.GetProperty("client").GetString(),
        row.GetProperty("zone").GetString(), row.GetProperty("name").GetString(), row.GetProperty("answer").GetString(), row.GetProperty("firstSeen").GetString(), row.GetProperty("count").GetInt64(),
        row.GetProperty("intel").EnumerateArray().Select(match => match.GetProperty("feed").GetString()).FirstOrDefault()?.Replace(".txt", "", StringComparison.Ordinal)))];

    async Task<JsonDocument> Json(params string[] arguments) => (await Run(arguments)).Json();

    async Task<ProgramRun> Run(params string[] arguments)
    {
        var run = await _place.Run(arguments);
        Assert.True(run.Status == 0, run.Output + run.Error);
        return run;
    }

    sealed record Row(string Kind, string? Client, string? Zone, string? Name, string? Answer, string? First, long Count, string? Intel);
}
