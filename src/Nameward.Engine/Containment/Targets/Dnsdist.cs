using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>dnsdist 1.7 (documentation, "Rule Actions"): names with all below them, before the query reaches a resolver.</summary>
sealed class Dnsdist : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "dnsdist";

    /// <inheritdoc/>
    public string Product => "dnsdist 1.7";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, canary) = (document.Label, Canary.NameOf(document));
        var sinkhole = document.Request.Sinkhole;
        var action = document.Request.Action switch
        {
            BlockAction.NxDomain => "RCodeAction(DNSRCode.NXDOMAIN)",
            BlockAction.NoData => "RCodeAction(DNSRCode.NOERROR)",
            _ => $"SpoofAction('{sinkhole}')",
        };
        return new(Id, Product,
            [
                Names(document, "stage 1: logs who asks for the names, and answers as before", leftOut)
                    .Line($"addAction(SuffixMatchNodeRule(names), LogAction('{label}.log', false, true, false), {{name='{label}'}})").As($"{label}.log.lua"),
                Names(document, "stage 2: blocks; load it instead of stage 1", [])
                    .Lines($"addAction(SuffixMatchNodeRule(names), {action}, {{name='{label}'}})", $"addAction(QNameRule('{canary}.'), SpoofAction('{Canary.Address}'), {{name='{label}-check'}})").As($"{label}.block.lua"),
            ],
            [
                new(PackStage.Log, $"Copy {label}.log.lua beside dnsdist.conf, and let its rules begin with: dofile('/etc/dnsdist/{label}.log.lua')", "dnsdist --check-config && systemctl restart dnsdist"),
                new(PackStage.Log, $"Would-be hits stand in {label}.log of the working folder. Give them a day."),
                new(PackStage.Apply, $"Load {label}.block.lua instead.", "dnsdist --check-config && systemctl restart dnsdist"),
                new(PackStage.Verify, $"The list answers for a name of its own: {Canary.Address}.", $"dig @127.0.0.1 {canary} A +short"),
                new(PackStage.Rollback, "Take the dofile out again; while it runs, the rules can be taken out by their names.", $"dnsdist -e \"rmRule('{label}'); rmRule('{label}-check')\""),
            ],
            [.. leftOut]);
    }

    static PackText Names(ContainDocument document, string what, List<(Block, string)> leftOut)
    {
        var text = new PackText(document, "--").Head(what).Line("local names = newSuffixMatchNode()");
        foreach (var (block, name) in PlainName.Zones(document, leftOut, "these rules act on the names that are asked for alone"))
        {
            text.Because(block).Line($"names:add(newDNSName('{name}.'))");
        }
        return text;
    }
}
