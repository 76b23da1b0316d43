using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>Later evidence proves that a channel stopped, contradicts it, or does neither, and says which.</summary>
[Trait("tier", "ci")]
public sealed class VerifyRunTests : IDisposable
{
    /// <summary>The evidence of the case ends before this.</summary>
    static readonly DateTimeOffset After = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    readonly Workplace _place = new();
    string _client = "", _zone = "";

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("NOERROR", "payload", 11, "contradicted")]
    [InlineData("NXDOMAIN", "-", 0, "proven")]
    [InlineData("NOERROR", "192.0.2.80", 0, "proven")]
    [InlineData("-", "-", 10, "not-proven")]
    public async Task WhatComesBackDecides(string rcode, string answer, int status, string outcome)
    {
        await Case();
        Log([.. Enumerable.Range(0, 40).Select(i => Row(i, _client, "www.example.net", "A", "NOERROR", "198.51.100.7")), .. Enumerable.Range(0, 5).Select(i => Row(50 + i, _client, $"{Hex(i)}.{_zone}", "TXT", rcode, answer))]);
        var run = await _place.Run("verify", "case", "later.log", "--sinkhole", "192.0.2.80", "--exit-code", "--format", "json");
        using var json = run.Json();
        var silent = json.RootElement.GetProperty("items")[0];
        Assert.Equal(("silent", outcome), (silent.GetProperty("id").GetString(), silent.GetProperty("outcome").GetString()));
        // Nothing states the configuration, so that all of it is never proven here.
        Assert.Equal(Math.Max(10, status), run.Status);
        Assert.Contains("configuration", json.RootElement.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("outcome").GetString() == "not-proven").Select(item => item.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData(true, "proven")]
    [InlineData(false, "not-proven")]
    public async Task ThatNothingIsSeenProvesSomethingOfHostsThatAreSeen(bool isClientSeen, string outcome)
    {
        await Case();
        Log([.. Enumerable.Range(0, 40).Select(i => Row(i, isClientSeen ? _client : "10.60.1.250", "www.example.net", "A", "NOERROR", "198.51.100.7"))]);
        using var json = (await _place.Run("verify", "case", "later.log", "--format", "json")).Json();
        Assert.Equal([("silent", outcome), ("no-move", outcome)], json.RootElement.GetProperty("items").EnumerateArray().Take(2).Select(item => (item.GetProperty("id").GetString(), item.GetProperty("outcome").GetString())));
    }

    [Fact]
    public async Task AHostThatGoesOnInAnotherZoneContradicts()
    {
        await Case();
        Log([.. Enumerable.Range(0, 600).Select(i => Row(i, _client, $"{Hex(i)}.t.moved-example.com", "TXT", "NOERROR", Hex(i + 1000)))]);
        var run = await _place.Run("verify", "case", "later.log", "--no-color");
        Assert.Equal(0, run.Status);
        Assert.Contains("It did not stop", run.Output, StringComparison.Ordinal);
        Assert.Contains("moved-example[.]com", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWasBeforeTheBlockDoesNotCount()
    {
        await Case();
        var run = await _place.Run("verify", "case", Samples.Own("samples/tunnel.pcap.gz"), "--format", "json");
        using var json = run.Json();
        Assert.Equal("not-proven", json.RootElement.GetProperty("items")[0].GetProperty("outcome").GetString());
        using var during = (await _place.Run("verify", "case", Samples.Own("samples/tunnel.pcap.gz"), "--since", "2020-01-01T00:00:00Z", "--format", "json")).Json();
        Assert.Equal("contradicted", during.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(2, (await _place.Run("verify", "case", Samples.Own("samples/tunnel.pcap.gz"), "--since", "yesterday")).Status);
    }

    async Task Case()
    {
        Assert.Equal(0, (await _place.Run("triage", Samples.Own("samples/tunnel.pcap.gz"), "--out", "case", "--quiet")).Status);
        using var json = JsonDocument.Parse(File.ReadAllBytes(_place[Path.Combine("case", "case.json")]));
        var subject = json.RootElement.GetProperty("findings")[0].GetProperty("subject");
        (_client, _zone) = (subject.GetProperty("client").GetString()!, subject.GetProperty("zone").GetString()!);
    }

    void Log(string[] rows) =>
        File.WriteAllLines(_place["later.log"], ["#separator \\x09", "#set_separator\t,", "#empty_field\t(empty)", "#unset_field\t-", "#path\tdns", "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tquery\tqtype_name\trcode\trcode_name\tanswers", .. rows]);

    static string Row(int second, string client, string name, string type, string rcode, string answer) =>
        string.Create(CultureInfo.InvariantCulture, $"{After.ToUnixTimeSeconds() + second}.5\tC{second}\t{client}\t40000\t10.60.1.53\t53\tudp\t{name}\t{type}\t{rcode switch { "NOERROR" => "0", "NXDOMAIN" => "3", _ => "-" }}\t{rcode}\t{answer}");

    static string Hex(int seed) => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(seed)))[..58];
}
