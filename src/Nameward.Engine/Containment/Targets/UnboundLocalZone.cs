using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>Unbound without the response-ip module (unbound.conf(5) 1.17, "local-zone"): names alone. It can be taken in and out while the server runs.</summary>
sealed class UnboundLocalZone : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "unbound-local-zone";

    /// <inheritdoc/>
    public string Product => "Unbound 1.17, without RPZ";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, canary) = (document.Label, Canary.NameOf(document));
        var log = new PackText(document, "#").Head("stage 1: logs who asks for the names, and answers as before").Line("server:");
        var block = new PackText(document, "#").Head("stage 2: blocks; include it instead of stage 1").Lines("server:", $"  local-zone: \"{canary}\" redirect", $"  local-data: \"{canary} 300 IN A {Canary.Address}\"");
        foreach (var (one, name) in PlainName.Zones(document, leftOut, "local zones act on the names that are asked for alone"))
        {
            log.Because(one).Line($"  local-zone: \"{name}.\" inform");
            block.Because(one).Lines([.. Answered(document, name)]);
        }
        return new(Id, Product, [log.As($"{label}.log.conf"), block.As($"{label}.block.conf")],
            [
                new(PackStage.Log, $"Include {label}.log.conf: queries for the names are logged, and answered as before. Give it a day.", "unbound-checkconf && unbound-control reload"),
                new(PackStage.Apply, $"Include {label}.block.conf instead.", "unbound-checkconf && unbound-control reload"),
                new(PackStage.Verify, $"The list answers for a name of its own: {Canary.Address}.", $"dig @127.0.0.1 {canary} A +short"),
                new(PackStage.Rollback, "Take the include out again.", "unbound-control reload"),
            ],
            [.. leftOut]);
    }

    static IEnumerable<string> Answered(ContainDocument document, string name)
    {
        switch (document.Request.Action)
        {
            case BlockAction.NxDomain:
                return [$"  local-zone: \"{name}.\" always_nxdomain"];
            case BlockAction.NoData:
                return [$"  local-zone: \"{name}.\" always_nodata"];
            default:
                var sinkhole = document.Request.Sinkhole;
                return [$"  local-zone: \"{name}.\" redirect", $"  local-data: \"{name}. 300 IN {(sinkhole.IsV4 ? "A" : "AAAA")} {sinkhole}\""];
        }
    }
}
