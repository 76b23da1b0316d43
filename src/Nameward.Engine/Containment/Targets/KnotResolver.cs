using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>
/// Knot Resolver 5 (documentation 5.6, "Response policy zones"): names alone. Its policy.rpz takes what to do for "CNAME ." as a function, so that stage 1 logs and lets pass.
/// </summary>
sealed class KnotResolver : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "knot-resolver";

    /// <inheritdoc/>
    public string Product => "Knot Resolver 5.6";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, zone) = (document.Label, RpzZone.NameOf(document));
        return new(Id, Product,
            [
                RpzZone.Write(document, RpzZone.Triggers.Name, leftOut),
                Log(document),
                new PackText(document, "--").Head("stage 2: blocks; load it instead of stage 1")
                    .Lines("modules.load('policy')", $"policy.add(policy.rpz(policy.DENY, '{zone}'))").As($"{label}.block.lua"),
            ],
            [
                new(PackStage.Log, $"Copy {zone} and {label}.log.lua into kresd's working folder, and end its configuration with: dofile('{label}.log.lua')", "systemctl restart kresd@1"),
                new(PackStage.Log, $"Would-be hits stand in the log as \"{label}\". Give them a day."),
                new(PackStage.Apply, $"Load {label}.block.lua instead.", "systemctl restart kresd@1"),
                new(PackStage.Verify, $"The list answers for a name of its own: {Canary.Address}.", $"dig @127.0.0.1 {Canary.NameOf(document)} A +short"),
                new(PackStage.Rollback, $"Take the dofile out again, and delete {zone}.", $"systemctl restart kresd@1 && rm {zone}"),
            ],
            [.. leftOut]);
    }

    static PackFile Log(ContainDocument document)
    {
        var text = new PackText(document, "--").Head("stage 1: logs who asks for the names, and answers as before").Lines("modules.load('policy')", "policy.add(policy.suffix(function (_, req)",
            $"  log('{document.Label}: would block %s', kres.dname2str(req:current():name()))", "end, policy.todnames({");
        foreach (var (_, name) in PlainName.Zones(document, [], ""))
        {
            text.Line($"  '{name}.',");
        }
        return text.Line("})))").As($"{document.Label}.log.lua");
    }
}
