using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>Pi-hole from FTL 5.22 on, whose lists take <c>||name^</c> for a name with all below it. What a blocked query gets is a setting of all lists there.</summary>
sealed class PiHole : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "pi-hole";

    /// <inheritdoc/>
    public string Product => "Pi-hole 5.22 and later";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, canary) = (document.Label, Canary.NameOf(document));
        var text = new PackText(document, "!").Head("blocks; a list of names").Line($"||{canary}^");
        foreach (var (block, name) in PlainName.Zones(document, leftOut, "lists hold the names that are asked for alone"))
        {
            text.Because(block).Line($"||{name}^");
        }
        return new(Id, Product, [text.As($"{label}.txt")],
            [
                new(PackStage.Log, "Lists cannot log without blocking: look at the preview above instead."),
                new(PackStage.Apply, $"Copy {label}.txt to /etc/pihole, add file:///etc/pihole/{label}.txt under Lists with {label} as its comment, and load it.", "pihole -g"),
                new(PackStage.Verify, "The list is told to hold a name of its own.", $"pihole -q {canary}"),
                new(PackStage.Rollback, "Delete the list, and load the rest.", $"rm /etc/pihole/{label}.txt && pihole -g"),
            ],
            [.. leftOut]);
    }
}
