using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>Unbound with a response policy zone (unbound.conf(5) 1.17, "Response Policy Zone Options"): names, answers and name servers. <c>rpz-action-override: disabled</c> logs what it would do.</summary>
sealed class Unbound : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "unbound";

    /// <inheritdoc/>
    public string Product => "Unbound 1.17";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, zone) = (document.Label, RpzZone.NameOf(document));
        return new(Id, Product,
            [
                RpzZone.Write(document, RpzZone.Triggers.All, leftOut),
                Policy(document, $"{label}.log.conf", "stage 1: logs what would be blocked", ["  rpz-action-override: disabled"]),
                Policy(document, $"{label}.block.conf", "stage 2: blocks; include it instead of stage 1", []),
            ],
            [
                new(PackStage.Log, $"Copy {zone} into Unbound's working folder (directory:), and include {label}.log.conf. The configuration must have \"respip\" first in module-config: \"respip validator iterator\"."),
                new(PackStage.Log, "Check and load it.", "unbound-checkconf && unbound-control reload"),
                new(PackStage.Log, $"Would-be hits stand in the log as \"rpz: applied [{label}]\". Give them a day."),
                new(PackStage.Apply, $"Include {label}.block.conf instead of {label}.log.conf.", "unbound-checkconf && unbound-control reload"),
                new(PackStage.Verify, $"The list answers for a name of its own: {Canary.Address}.", $"dig @127.0.0.1 {Canary.NameOf(document)} A +short"),
                new(PackStage.Rollback, $"Take the include out again, and delete {zone}.", $"unbound-control reload && rm {zone}"),
            ],
            [.. leftOut]);
    }

    static PackFile Policy(ContainDocument document, string name, string what, string[] more)
    {
        var zone = RpzZone.NameOf(document);
        return new PackText(document, "#").Head(what).Lines("rpz:", $"  name: \"{zone}\"", $"  zonefile: \"{zone}\"", "  rpz-log: yes", $"  rpz-log-name: \"{document.Label}\"").Lines(more).As(name);
    }
}
