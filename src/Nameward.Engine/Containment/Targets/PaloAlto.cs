using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>Palo Alto Networks PAN-OS 10 and later (configuration mode, set commands): an address group and a rule of their own, first of all.</summary>
sealed class PaloAlto : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "palo-alto";

    /// <inheritdoc/>
    public string Product => "Palo Alto PAN-OS 10 and later";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Firewall;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var (label, addresses) = (document.Label, ServerAddresses.Of(document, leftOut));
        return addresses.IsEmpty ? ServerAddresses.NothingFor(this, leftOut) : new(Id, Product,
            [
                Commands(document, "allow").As($"{label}.log.set"),
                Commands(document, "deny").As($"{label}.block.set"),
                new PackText(document, "#").Lines($"delete rulebase security rules {label}", $"delete address-group {label}").Lines([.. addresses.Select((_, index) => $"delete address {label}-{index + 1}")]).As($"{label}.rollback.set"),
            ],
            [
                new(PackStage.Log, $"In configuration mode, paste {label}.log.set: a rule that logs and lets pass. It stands before all others, so that it lets pass what they would stop: use it where these addresses are allowed today.", "commit"),
                new(PackStage.Apply, $"Paste {label}.block.set.", "commit"),
                new(PackStage.Verify, "The rule counts what it stops.", $"show rule-hit-count vsys vsys-name vsys1 rule-base security rules list {label}"),
                new(PackStage.Rollback, $"Paste {label}.rollback.set.", "commit"),
            ],
            [.. leftOut]);
    }

    static PackText Commands(ContainDocument document, string action)
    {
        var label = document.Label;
        // The command line knows no comments.
        var text = new PackText(document, "#");
        var addresses = ServerAddresses.Of(document, []);
        for (var i = 0; i < addresses.Length; i++)
        {
            text.Line($"set address {label}-{i + 1} ip-netmask {addresses[i].Address}/{(addresses[i].Address.IsV4 ? 32 : 128)}");
        }
        return text.Lines($"set address-group {label} static [ {string.Join(' ', addresses.Select((_, index) => $"{label}-{index + 1}"))} ]",
            $"set rulebase security rules {label} from any to any source any destination {label} application any service any action {action} log-end yes",
            $"move rulebase security rules {label} top");
    }
}
