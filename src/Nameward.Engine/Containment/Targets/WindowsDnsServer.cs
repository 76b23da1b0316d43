using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>
/// The DNS server of Windows Server 2016 and later, by its query resolution policies (Microsoft Learn, "Add-DnsServerQueryResolutionPolicy"): names with all below them. A denied query is answered
/// SERVFAIL. Policies cannot log only.
/// </summary>
sealed class WindowsDnsServer : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "windows-dns-server";

    /// <inheritdoc/>
    public string Product => "Windows DNS Server 2016 and later";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var label = document.Label;
        var text = new PackText(document, "#").Head("blocks; run it in PowerShell as an administrator of the server").Lines("$ErrorActionPreference = 'Stop'", "$names = @(");
        foreach (var (block, name) in PlainName.Zones(document, leftOut, "query resolution policies act on the names that are asked for alone"))
        {
            text.Because(block).Line($"  '{name}'");
        }
        text.Lines(")", "foreach ($name in $names) {", $"  Add-DnsServerQueryResolutionPolicy -Name \"{label} $name\" -Action DENY -FQDN \"EQ,$name,*.$name\"", "}");
        var mine = $"Get-DnsServerQueryResolutionPolicy | Where-Object Name -like '{label} *'";
        return new(Id, Product, [text.As($"{label}.ps1")],
            [
                new(PackStage.Log, "Policies cannot log without blocking: look at the preview above instead."),
                new(PackStage.Apply, "Run it on each DNS server; policies are not replicated.", $"powershell -ExecutionPolicy Bypass -File {label}.ps1"),
                new(PackStage.Verify, "The policies are there and enabled. Do not ask for one of the names to try it.", mine),
                new(PackStage.Rollback, "Remove them, on each server.", $"{mine} | Remove-DnsServerQueryResolutionPolicy -Force"),
            ],
            [.. leftOut]);
    }
}
