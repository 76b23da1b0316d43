using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>From a case to a pack: what is blocked, whom that would have hit, and what is refused.</summary>
[Trait("tier", "ci")]
public sealed class ContainRunTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task ThePackOfACaseReplaysItsEvidenceFirst()
    {
        var capture = Samples.Own("samples/tunnel.pcap.gz");
        Assert.Equal(0, (await _place.Run("triage", capture, "--out", "case", "--quiet")).Status);
        var preview = await _place.Run("contain", "case", "--no-color");
        Assert.Equal((0, ""), (preview.Status, preview.Error));
        Assert.False(Directory.Exists(_place["pack"]));
        Assert.Equal(0, (await _place.Run("contain", "case", "--targets", "bind,nftables", "--out", "pack", "--quiet")).Status);
        var record = JsonDocument.Parse(File.ReadAllBytes(_place[Path.Combine("pack", "contain.json")])).RootElement;
        var zone = record.GetProperty("blocks")[0];
        using var triage = JsonDocument.Parse(File.ReadAllBytes(_place[Path.Combine("case", "case.json")]));
        var finding = triage.RootElement.GetProperty("findings")[0];
        Assert.Equal(("zone", finding.GetProperty("subject").GetProperty("zone").GetString(), true), (zone.GetProperty("kind").GetString(), zone.GetProperty("value").GetString(), zone.GetProperty("blocked").GetBoolean()));
        Assert.Equal((finding.GetProperty("queries").GetInt64(), 1, 0), (zone.GetProperty("radius").GetProperty("queries").GetInt64(), zone.GetProperty("radius").GetProperty("clients").GetInt32(), zone.GetProperty("radius").GetProperty("clientsOutside").GetInt32()));
        Assert.Equal(["bind", "nftables"], record.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("id").GetString()));
        Assert.All(record.GetProperty("targets").EnumerateArray().SelectMany(target => target.GetProperty("files").EnumerateArray()), file => Assert.True(File.Exists(_place[Path.Combine("pack", file.GetProperty("name").GetString()!)])));
        Assert.True(File.Exists(_place[Path.Combine("pack", "index.html")]));
    }

    [Fact]
    public async Task ACaseOfTheStoreGivesItsNumberToAllThatIsAdded()
    {
        Assert.Equal(0, (await _place.Run("triage", Samples.Own("samples/tunnel.pcap.gz"), "--case", "new", "--store", "store.db", "--by", "level 1", "--quiet")).Status);
        using var json = (await _place.Run("contain", "1", "--store", "store.db", "--targets", "bind", "--format", "json")).Json();
        Assert.Equal(("1", "nameward-1"), (json.RootElement.GetProperty("case").GetString(), json.RootElement.GetProperty("label").GetString()));
    }

    [Fact]
    public async Task WhatTheStoreRemembersIsReplayedToo()
    {
        var capture = Samples.Own("samples/tunnel.pcap.gz");
        Assert.Equal(0, (await _place.Run("triage", capture, "--out", "case", "--quiet")).Status);
        Assert.Equal(0, (await _place.Run("ingest", capture, "--store", "store.db", "--quiet")).Status);
        using var json = (await _place.Run("contain", "case", "--store", "store.db", "--quarantine", "--format", "json")).Json();
        var blocks = json.RootElement.GetProperty("blocks").EnumerateArray().ToList();
        Assert.Equal(["zone", "client"], blocks.Select(block => block.GetProperty("kind").GetString()));
        Assert.All(blocks, block => Assert.All(["queries", "clients", "clientsOutside", "days"], figure =>
            Assert.Equal(block.GetProperty("radius").GetProperty(figure).GetInt64(), block.GetProperty("remembered").GetProperty(figure).GetInt64())));
        using var gone = (await _place.Run("contain", "case", Samples.Own("samples/quiet.pcap.gz"), "--store", "store.db", "--format", "json")).Json();
        var zone = gone.RootElement.GetProperty("blocks")[0];
        Assert.Equal((0, 1), (zone.GetProperty("radius").GetProperty("clients").GetInt32(), zone.GetProperty("remembered").GetProperty("clients").GetInt32()));
    }

    [Fact]
    public async Task ConfigurationThatNobodyApprovedIsPutBackWhereNothingIsToBlock()
    {
        Assert.Equal(0, (await _place.Run("triage", Samples.Own("samples/changes/evidence"), "--tickets", Samples.Own("samples/changes/tickets.csv"), "--out", "case", "--quiet")).Status);
        var run = await _place.Run("contain", "case", "--out", "pack", "--format", "json");
        Assert.Equal((0, ""), (run.Status, run.Error));
        using var json = run.Json();
        var restores = json.RootElement.GetProperty("restores").EnumerateArray().ToList();
        Assert.Equal(["allow-transfer"], restores.Where(item => item.GetProperty("product").GetString() == "bind").Select(item => item.GetProperty("property").GetString()));
        Assert.DoesNotContain(restores, item => item.GetProperty("object").GetString() == "intranet.x-example.com");
        var patch = File.ReadAllText(_place[Path.Combine("pack", "restore-bind", Directory.GetFiles(_place[Path.Combine("pack", "restore-bind")], "*.restore.patch").Select(file => Path.GetFileName(file)).Single())]);
        Assert.Contains("-\tallow-transfer { any; };\n+\tallow-transfer { none; };\n", patch, StringComparison.Ordinal);
        Assert.DoesNotContain("198.51.100.53", patch, StringComparison.Ordinal);
        Assert.True(File.Exists(_place[Path.Combine("pack", "index.html")]));
        Assert.Contains("Restore", (await _place.Run("contain", "case", "--no-color")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AZoneThatTheSiteProtectsIsLeftAndCanBeForced()
    {
        var capture = Samples.Own("samples/tunnel.pcap.gz");
        Assert.Equal(0, (await _place.Run("triage", capture, "--out", "case", "--quiet")).Status);
        using var triage = JsonDocument.Parse(File.ReadAllBytes(_place[Path.Combine("case", "case.json")]));
        var zone = triage.RootElement.GetProperty("findings")[0].GetProperty("subject").GetProperty("zone").GetString()!;
        File.WriteAllText(_place["site.yaml"], $"zones:\n  protected: [{zone}]\n");
        Assert.False(await IsBlocked());
        Assert.True(await IsBlocked("--force", $"{zone}=agreed with its owner"));

        async Task<bool> IsBlocked(params string[] more)
        {
            var run = await _place.Run(["contain", "case", "--site", "site.yaml", "--format", "json", .. more]);
            Assert.Equal(0, run.Status);
            using var json = run.Json();
            return json.RootElement.GetProperty("blocks")[0].GetProperty("blocked").GetBoolean();
        }
    }

    [Theory]
    [InlineData("there is nothing to contain", "quiet")]
    [InlineData("no such target", "case --targets nftables,nosuch")]
    [InlineData("it says no name and why", "case --force example.com")]
    [InlineData("no host is named", "case --answer sinkhole")]
    [InlineData("it has no finding F99", "case --finding F99")]
    public async Task AMistakeIsSaidAndNothingIsWritten(string said, string arguments)
    {
        File.WriteAllText(_place["quiet.log"], "#separator \\x09\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tquery\tqtype_name\trcode_name\n1795300000.5\tC1\t10.0.0.8\t40000\t10.0.0.53\t53\tudp\twww.example.net\tA\tNOERROR\n");
        Assert.Equal(0, (await _place.Run("triage", "quiet.log", "--out", "quiet", "--quiet")).Status);
        Assert.Equal(0, (await _place.Run("triage", Samples.Own("samples/tunnel.pcap.gz"), "--out", "case", "--quiet")).Status);
        var run = await _place.Run(["contain", .. arguments.Split(' '), "--out", "pack"]);
        Assert.Equal(2, run.Status);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_place["pack"]));
    }
}
