using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>Fortinet FortiOS 7 (CLI reference, "config firewall address", "config firewall policy"): an address group and a policy of their own.</summary>
sealed class Fortinet : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "fortinet";

    /// <inheritdoc/>
    public string Product => "Fortinet FortiOS 7";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Firewall;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var addresses = ServerAddresses.Of(document, leftOut);
        leftOut.AddRange(addresses.Where(block => !block.Address.IsV4).Select(block => (block, "written for IPv4 alone: FortiOS keeps IPv6 in objects of another kind")));
        addresses = [.. addresses.Where(block => block.Address.IsV4)];
        if (addresses.IsEmpty)
        {
            return ServerAddresses.NothingFor(this, leftOut);
        }
        var label = document.Label;
        var names = addresses.Select((_, index) => $"\"{label}-{index + 1}\"").ToList();
        var text = new PackText(document, "#").Head("blocks; the policy is added last, and must be moved to the top").Line("config firewall address");
        for (var i = 0; i < addresses.Length; i++)
        {
            text.Because(addresses[i]).Lines($"edit {names[i]}", $"set subnet {addresses[i].Address} 255.255.255.255", "next");
        }
        text.Lines("end", "config firewall addrgrp", $"edit \"{label}\"", $"set member {string.Join(' ', names)}", "next", "end", "config firewall policy", "edit 0", $"set name \"{label}\"", "set srcintf \"any\"", "set dstintf \"any\"",
            "set srcaddr \"all\"", $"set dstaddr \"{label}\"", "set action deny", "set schedule \"always\"", "set service \"ALL\"", "set logtraffic all", "next", "end");
        return new(Id, Product, [text.As($"{label}.conf")],
            [
                new(PackStage.Log, "Deny policies cannot log without blocking: look at the preview above instead."),
                new(PackStage.Apply, $"Run {label}.conf as a CLI script, and move the policy {label} to the top."),
                new(PackStage.Verify, "The policy counts what it stops.", $"show firewall policy | grep -f {label}"),
                new(PackStage.Rollback, $"Delete the policy {label}, then the group {label}, then the addresses {label}-1 to {label}-{addresses.Length}."),
            ],
            [.. leftOut]);
    }
}
