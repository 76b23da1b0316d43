using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>A feed that comes after the evidence: hunting, and what triage knows of the store.</summary>
[Trait("tier", "ci")]
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
        using var read = await Json("hunt", "intel:late", Capture, "--summary", "--intel", "late.txt", "--store", "nameward.db", "--format", "json");
        var rows = Rows(stored);
        Assert.Contains(rows, row => row.Kind == "zone" && row.Zone == "kq7.io" && row.Intel == "late");
        Assert.Contains(rows, row => row.Kind == "record");
        Assert.Equal(rows, Rows(read));
        using var triage = await Json("triage", Capture, "--store", "none", "--format", "json");
        var channel = triage.RootElement.GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("subject").GetProperty("zone").GetString() == "kq7.io");
        Assert.Equal(channel.GetProperty("affected")[0].GetProperty("client").GetString(), rows.Where(row => row.Kind == "zone").MinBy(row => row.First, StringComparer.Ordinal)!.Client);
        Assert.Equal(channel.GetProperty("firstSeen").GetString()![..19], rows.Select(row => row.First).Min(StringComparer.Ordinal)![..19]);
    }

    [Theory]
    [InlineData("client", "client:0.0.0.0/0")]
    [InlineData("zone", "zone:*")]
    [InlineData("client,zone", "zone:*.com")]
    [InlineData("server", "server:0.0.0.0/0")]
    [InlineData("client,server", "-client:192.168.1.0/28")]
    public async Task TheStoreAndTheEvidenceCountTheSame(string by, string query)
    {
        _place.Write("dns.log", Log());
        await Run("ingest", "dns.log", "--store", "nameward.db");
        string[] hunt = ["hunt", query, "--group-by", by, "--store", "nameward.db", "--format", "csv", "--most", "100000"];
        var stored = await Run(hunt);
        var read = await Run([.. hunt, "dns.log"]);
        Assert.NotEmpty(Counts(stored));
        Assert.Equal(Counts(read), Counts(stored));
    }

    [Fact]
    public async Task WhatTheStoreDoesNotRememberTogetherIsAMistake()
    {
        _place.Write("dns.log", Log());
        await Run("ingest", "dns.log", "--store", "nameward.db");
        var run = await _place.Run("hunt", "zone:*", "--group-by", "client,hour", "--store", "nameward.db");
        Assert.Equal(2, run.Status);
        Assert.Contains("--group-by client,hour: the store does not remember", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LookUpsAreToldInEachFormAndHostileOnesDoNoHarm()
    {
        _place.Write("dns.log", Log());
        using var json = await Json("hunt", "client:192.168.1.77", "dns.log", "--format", "json");
        var row = Assert.Single(json.RootElement.GetProperty("rows").EnumerateArray());
        Assert.Equal(("message", "dns.log", "TXT", false), (row.GetProperty("kind").GetString(), row.GetProperty("path").GetString(), row.GetProperty("type").GetString(), json.RootElement.GetProperty("partial").GetBoolean()));
        var line = Log()[(int)row.GetProperty("position").GetInt64()..].Split('\n')[0];
        Assert.StartsWith("1700009999.0\tC1\t192.168.1.77", line, StringComparison.Ordinal);
        Assert.Equal("=cmd|' /C calc'!A0", row.GetProperty("answers")[0].GetProperty("data").GetString());
        var csv = await Run("hunt", "client:192.168.1.77", "dns.log", "--format", "csv");
        Assert.Contains(",'=cmd|' /C calc'!A0,dns.log,", csv.Output, StringComparison.Ordinal);
        var table = await Run("hunt", "client:192.168.1.77", "dns.log");
        Assert.Contains("192.168.1.77 asked 192.168.1.250 evil.x-example[.]org TXT:", table.Output, StringComparison.Ordinal);
        Assert.Contains("1 look-up in ", table.Output, StringComparison.Ordinal);
        Assert.All(table.Output.Split('\n'), written => Assert.InRange(written.Length, 0, 80));
    }

    [Fact]
    public async Task NothingFoundIsNoFaultAndReadingEndsWithTheLastRowThatIsAskedFor()
    {
        _place.Write("dns.log", Log());
        var none = await Run("hunt", "name:nowhere.example", "dns.log");
        Assert.Contains("nothing found in 402 records", none.Output, StringComparison.Ordinal);
        using var few = await Json("hunt", "zone:*", "dns.log", "--most", "3", "--format", "json");
        Assert.Equal((3, true, JsonValueKind.Null), (few.RootElement.GetProperty("rows").GetArrayLength(), few.RootElement.GetProperty("partial").GetBoolean(), few.RootElement.GetProperty("more").ValueKind));
        var broken = await _place.Run("hunt", "zone:*", "late.txt", "--format", "json");
        Assert.Equal((2, ""), (broken.Status, broken.Output));
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

    /// <summary>Who asked for what and how often, without what the store knows by other means.</summary>
    static List<string> Counts(ProgramRun run) => [.. run.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Select(cells => string.Join(',', cells[..12].Append(cells[16]).Append(cells[17])))];

    static string Log() => string.Join('\n', ["#separator \\x09", "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tquery\tqtype\tqtype_name\trcode\trcode_name\tanswers\tTTLs",
        .. Enumerable.Range(0, 399).Select(i => $"{1_700_000_000 + 7 * i}.0\tC{i}\t192.168.1.{i % 23}\t4000\t192.168.1.{250 + i % 2}\t53\tudp\th{i % 31}.x-example{i % 7}.com\t1\tA\t0\tNOERROR\t203.0.113.{i % 5}\t60.0"),
        "1700009999.0\tC1\t192.168.1.77\t4000\t192.168.1.250\t53\tudp\tevil.x-example.org\t16\tTXT\t0\tNOERROR\tTXT 18 =cmd|' /C calc'!A0\t60.0", ""]);

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
