using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>From a case to rules that alert, tried on its evidence and on what is known to be good.</summary>
[Trait("tier", "ci")]
public sealed class AlertRunTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task TheRulesOfACaseAreTriedOnItAndOnWhatIsGood()
    {
        Assert.Equal(0, (await _place.Run("triage", Samples.Own("samples/tunnel.pcap.gz"), "--out", "case", "--quiet")).Status);
        Assert.Equal(0, (await _place.Run("contain", "case", "--benign", Samples.Own("samples/quiet.pcap.gz"), "--targets", "sigma,suricata", "--out", "rules", "--quiet")).Status);
        using var record = JsonDocument.Parse(File.ReadAllBytes(_place[Path.Combine("rules", "contain.json")]));
        Assert.EndsWith("quiet.pcap.gz", Assert.Single(record.RootElement.GetProperty("benign").EnumerateArray()).GetProperty("path").GetString(), StringComparison.Ordinal);
        var rules = record.RootElement.GetProperty("alerts").EnumerateArray().ToList();
        var query = rules.Single(rule => rule.GetProperty("name").GetString() == "query-1");
        Assert.Equal((true, 0L, 0L, record.RootElement.GetProperty("blocks")[0].GetProperty("radius").GetProperty("queries").GetInt64()),
            (query.GetProperty("written").GetBoolean(), query.GetProperty("others").GetInt64(), query.GetProperty("benign").GetInt64(), query.GetProperty("fires").GetInt64()));
        Assert.All(rules.Where(rule => !rule.GetProperty("written").GetBoolean()), rule => Assert.NotEmpty(rule.GetProperty("because").GetString()!));
        var label = record.RootElement.GetProperty("label").GetString()!;
        Assert.True(File.Exists(_place[Path.Combine("rules", "sigma", $"{label.Replace('-', '_')}_query_1.yml")]));
        Assert.Contains($"{label} query-1", File.ReadAllText(_place[Path.Combine("rules", "suricata", $"{label}.rules")]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARuleThatFiresOnWhatIsGoodIsNotWritten()
    {
        var tunnel = Samples.Own("samples/tunnel.pcap.gz");
        Assert.Equal(0, (await _place.Run("triage", tunnel, "--out", "case", "--quiet")).Status);
        var run = await _place.Run("contain", "case", "--benign", tunnel, "--format", "json");
        using var record = run.Json();
        Assert.All(record.RootElement.GetProperty("alerts").EnumerateArray(), rule => Assert.False(rule.GetProperty("written").GetBoolean()));
        var text = await _place.Run("contain", "case", "--benign", tunnel, "--no-color");
        Assert.Contains("known to be good", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a number", "--alert-budget some")]
    [InlineData("nowhere.log", "--benign nowhere.log")]
    public async Task AMistakeIsSaid(string said, string arguments)
    {
        Assert.Equal(0, (await _place.Run("triage", Samples.Own("samples/tunnel.pcap.gz"), "--out", "case", "--quiet")).Status);
        var run = await _place.Run(["contain", "case", .. arguments.Split(' ')]);
        Assert.Equal(2, run.Status);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }
}
