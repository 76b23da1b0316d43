using System.Security.Cryptography;
using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>The sessions of channels through the whole program: on the screen, as data, as files.</summary>
[Trait("tier", "ci")]
public sealed class ReconstructRunTests : IDisposable
{
    static readonly string Capture = Samples.Own("samples/tunnel.pcap.gz");

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task TheRecordThePageAndTheContentAreOneAndTheSame()
    {
        var run = await _place.Run("reconstruct", Capture, "--out", "sessions");
        Assert.Equal((0, ""), (run.Status, run.Error));
        using var json = JsonDocument.Parse(File.ReadAllBytes(_place[Path.Combine("sessions", "reconstruct.json")]));
        var sessions = json.RootElement.GetProperty("sessions").EnumerateArray().ToList();
        Assert.NotEmpty(sessions);
        foreach (var file in sessions.SelectMany(session => session.GetProperty("files").EnumerateArray()))
        {
            var bytes = File.ReadAllBytes(_place[Path.Combine("sessions", file.GetProperty("name").GetString()!)]);
            Assert.Equal((bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))), (file.GetProperty("bytes").GetInt32(), file.GetProperty("sha256").GetString()));
        }
        var page = File.ReadAllText(_place[Path.Combine("sessions", "transcript.html")]);
        Assert.All(sessions, session => Assert.Contains($"<section id=\"{session.GetProperty("id").GetString()}\">", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheDataIsTheSameForAnyNumberOfThreadsAndInTriage()
    {
        using var one = (await _place.Run("reconstruct", Capture, "--format", "json", "--threads", "1")).Json();
        using var three = (await _place.Run("reconstruct", Capture, "--format", "json", "--threads", "3")).Json();
        Assert.Equal(one.RootElement.GetProperty("sessions").GetRawText(), three.RootElement.GetProperty("sessions").GetRawText());
        using var triage = (await _place.Run("triage", Capture, "--format", "json")).Json();
        var told = one.RootElement.GetProperty("sessions").EnumerateArray().Select(Said).ToList();
        Assert.Equal(told, triage.RootElement.GetProperty("sessions").EnumerateArray().Select(Said));
        Assert.Equal(told.Select(session => session.Id), triage.RootElement.GetProperty("findings").EnumerateArray().SelectMany(finding => finding.GetProperty("sessions").EnumerateArray()).Select(id => id.GetString()));

        static (string? Id, string? Tool, string Up, string Down) Said(JsonElement session) =>
            (session.GetProperty("id").GetString(), session.GetProperty("tool").GetString(), session.GetProperty("up").GetRawText(), session.GetProperty("down").GetRawText());
    }

    [Fact]
    public async Task AZoneThatIsNoFindingIsRebuiltWhereItIsNamed()
    {
        var log = Samples.Own("samples/conditional.pcap.gz");
        using var json = (await _place.Run("reconstruct", log, "--zone", "telemetry-example.com", "--format", "json")).Json();
        var sessions = json.RootElement.GetProperty("sessions").EnumerateArray().ToList();
        Assert.NotEmpty(sessions);
        Assert.All(sessions, session => Assert.EndsWith("telemetry-example.com", session.GetProperty("zone").GetString(), StringComparison.Ordinal));
        using var none = (await _place.Run("reconstruct", log, "--zone", "nobody-example.com", "--format", "json")).Json();
        Assert.Empty(none.RootElement.GetProperty("sessions").EnumerateArray());
    }

    [Theory]
    [InlineData("--client t.example", "--client t.example: this is no address")]
    [InlineData("--zone 10.0.0.1", "--zone 10.0.0.1: this is no name of a zone")]
    [InlineData("--tool ssh", "--tool ssh: no decoder of that name")]
    [InlineData("--secret NOT_THERE_AT_ALL", "--secret NOT_THERE_AT_ALL: there is no such variable")]
    public async Task AMistakeIsSaid(string words, string said)
    {
        var run = await _place.Run(["reconstruct", Capture, .. words.Split(' '), "--out", "sessions"]);
        Assert.Equal(2, run.Status);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_place["sessions"]));
    }
}
