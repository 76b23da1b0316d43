using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>pfSense 2.7 and OPNsense 24 ("Aliases"): a table of addresses of its own, which rules name and which can be filled and emptied while the firewall runs.</summary>
sealed class PfSense : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "pfsense";

    /// <inheritdoc/>
    public string Product => "pfSense 2.7, OPNsense 24";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Firewall;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var label = document.Label;
        if (ServerAddresses.Of(document, leftOut).IsEmpty)
        {
            return ServerAddresses.NothingFor(this, leftOut);
        }
        // Names of aliases hold letters, digits and underscores.
        var alias = label.Replace('-', '_');
        return new(Id, Product, [ServerAddresses.Listed(document)],
            [
                new(PackStage.Log, $"Firewall, Aliases: an alias {alias} of type URL Table (IPs) with the address where you serve {label}.addresses.txt. A floating rule: action Pass, quick, direction out, destination {alias}, with Log. Give it a day."),
                new(PackStage.Apply, "Set the action of the rule to Block, and kill the states to the servers.", $"for a in $(grep -v '^#' {label}.addresses.txt); do pfctl -k 0.0.0.0/0 -k $a; pfctl -k ::/0 -k $a; done"),
                new(PackStage.Verify, "The table holds the addresses, and the rule counts what it stops.", $"pfctl -t {alias} -T show && pfctl -vvsr | grep -A 2 {alias}"),
                new(PackStage.Rollback, $"Delete the rule, then the alias {alias}."),
            ],
            [.. leftOut]);
    }
}
