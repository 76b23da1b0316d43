using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>
/// The name resolution policy of Windows clients (Microsoft Learn, "Add-DnsClientNrptRule"): names with all below them are asked of an address where no DNS server stands, so that they do not resolve. What
/// makes its own packets passes by it. It cannot log.
/// </summary>
sealed class WindowsNrpt : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "windows-nrpt";

    /// <inheritdoc/>
    public string Product => "Windows clients, name resolution policy";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Endpoint;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var label = document.Label;
        var text = new PackText(document, "#").Head("blocks; run it in PowerShell as an administrator, and not on a DNS server").Lines("$ErrorActionPreference = 'Stop'", "$names = @(");
        foreach (var (block, name) in PlainName.Zones(document, leftOut, "name resolution policy acts on the names that are asked for alone"))
        {
            text.Because(block).Line($"  '{name}'");
        }
        text.Lines(")", "foreach ($name in $names) {", $"  Add-DnsClientNrptRule -Namespace $name, \".$name\" -NameServers '{Nobody}' -DisplayName '{label}' -Comment '{label}'", "}", "Clear-DnsClientCache");
        var mine = $"Get-DnsClientNrptRule | Where-Object Comment -eq '{label}'";
        return new(Id, Product, [text.As($"{label}.ps1")],
            [
                new(PackStage.Log, "Rules cannot log without blocking: look at the preview above instead."),
                new(PackStage.Apply, "Run it on the hosts, or make the rules in a group policy (Computer Configuration, Windows Settings, Name Resolution Policy). A group policy that holds such rules hides all local ones.", $"powershell -ExecutionPolicy Bypass -File {label}.ps1"),
                new(PackStage.Verify, "The rules are there and in force. Do not ask for one of the names to try it; nslookup passes by these rules.", $"{mine}; Get-DnsClientNrptPolicy -Effective"),
                new(PackStage.Rollback, "Remove them.", $"{mine} | Remove-DnsClientNrptRule -Force; Clear-DnsClientCache"),
            ],
            [.. leftOut]);
    }

    // A client serves no DNS, and the queries do not leave it.
    const string Nobody = "127.0.0.1";
}
