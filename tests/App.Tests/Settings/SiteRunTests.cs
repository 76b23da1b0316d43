using Nameward.Engine.Tests;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.App.Tests.Settings;

/// <summary>The site file through the whole program: which one a run goes by, what it says of it, and what changes by it.</summary>
[Trait("tier", "ci")]
public sealed class SiteRunTests : IDisposable
{
    static readonly string Tunnel = Samples.Own("samples/tunnel.pcap.gz");

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task CheckWithoutASiteFileShowsEveryDefault()
    {
        var run = await _place.Run("check");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.StartsWith("no site file: every setting stands at its default\n\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.All(App.Settings.SiteKey.All.Where(key => key.Show is not null), key => Assert.Matches($"(?m)^{key.Path.Replace(".", "\\.", StringComparison.Ordinal)} +default  ", run.Output));
        Assert.EndsWith("no mistake\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.All(run.Output.ReplaceLineEndings("\n").Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task CheckShowsWhatIsSetAndWarns()
    {
        _place.Write("nameward.yaml", "networks: [10.0.0.0/8, 10.1.0.0/16]\nbudget: { alerts_per_1000_hosts_and_day: 2.5 }\ntargets: bind\n");
        var run = await _place.Run("check");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Matches("(?m)^networks +set +10.0.0.0/8, 10.1.0.0/16\r?$", run.Output);
        Assert.Matches("(?m)^budget.alerts_per_1000_hosts_and_day +set +2.5\r?$", run.Output);
        Assert.Matches("(?s)Checked, but not used by this version:.*targets +set +bind", run.Output);
        Assert.Contains("nameward.yaml:1:24: networks: 10.1.0.0/16 lies within 10.0.0.0/8", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("no mistake, 1 warning\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingOfAHostileFileActsOnATerminal()
    {
        var files = Samples.Own("tests/App.Tests/Settings/files");
        foreach (var file in (string[])["hostile.yaml", "zones.yaml", "keys.yaml", "kinds.yaml"])
        {
            var run = await _place.Run("check", "--site", Path.Combine(files, file));
            Assert.Equal((2, ""), (run.Status, run.Output));
            Assert.DoesNotContain(run.Error, c => c is not ('\n' or '\r') && Harmless.IsNot(c));
            Assert.DoesNotMatch("(?m)^error   forged", run.Error);
        }
    }

    [Fact]
    public async Task TheFileOfTheFolderIsUsedAndSaidUnlessItIsRefused()
    {
        var without = await Hash();
        _place.Write("nameward.yaml", "networks: [10.60.0.0/16]\nservers: { approved: [10.60.1.53] }\n");
        _place.Write("same.yaml", "servers: { approved: [10.60.1.53, 10.60.1.53] }\nnetworks: 10.60.0.0/16\n");
        var (found, same, refused) = (await Hash(), await Hash("--site", "same.yaml"), await Hash("--site", "none"));
        Assert.Equal("site    nameward.yaml\n", found.Error);
        Assert.Equal("site    same.yaml\nwarning same.yaml:1:35: servers.approved: 10.60.1.53 stands there twice\n", same.Error);
        Assert.Equal(("", ""), (without.Error, refused.Error));
        Assert.Equal(without.Sha256, refused.Sha256);
        Assert.Equal(found.Sha256, same.Sha256);
        Assert.NotEqual(without.Sha256, found.Sha256);
        Assert.Equal("", (await Hash("--quiet")).Error);
    }

    [Fact]
    public async Task AFileThatLiesAmongTheEvidenceIsUsedOnlyWhereItIsNamed()
    {
        _place.Write("nameward.yaml", "servers: { approved: [10.60.1.53] }\n");
        File.Copy(Tunnel, Path.Combine(_place.Folder, "tunnel.pcap.gz"));
        var unnamed = await _place.Run("triage", ".");
        Assert.Equal((2, ""), (unnamed.Status, unnamed.Output));
        Assert.Contains("nameward.yaml: it lies among the evidence", unnamed.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _place.Run("triage", ".", "--site", "nameward.yaml")).Status);
        Assert.Equal(0, (await _place.Run("triage", ".", "--site", "none")).Status);
    }

    [Fact]
    public async Task EveryFactIsInTheHash()
    {
        string[] files = ["networks: 10.0.0.0/8", "networks: 10.0.0.0/9", "servers: { approved: 10.0.0.1 }", "servers: { approved: [] }", "zones: { internal: corp }", "zones: { protected: corp }", "budget: { alerts_per_1000_hosts_and_day: 1 }", ""];
        var hashes = new HashSet<string?>();
        foreach (var file in files)
        {
            _place.Write("nameward.yaml", file);
            hashes.Add((await Hash()).Sha256);
        }
        Assert.Equal(files.Length, hashes.Count);
    }

    [Fact]
    public async Task TheBudgetMovesTheLine()
    {
        _place.Write("nameward.yaml", "budget: { alerts_per_1000_hosts_and_day: 1 }\n");
        var (usual, generous) = (await Prior("--site", "none"), await Prior());
        Assert.Equal(Math.Log2(10), generous - usual, 0.101);
    }

    [Fact]
    public async Task WithoutZoneDataOnlyUtcIsKnownAndThatIsSaid()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps its zones elsewhere");
        Directory.CreateDirectory(_place["zones"]);
        var run = await ProgramRun.With("TZDIR", _place["zones"], _place.Folder, "triage", Tunnel, "--timezone", "Europe/Berlin");
        Assert.Equal(2, run.Status);
        Assert.StartsWith("error --timezone Europe/Berlin: this machine has no time zone data, so that only UTC is known do install it", run.ErrorInOneLine, StringComparison.Ordinal);
        Assert.Equal(0, (await _place.Run("triage", Tunnel, "--timezone", "UTC", "--quiet")).Status);
    }

    [Theory]
    [InlineData("nameward che", "check")]
    [InlineData("nameward check --s", "--site")]
    [InlineData("nameward triage --date-order ", "day-first\nmonth-first")]
    public async Task CheckAndTheFlagsAreCompleted(string line, string expected)
    {
        var run = await _place.Run($"[suggest:{line.Length}]", line);
        Assert.Equal((0, expected), (run.Status, run.Output.ReplaceLineEndings("\n").Trim()));
    }

    async Task<(string? Sha256, string Error)> Hash(params string[] flags)
    {
        var run = await _place.Run(["triage", Tunnel, "--format", "json", .. flags]);
        Assert.Equal(0, run.Status);
        using var json = run.Json();
        return (json.RootElement.GetProperty("run").GetProperty("configurationSha256").GetString(), run.Error.ReplaceLineEndings("\n"));
    }

    async Task<double> Prior(params string[] flags)
    {
        using var json = (await _place.Run(["triage", Tunnel, "--format", "json", .. flags])).Json();
        return json.RootElement.GetProperty("findings")[0].GetProperty("prior").GetProperty("bits").GetDouble();
    }
}
