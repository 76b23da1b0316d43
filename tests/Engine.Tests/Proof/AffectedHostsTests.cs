using System.Globalization;
using System.Text;
using Nameward.Engine.Findings;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>Recordings beside leases and an inventory: findings name the host, and what is decided stays the same.</summary>
public sealed class AffectedHostsTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nameward-hosts-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void TheTunnelOfOurRecordingIsThatOfANamedHost() => Names(Samples.Own("samples/tunnel.pcap.gz"));

    [Fact]
    public void TheTunnelOfALabRecordingIsThatOfANamedHost() => Names(Samples.Shared("lab/captures/A01.client.pcap.gz"));

    void Names(string capture)
    {
        var alone = Pipeline.Triage(capture);
        var (first, host) = (alone.Findings[0], alone.Findings[0].Affected[0]);
        Assert.Equal((null, null, null), (host.Host, host.Owner, host.Note));
        var leases = Path.Combine(_folder.FullName, "dhcpd.leases");
        File.WriteAllText(leases, string.Create(CultureInfo.InvariantCulture,
            $"lease {host.Client.Raw} {{\n  starts 0 {first.FirstSeen!.Value.AddHours(-1):yyyy/MM/dd HH:mm:ss};\n  ends 0 {first.LastSeen!.Value.AddHours(1):yyyy/MM/dd HH:mm:ss};\n  binding state active;\n  hardware ethernet 02:00:5e:00:53:01;\n  client-hostname \"lab-pc7\";\n}}\n"));
        var assets = new AssetList([new() { Host = "lab-pc7", Owner = "Lab operations", Role = "client", Criticality = "low" }]);
        var document = Pipeline.Triage([capture, leases], site: SiteFacts.None with { Assets = assets });
        var named = document.Findings[0].Affected[0];
        Assert.Equal((host.Client.Raw, "lab-pc7", "Lab operations", "client", "low", null), (named.Client.Raw, named.Host?.Raw, named.Owner?.Raw, named.Role?.Raw, named.Criticality?.Raw, named.Note));
        Assert.Equal(alone.Decision.Decision, document.Decision.Decision);
        Assert.Equal(alone.Findings.Select(finding => (finding.Id, finding.Bits)), document.Findings.Select(finding => (finding.Id, finding.Bits)));
        Assert.Contains($"{host.Client.Raw} (lab-pc7)", document.Decision.Line.Render(text => text.Raw), StringComparison.Ordinal);
        Assert.Contains($"{host.Client.Raw},lab-pc7,,,Lab operations,{first.Id},", Encoding.UTF8.GetString(AffectedCsv.Render(document)), StringComparison.Ordinal);
        Assert.True(document.Coverage.Sources.Single(source => source.Source == "host and process records").Present);
        Assert.NotEqual(alone.Run.ConfigurationSha256, document.Run.ConfigurationSha256);
    }
}
