using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>AdGuard Home 0.107 (DNS filtering syntax, "dnsrewrite"): names with all below them, as a list of filters.</summary>
sealed class AdGuardHome : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "adguard-home";

    /// <inheritdoc/>
    public string Product => "AdGuard Home 0.107";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, canary) = (document.Label, Canary.NameOf(document));
        var action = document.Request.Action switch
        {
            BlockAction.NxDomain => "NXDOMAIN",
            BlockAction.NoData => "NOERROR",
            _ => document.Request.Sinkhole.ToString(),
        };
        var text = new PackText(document, "!").Head("blocks; a list of filters").Line($"||{canary}^$dnsrewrite={Canary.Address}");
        foreach (var (block, name) in PlainName.Zones(document, leftOut, "filters act on the names that are asked for alone"))
        {
            text.Because(block).Line($"||{name}^$dnsrewrite={action}");
        }
        return new(Id, Product, [text.As($"{label}.txt")],
            [
                new(PackStage.Log, "Filters cannot log without blocking: look at the preview above instead."),
                new(PackStage.Apply, $"Filters, DNS blocklists, Add a custom list, with {label} as its name, from where you serve {label}.txt."),
                new(PackStage.Verify, $"The list answers for a name of its own: {Canary.Address}.", $"dig @127.0.0.1 {canary} A +short"),
                new(PackStage.Rollback, $"Delete the list {label}."),
            ],
            [.. leftOut]);
    }
}
