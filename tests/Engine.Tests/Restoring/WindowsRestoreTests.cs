using System.Text.RegularExpressions;
using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Containment.Restoring;
using Nameward.Engine.Observations;
using Xunit;
using static Nameward.Engine.Tests.Restoring.RestoreSamples;

namespace Nameward.Engine.Tests.Restoring;

/// <summary>Settings of Windows' DNS and DHCP servers as PowerShell puts them back, from two exports and from an audit log.</summary>
public partial class WindowsRestoreTests
{
    static readonly string[] Hostile = ["$(reboot)", "`reboot`", "a;reboot", "a\nreboot", "a'b", "a\u2019; reboot #", "-Force", "a b", "..\\..\\x", "@{}", "\u202Egpj", "a,b", "{x}"];

    [Fact]
    public void TwoExportsGiveTheCommandsThereAndBack()
    {
        var pack = Own("windows").Targets.Single(target => target.Id == "restore-windows-dns");
        Assert.Equal(["nameward-7.1.restore.ps1", "nameward-7.1.rollback.ps1"], pack.Files.Select(file => file.Name));
        Assert.Equal(
        [
            "Remove-DnsServerZone -Name 'savings.example' -Force",
            "Set-DhcpServerv4OptionValue -OptionId 6 -Value '10.20.0.53','10.20.0.54' -ScopeId '10.20.8.0'",
            "Set-DnsServerConditionalForwarderZone -Name 'partner.x-example.net' -MasterServers '198.51.100.53'",
            "Set-DnsServerForwarder -IPAddress '10.20.0.53' -UseRootHint $true",
            "Set-DnsServerPrimaryZone -Name 'x-example.com' -DynamicUpdate Secure",
            "Set-DnsServerPrimaryZone -Name 'x-example.com' -SecureSecondaries TransferToSecureServers -SecondaryServers '10.20.0.54'",
        ], Commands(pack.Files[0].Content).Order(StringComparer.Ordinal));
        Assert.Equal(
        [
            "Add-DnsServerConditionalForwarderZone -Name 'savings.example' -MasterServers '203.0.113.66'",
            "Set-DhcpServerv4OptionValue -OptionId 6 -Value '203.0.113.66' -ScopeId '10.20.8.0'",
            "Set-DnsServerConditionalForwarderZone -Name 'partner.x-example.net' -MasterServers '203.0.113.66'",
            "Set-DnsServerForwarder -IPAddress '203.0.113.66' -UseRootHint $false",
            "Set-DnsServerPrimaryZone -Name 'x-example.com' -DynamicUpdate NonsecureAndSecure",
            "Set-DnsServerPrimaryZone -Name 'x-example.com' -SecureSecondaries TransferAnyServer",
        ], Commands(pack.Files[1].Content).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AnAuditLogGivesBackWhatItTellsAndProposesNothingElse()
    {
        var document = Contain(Samples.Own("samples/changes/evidence"));
        var forwarder = document.Restore.Items.Single(item => item is { Kind: ConfigurationKind.Forwarders, Product: RestoreProduct.WindowsDns });
        Assert.Equal((null, "192.0.2.53", false), (forwarder.Good, forwarder.Today.Raw, forwarder.IsProven));
        var script = Text(document.Targets.Single(target => target.Id == "restore-windows-dns").Files[0].Content);
        Assert.Contains("# by hand: no good value is known", script, StringComparison.Ordinal);
        Assert.Contains("Find-Zone 'build.lab.x-example.com' | ForEach-Object { Remove-DnsServerResourceRecord -ZoneName $_.Zone -Name $_.Name -RRType A -RecordData '10.0.3.91' -Force }", script, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotPlainIsNoWordOfACommand()
    {
        foreach (var text in Hostile)
        {
            var hostile = HostileText.Text(text);
            foreach (var kind in Enum.GetValues<ConfigurationKind>())
            {
                foreach (var property in (string[])["type", "A", "CNAME", "delegation", "GlobalQueryBlockList", "domain-name-servers", "SecureSecondaries", text])
                {
                    var item = new Restoration { Server = hostile, Kind = kind, Object = hostile, Property = HostileText.Text(property), Good = hostile, Today = hostile, Because = Sentence.Of("") };
                    Assert.True(WindowsCommands.Of(item, hostile, hostile) is not { } line || Plain().IsMatch(line), $"{kind} {property}: {text}");
                    Assert.True(WindowsCommands.Of(item, default, hostile) is not { } gone || Plain().IsMatch(gone), $"{kind} {property}: {text}");
                }
            }
        }
    }

    static IEnumerable<string> Commands(byte[] script) => Text(script).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] is >= 'A' and <= 'Z' or 'F').Where(line => !line.StartsWith("$ErrorActionPreference", StringComparison.Ordinal));

    [GeneratedRegex(@"^(Remove-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\DNS\\Parameters' -Name 'ServerLevelPluginDll'  # then: Restart-Service DNS|Set-DnsServerGlobalQueryBlockList -List 'a','b')\z")]
    private static partial Regex Plain();
}
