using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>The firewall of Windows 8, Server 2012 and later (Microsoft Learn, "New-NetFirewallRule"): rules of a group of their own. Rules cannot log only.</summary>
sealed class WindowsFirewall : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "windows-firewall";

    /// <inheritdoc/>
    public string Product => "Windows Firewall";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Firewall;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, addresses) = (document.Label, ServerAddresses.Of(document, leftOut));
        if (addresses.IsEmpty)
        {
            return ServerAddresses.NothingFor(this, leftOut);
        }
        var text = new PackText(document, "#").Head("blocks; run it in PowerShell as an administrator").Lines("$ErrorActionPreference = 'Stop'", "$servers = @(");
        foreach (var block in addresses)
        {
            text.Because(block).Line($"  '{block.Address}'");
        }
        text.Lines(")", $"New-NetFirewallRule -DisplayName '{label}' -Group '{label}' -Direction Outbound -Action Block -RemoteAddress $servers");
        return new(Id, Product, [text.As($"{label}.ps1")],
            [
                new(PackStage.Log, "Rules cannot log without blocking: look at the preview above instead."),
                new(PackStage.Apply, "Run it on the hosts, or make the rule in a group policy.", $"powershell -ExecutionPolicy Bypass -File {label}.ps1"),
                new(PackStage.Verify, "The rule is there and enabled.", $"Get-NetFirewallRule -Group '{label}' | Get-NetFirewallAddressFilter"),
                new(PackStage.Rollback, "Remove the group.", $"Remove-NetFirewallRule -Group '{label}'"),
            ],
            [.. leftOut]);
    }
}
