using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>From a case to a host pack, from the host's own answers back into the case: the finding names the program then.</summary>
[Trait("tier", "ci")]
public sealed class HostPackRunTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task TheFolderOfTheHostPackIsReadWhole()
    {
        await Pack();
        if (OperatingSystem.IsWindows() || !File.Exists("/bin/sh"))
        {
            TestContext.Current.TestOutputHelper?.WriteLine("skipped: there is no shell here");
            Assert.Skip("there is no shell here");
        }
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", [_place[Path.Combine("pack", "host-shell", "nameward-host.sh")], _place["host"], "1"]) { RedirectStandardOutput = true })!;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
        Assert.True(File.Exists(_place[Path.Combine("host", "hosts")]));
        var run = await _place.Run("triage", "host", "--format", "json");
        Assert.Equal(0, run.Status);
        using var json = run.Json();
        var evidence = json.RootElement.GetProperty("evidence").EnumerateArray().ToList();
        Assert.NotEmpty(evidence);
        Assert.All(evidence, source => Assert.NotEqual(JsonValueKind.Null, source.GetProperty("format").ValueKind));
        Assert.All(evidence, source => Assert.Equal(0, source.GetProperty("malformed").GetInt64()));
    }

    [Theory]
    [InlineData("linux-sockets")]
    [InlineData("socket-owners")]
    [InlineData("osquery")]
    public async Task WhatTheHostAnswersNamesTheProgram(string format)
    {
        await Pack();
        using var before = JsonDocument.Parse(File.ReadAllBytes(_place[Path.Combine("case", "case.json")]));
        var finding = before.RootElement.GetProperty("findings")[0];
        Assert.Equal(JsonValueKind.Null, finding.GetProperty("affected")[0].GetProperty("process").ValueKind);
        var (client, server, time) = (finding.GetProperty("subject").GetProperty("client").GetString()!, finding.GetProperty("subject").GetProperty("server").GetString()!, finding.GetProperty("lastSeen").GetDateTime());
        _place.Write("answers", Answers(format, client, server, time));
        var run = await _place.Run("triage", Samples.Own("samples/tunnel.pcap.gz"), "answers", "--format", "json");
        Assert.Equal(0, run.Status);
        using var after = run.Json();
        Assert.Equal(format, after.RootElement.GetProperty("evidence").EnumerateArray().Single(source => source.GetProperty("path").GetString()!.EndsWith("answers", StringComparison.Ordinal)).GetProperty("format").GetString());
        var found = after.RootElement.GetProperty("findings")[0];
        var affected = found.GetProperty("affected")[0];
        Assert.Equal(("pc13", "j.doe", "/opt/x y/update"), (affected.GetProperty("host").GetString(), affected.GetProperty("user").GetString(), affected.GetProperty("process").GetString()));
        Assert.Contains("held a socket to", found.GetProperty("alsoSeen")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        // A host's own view of one socket is no new finding.
        Assert.Equal(before.RootElement.GetProperty("findings").GetArrayLength(), after.RootElement.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task TwoProgramsWithSuchASocketAreToldAndNoneIsNamed()
    {
        await Pack();
        using var before = JsonDocument.Parse(File.ReadAllBytes(_place[Path.Combine("case", "case.json")]));
        var finding = before.RootElement.GetProperty("findings")[0];
        var (client, server, time) = (finding.GetProperty("subject").GetProperty("client").GetString()!, finding.GetProperty("subject").GetProperty("server").GetString()!, finding.GetProperty("lastSeen").GetDateTime());
        var one = Answers("linux-sockets", client, server, time);
        _place.Write("answers", one + one.Replace("/opt/x y/update", "/usr/bin/other", StringComparison.Ordinal));
        using var after = (await _place.Run("triage", Samples.Own("samples/tunnel.pcap.gz"), "answers", "--format", "json")).Json();
        var found = after.RootElement.GetProperty("findings")[0];
        Assert.Equal(JsonValueKind.Null, found.GetProperty("affected")[0].GetProperty("process").ValueKind);
        Assert.Equal(2, found.GetProperty("alsoSeen").EnumerateArray().Count(seen => seen.GetProperty("text").GetString()!.Contains("so did others", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ThePackTellsWhomItIsolates()
    {
        await Pack();
        using var record = JsonDocument.Parse(File.ReadAllBytes(_place[Path.Combine("pack", "contain.json")]));
        using var triage = JsonDocument.Parse(File.ReadAllBytes(_place[Path.Combine("case", "case.json")]));
        var affected = triage.RootElement.GetProperty("findings")[0].GetProperty("affected")[0];
        var host = Assert.Single(record.RootElement.GetProperty("hosts").EnumerateArray());
        Assert.Equal((affected.GetProperty("client").GetString(), affected.GetProperty("queries").GetInt64()), (host.GetProperty("address").GetString(), host.GetProperty("queries").GetInt64()));
        Assert.Equal(0, record.RootElement.GetProperty("losing").GetArrayLength());
        Assert.Equal(["endpoint-team.md", "management.md", "network-team.md", "soc.md"], Directory.GetFiles(_place[Path.Combine("pack", "owner-texts")]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    async Task Pack()
    {
        Assert.Equal(0, (await _place.Run("triage", Samples.Own("samples/tunnel.pcap.gz"), "--out", "case", "--quiet")).Status);
        var run = await _place.Run("contain", "case", "--targets", "host-shell,isolation,owner-texts", "--out", "pack", "--quiet");
        Assert.Equal((0, ""), (run.Status, run.Error));
    }

    static string Answers(string format, string client, string server, DateTime time)
    {
        var at = time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return format switch
        {
            "linux-sockets" => $"{at} pc13 ss[812]: udp ESTAB 0 0 {client}:40000 {server}:53 users:((\"update\",pid=812,fd=4)) user=j.doe exe=/opt/x y/update\n",
            "socket-owners" => "Time,Host,Protocol,LocalAddress,LocalPort,RemoteAddress,RemotePort,State,OwningProcess,ProcessPath,User\n"
                + $"{at},pc13,tcp,{client},40000,{server},53,Established,812,/opt/x y/update,j.doe\n",
            _ => $$$"""{"name":"pack_nameward_nameward_sockets","hostIdentifier":"pc13","unixTime":{{{new DateTimeOffset(time).ToUnixTimeSeconds()}}},"columns":{"pid":"812","path":"/opt/x y/update","username":"j.doe","protocol":"17","local_address":"{{{client}}}","local_port":"40000","remote_address":"{{{server}}}","remote_port":"53"},"action":"added"}"""
                + "\n",
        };
    }
}
