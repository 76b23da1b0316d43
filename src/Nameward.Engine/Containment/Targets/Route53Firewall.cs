using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>
/// Amazon Route 53 Resolver DNS Firewall (AWS CLI 2, "route53resolver"): a list of domains with a rule that first alerts and then blocks. A domain of a list holds letters, digits and dashes, after an asterisk
/// where all below it is meant.
/// </summary>
sealed class Route53Firewall : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "route53-dns-firewall";

    /// <inheritdoc/>
    public string Product => "Route 53 Resolver DNS Firewall";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var label = document.Label;
        var text = new PackText(document, "#").Line(Canary.NameOf(document));
        foreach (var (block, name) in PlainName.Zones(document, leftOut, "lists hold the names that are asked for alone"))
        {
            if (name.Contains('_', StringComparison.Ordinal))
            {
                leftOut.Add((block, "a list of this product takes letters, digits and dashes alone"));
                continue;
            }
            text.Lines(name, $"*.{name}");
        }
        var list = $"$(aws route53resolver list-firewall-domain-lists --query \"FirewallDomainLists[?Name=='{label}'].Id\" --output text)";
        return new(Id, Product, [text.As($"{label}.domains.txt")],
            [
                new(PackStage.Log, "Make the list.", $"aws route53resolver create-firewall-domain-list --name {label} && aws route53resolver update-firewall-domains --firewall-domain-list-id {list} --operation ADD --domains $(cat {label}.domains.txt)"),
                new(PackStage.Log, "Add a rule that alerts to your rule group, the id of which stands in GROUP. Would-be hits stand in the query log with firewall_rule_action ALERT. Give them a day.", $"aws route53resolver create-firewall-rule --firewall-rule-group-id \"$GROUP\" --firewall-domain-list-id {list} --priority 100 --action ALERT --name {label}"),
                new(PackStage.Apply, "Let it block.", $"aws route53resolver update-firewall-rule --firewall-rule-group-id \"$GROUP\" --firewall-domain-list-id {list} --action BLOCK {Answer(document)}"),
                new(PackStage.Verify, "From a host of the VPC, a name of its own is answered by the rule, and the query log names the list.", $"dig {Canary.NameOf(document)} A"),
                new(PackStage.Rollback, "Delete the rule, then the list.", $"aws route53resolver delete-firewall-rule --firewall-rule-group-id \"$GROUP\" --firewall-domain-list-id {list} && aws route53resolver delete-firewall-domain-list --firewall-domain-list-id {list}"),
            ],
            [.. leftOut]);
    }

    // A block leads to a name and to no address: a sinkhole needs a name of your own, which stands in SINKHOLE.
    static string Answer(ContainDocument document) => document.Request.Action switch
    {
        BlockAction.NxDomain => "--block-response NXDOMAIN",
        BlockAction.NoData => "--block-response NODATA",
        _ => "--block-response OVERRIDE --block-override-domain \"$SINKHOLE\" --block-override-dns-type CNAME --block-override-ttl 60",
    };
}
