using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>Cisco ASA 9 (command reference, "object-group network", "access-list extended"): an object group and one line in the global access list.</summary>
sealed class CiscoAsa : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "cisco-asa";

    /// <inheritdoc/>
    public string Product => "Cisco ASA 9";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Firewall;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, addresses) = (document.Label, ServerAddresses.Of(document, leftOut));
        return addresses.IsEmpty ? ServerAddresses.NothingFor(this, leftOut) : new(Id, Product,
            [
                Commands(document, "permit", "stage 1: logs what goes to the servers").As($"{label}.log.txt"),
                Commands(document, "deny", "stage 2: stops it").As($"{label}.block.txt"),
            ],
            [
                new(PackStage.Log, $"Paste {label}.log.txt in configuration mode. The list global_access holds for all interfaces that have none of their own; where yours have one, write its name instead."),
                new(PackStage.Apply, $"Paste {label}.block.txt.", $"no access-list global_access extended permit ip any object-group {label} log"),
                new(PackStage.Verify, "The line counts what it stops.", $"show access-list global_access | include {label}"),
                new(PackStage.Rollback, "Take the line out, then the group.", $"no access-list global_access extended deny ip any object-group {label} log\nno object-group network {label}"),
            ],
            [.. leftOut]);
    }

    static PackText Commands(ContainDocument document, string action, string what)
    {
        var text = new PackText(document, "!").Head(what).Line($"object-group network {document.Label}");
        foreach (var block in ServerAddresses.Of(document, []))
        {
            text.Because(block).Line($" network-object host {block.Address}");
        }
        return text.Line($"access-list global_access line 1 extended {action} ip any object-group {document.Label} log");
    }
}
