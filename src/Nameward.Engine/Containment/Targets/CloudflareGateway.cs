using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>
/// Cloudflare Zero Trust Gateway ("Lists", "DNS policies"): lists as CSV files of value and description, which a DNS policy names: "Domain in list" is a name and all below it, "Resolved IP in list" an address in
/// answers.
/// </summary>
sealed class CloudflareGateway : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "cloudflare-gateway";

    /// <inheritdoc/>
    public string Product => "Cloudflare Zero Trust Gateway";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var label = document.Label;
        var (names, addresses) = (new PackText(document, "#").Line($"{Canary.NameOf(document)},{label} check"), new PackText(document, "#"));
        foreach (var block in document.Blocked)
        {
            if (block.Kind == BlockKind.Zone && PlainName.Of(block) is { } name)
            {
                names.Line($"{name},{label}");
            }
            else if (block.Kind == BlockKind.AnswerAddress)
            {
                addresses.Line($"{block.Address},{label}");
            }
            else
            {
                leftOut.Add((block, block.Kind == BlockKind.Zone ? PlainName.Why : "a DNS policy acts on names and on addresses in answers alone"));
            }
        }
        var hasAddresses = document.Blocked.Any(block => block.Kind == BlockKind.AnswerAddress);
        return new(Id, Product, [names.As($"{label}.domains.csv"), .. hasAddresses ? [addresses.As($"{label}.addresses.csv")] : ImmutableArray<PackFile>.Empty],
            [
                new(PackStage.Log, $"My Team, Lists, Upload CSV: {label} of type Domains from {label}.domains.csv{(hasAddresses ? $", {label}-addresses of type IPs from {label}.addresses.csv" : "")}. Gateway logs all queries: look there who asks for the names, for a day."),
                new(PackStage.Apply, $"Gateway, Firewall policies, DNS: a policy {label} with Domain in list {label}{(hasAddresses ? $", or Resolved IP in list {label}-addresses" : "")}; action Block."),
                new(PackStage.Verify, "A name of its own is blocked.", $"dig {Canary.NameOf(document)} A +short"),
                new(PackStage.Rollback, $"Delete the policy {label}, then its lists."),
            ],
            [.. leftOut]);
    }
}
