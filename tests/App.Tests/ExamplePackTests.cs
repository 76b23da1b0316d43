using System.Text.RegularExpressions;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>The pack of the worked incident that stands in docs/incident/pack is what the command of docs/contain.md writes.</summary>
[Trait("tier", "ci")]
public sealed partial class ExamplePackTests : IDisposable
{
    const string Targets = "bind,esql,host-shell,isolation,kql,nftables,owner-texts,restore-windows-dns,sigma,splunk,suricata,unbound,windows-dns-server,zeek-intel";

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task ThePackOfTheDocumentationIsTheOneOfTheCommand()
    {
        foreach (var file in Directory.GetFiles(Samples.Own("samples/incident"), "*", SearchOption.AllDirectories).Append(Samples.Own("samples/tunnel.pcap.gz")))
        {
            _place.Write(Path.GetRelativePath(Samples.Root, file), File.ReadAllBytes(file));
        }
        string[] site = ["--site", "samples/incident/northwind.yaml", "--quiet"];
        Assert.Equal(0, (await _place.Run(["triage", "samples/tunnel.pcap.gz", "samples/incident/evidence", "--case", "new", "--store", "demo.db", "--by", "level 1", .. site])).Status);
        var run = await _place.Run(["contain", "1", "--store", "demo.db", "--targets", Targets, "--out", "pack", .. site]);
        Assert.True(run.Status == 0, run.Error);
        var (written, kept) = (Read(_place["pack"]), Path.Combine(Samples.Root, "docs/incident/pack"));
        if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
        {
            foreach (var (name, text) in written)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(kept, name))!);
                File.WriteAllText(Path.Combine(kept, name), text);
            }
        }
        Assert.Equal(written, Read(kept));
    }

    /// <summary>The files of a pack without what differs from run to run; the record with its sums is left out.</summary>
    static SortedDictionary<string, string> Read(string folder) => new(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "contain.json")
        .ToDictionary(file => Path.GetRelativePath(folder, file), file => Steady(File.ReadAllText(file))), StringComparer.Ordinal);

    static string Steady(string text) => Elapsed().Replace(Serial().Replace(Times().Replace(text, time => time.Value.StartsWith("2026-11-21", StringComparison.Ordinal) ? time.Value : time.Length > "2026-12-01".Length ? "2026-12-01 09:00" : "2026-12-01"), "1796115600"), "0.1 s");

    [GeneratedRegex("""20\d\d-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?)?""")]
    private static partial Regex Times();

    [GeneratedRegex("""\b179\d{7}\b""")]
    private static partial Regex Serial();

    [GeneratedRegex("""\d+\.\d s\b""")]
    private static partial Regex Elapsed();
}
