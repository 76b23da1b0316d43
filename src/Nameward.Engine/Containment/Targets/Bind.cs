using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>BIND 9 (Administrator Reference Manual 9.18, "Response Policy Zones"): names, answers and name servers. <c>policy disabled</c> logs what it would do.</summary>
sealed class Bind : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "bind";

    /// <inheritdoc/>
    public string Product => "BIND 9.18";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, zone) = (document.Label, RpzZone.NameOf(document));
        var list = RpzZone.Write(document, RpzZone.Triggers.All, leftOut);
        return new(Id, Product,
            [
                list,
                new PackText(document, "//").Head("the policy zone; include it beside the other zones")
                    .Line($"zone \"{zone}\" {{ type primary; file \"{zone}\"; allow-query {{ localhost; }}; allow-transfer {{ none; }}; }};").As($"{label}.zone.conf"),
                Policy(document, $"{label}.log.conf", "stage 1: logs what would be blocked; include it in the options statement", " policy disabled"),
                Policy(document, $"{label}.block.conf", "stage 2: blocks; include it in the options statement instead of stage 1", ""),
            ],
            [
                new(PackStage.Log, $"Copy {zone} into BIND's working folder, include {label}.zone.conf, and {label}.log.conf inside options; a server that has a response-policy statement gets the zone as its first instead."),
                new(PackStage.Log, "Check and load it.", $"named-checkzone {zone} {zone} && named-checkconf && rndc reconfig"),
                new(PackStage.Log, "Would-be hits stand in the category rpz of the log, as \"disabled rpz\". Give them a day."),
                new(PackStage.Apply, $"Include {label}.block.conf instead of {label}.log.conf.", "named-checkconf && rndc reconfig"),
                new(PackStage.Verify, $"The list answers for a name of its own: {Canary.Address}.", $"dig @127.0.0.1 {Canary.NameOf(document)} A +short"),
                new(PackStage.Rollback, $"Take both includes out again, and delete {zone}.", $"rndc reconfig && rndc flush && rm {zone}"),
            ],
            [.. leftOut]);
    }

    // Without "qname-wait-recurse no" the adversary's server would be asked first, and see the query that is blocked.
    static PackFile Policy(ContainDocument document, string name, string what, string policy) => new PackText(document, "//").Head(what)
        .Line($"response-policy {{ zone \"{RpzZone.NameOf(document)}\"{policy} log yes; }} qname-wait-recurse no break-dnssec yes;").As(name);
}
