using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>The verbs of the policy as users run them.</summary>
[Trait("tier", "ci")]
public sealed class PolicyRunTests : IDisposable
{
    readonly Workplace _place = new();

    public PolicyRunTests() => Directory.CreateSymbolicLink(_place["samples"], Path.Combine(Samples.Root, "samples"));

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task TheSampleTestsPassAndFailAgainstAnotherPolicy()
    {
        var pass = await _place.Run("policy", "test", "samples/policy/policy-test.yaml");
        Assert.Equal((0, ""), (pass.Status, pass.Error));
        Assert.EndsWith("8 cases, all pass\n", pass.Output, StringComparison.Ordinal);
        _place.Write("shipped.yaml", "policy: 3\n");
        var fail = await _place.Run("policy", "test", "samples/policy/policy-test.yaml", "--policy", "shipped.yaml");
        Assert.Equal((2, ""), (fail.Status, fail.Error));
        Assert.Contains("decides watch by cannot-tell, where close by no clause is expected", string.Join(' ', fail.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheYamlThatIsShownGivesTheSamePolicy()
    {
        var shown = await _place.Run("policy", "show", "--policy", "samples/policy/policy.yaml");
        Assert.Equal((0, ""), (shown.Status, shown.Error));
        _place.Write("again.yaml", shown.Output);
        var again = await _place.Run("policy", "show", "--policy", "again.yaml");
        Assert.Equal(Bare(shown.Output), Bare(again.Output));
        using var json = (await _place.Run("policy", "show", "--policy", "again.yaml", "--format", "json")).Json();
        Assert.Equal(("nameward/policy/1", 9), (json.RootElement.GetProperty("schema").GetString(), json.RootElement.GetProperty("clauses").GetArrayLength()));
    }

    [Fact]
    public async Task ThePolicyOfTheSiteFileDecidesAndTheFlagTakesItsPlace()
    {
        _place.Write("site.yaml", "policy: own.yaml\n");
        _place.Write("own.yaml", "policy: 3\nfrom: none\nclauses: [ { id: mine, text: whatever is found, then: escalate, when: { finding: { level: low } } } ]\n");
        string[] triage = ["triage", "samples/tunnel.pcap.gz", "--site", "site.yaml", "--format", "json"];
        Assert.Equal("mine", await Clauses(triage));
        Assert.Equal("tool-proved channel", await Clauses([.. triage, "--policy", "samples/policy/policy.yaml"]));
        _place.Write("own.yaml", "policy: 3\noff: [chanel]\n");
        var wrong = await _place.Run(triage);
        Assert.Equal(2, wrong.Status);
        Assert.Contains("off: chanel: there is no such clause to switch off here ./own.yaml:2:7 do write channel", wrong.ErrorInOneLine.Replace("here own.yaml", "here ./own.yaml", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    async Task<string> Clauses(string[] arguments)
    {
        var run = await _place.Run(arguments);
        using var json = run.Json();
        return string.Join(' ', json.RootElement.GetProperty("decision").GetProperty("clauses").EnumerateArray().Select(clause => clause.GetProperty("id").GetString()));
    }

    static string[] Bare(string yaml) => [.. yaml.Split('\n').Where(line => !line.StartsWith('#')).Select(line => line.Split("  # ")[0])];
}
