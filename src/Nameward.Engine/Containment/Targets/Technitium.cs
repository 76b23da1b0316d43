using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>Technitium DNS Server 13 ("Settings, Blocking"): a list of names, each with all below it. What a blocked name is answered is a setting of the server.</summary>
sealed class Technitium : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "technitium";

    /// <inheritdoc/>
    public string Product => "Technitium DNS Server 13";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, canary) = (document.Label, Canary.NameOf(document));
        var text = new PackText(document, "#").Head("blocks; a list of names").Line(canary);
        foreach (var (block, name) in PlainName.Zones(document, leftOut, "lists hold the names that are asked for alone"))
        {
            text.Because(block).Line(name);
        }
        return new(Id, Product, [text.As($"{label}.txt")],
            [
                new(PackStage.Log, "Lists cannot log without blocking: look at the preview above instead."),
                new(PackStage.Apply, $"Settings, Blocking, Allow / Block List URLs: add the address where you serve {label}.txt, and save. The blocking type there says what a blocked name is answered."),
                new(PackStage.Verify, "A name of its own is blocked: the report names the list.", $"dig @127.0.0.1 {canary} TXT +short"),
                new(PackStage.Rollback, $"Delete the address of {label}.txt there, and save."),
            ],
            [.. leftOut]);
    }
}
