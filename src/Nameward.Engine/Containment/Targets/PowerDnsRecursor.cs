using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>
/// PowerDNS Recursor 4.8 (documentation, "Response Policy Zones"): names, answers and name servers, by its Lua configuration. Triggers on
/// clients are left out: its packet cache gives what one client was answered to all others.
/// </summary>
sealed class PowerDnsRecursor : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "powerdns-recursor";

    /// <inheritdoc/>
    public string Product => "PowerDNS Recursor 4.8";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, zone) = (document.Label, RpzZone.NameOf(document));
        return new(Id, Product,
            [
                RpzZone.Write(document, RpzZone.Triggers.All & ~RpzZone.Triggers.Client, leftOut),
                Policy(document, "stage 1: counts what would be blocked, and answers as before", ", defpol=Policy.NoAction").As($"{label}.log.lua"),
                Policy(document, "stage 2: blocks; load it instead of stage 1", "").As($"{label}.block.lua"),
            ],
            [
                new(PackStage.Log, $"Copy {zone} and {label}.log.lua into /etc/powerdns, and end the file that lua-config-file names with: dofile('/etc/powerdns/{label}.log.lua')", "rec_control reload-lua-config"),
                new(PackStage.Log, "Count the would-be hits for a day.", "rec_control get policy-result-noaction"),
                new(PackStage.Apply, $"Load {label}.block.lua instead.", "rec_control reload-lua-config"),
                new(PackStage.Verify, $"The list answers for a name of its own: {Canary.Address}.", $"dig @127.0.0.1 {Canary.NameOf(document)} A +short"),
                new(PackStage.Rollback, $"Take the dofile out again, and delete {zone}.", $"rec_control reload-lua-config && rm /etc/powerdns/{zone}"),
            ],
            [.. leftOut]);
    }

    static PackText Policy(ContainDocument document, string what, string more) =>
        new PackText(document, "--").Head(what).Line($"rpzFile('/etc/powerdns/{RpzZone.NameOf(document)}', {{policyName='{document.Label}'{more}}})");
}
