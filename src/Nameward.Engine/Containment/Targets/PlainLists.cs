using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>
/// Plain lists, one value a line, "#" before comments: for what fetches lists by itself (URL table aliases of pfSense and OPNsense, external dynamic lists of Palo Alto, threat feeds of Fortinet, upload to
/// resolvers in the cloud).
/// </summary>
sealed class PlainLists : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "lists";

    /// <inheritdoc/>
    public string Product => "Plain lists, for what fetches them";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Firewall;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var label = document.Label;
        var names = new PackText(document, "#").Head("zones, each with all below it").Line(Canary.NameOf(document));
        foreach (var (block, name) in PlainName.Zones(document, [], ""))
        {
            names.Because(block).Line(name);
        }
        leftOut.AddRange(document.Blocked.Where(block => block.Kind is BlockKind.NameServer or BlockKind.Client || (block.Kind == BlockKind.Zone && PlainName.Of(block) is null)).Select(block => (block, block.Kind == BlockKind.Zone ? PlainName.Why : "lists hold zones and servers alone")));
        return new(Id, Product, [names.As($"{label}.names.txt"), ServerAddresses.Listed(document)],
            [
                new(PackStage.Log, "Let a rule that logs and lets pass fetch them first, where the product has one."),
                new(PackStage.Apply, "Serve them where the product fetches lists from, and name the list in a rule that blocks: as a URL table alias of pfSense or OPNsense, an external dynamic list of PAN-OS, an external threat feed of FortiOS."),
                new(PackStage.Verify, $"The list of names holds one of its own, {Canary.NameOf(document)}."),
                new(PackStage.Rollback, "Take the rule out, and the lists."),
            ],
            [.. leftOut]);
    }
}
