using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Targets;

/// <summary>Cisco Umbrella ("Add a DNS Destination List"): a list of domains, each with all below it, one a line and no comments. What a blocked name is answered is Umbrella's.</summary>
sealed class CiscoUmbrella : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "cisco-umbrella";

    /// <inheritdoc/>
    public string Product => "Cisco Umbrella, DNS policy";

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var label = document.Label;
        var text = new PackText(document, "#");
        foreach (var (_, name) in PlainName.Zones(document, leftOut, "a DNS destination list that blocks holds names alone"))
        {
            text.Line(name);
        }
        return new(Id, Product, [text.As($"{label}.txt")],
            [
                new(PackStage.Log, "A destination list cannot log without blocking: look at the preview above, and at Activity Search for the names."),
                new(PackStage.Apply, $"Policy Components, Destination Lists: add a list {label} of type Block for DNS policies, upload {label}.txt, and add the list to the policy."),
                new(PackStage.Verify, "The policy tester says that the list blocks a name. Do not ask for one of the names to try it."),
                new(PackStage.Rollback, $"Take {label} out of the policy, and delete it."),
            ],
            [.. leftOut]);
    }
}
