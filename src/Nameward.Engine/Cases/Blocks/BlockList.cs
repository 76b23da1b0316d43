using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>Everything of a case that can be blocked, each once, with what speaks against it.</summary>
static class BlockList
{
    /// <summary>The list: zones, then name servers, then addresses, each in the order of the record.</summary>
    public static ImmutableArray<Block> Of(ContainRequest request, SiteFacts site)
    {
        var found = request.Case.Findings.SelectMany(finding => Of(finding).Select(candidate => (finding, candidate))).ToList();
        return [.. found.GroupBy(pair => (pair.candidate.Kind, Value: ValueOf(pair.candidate))).OrderBy(group => group.Key.Kind)
            .Select(group => Block([.. group], request, site))];
    }

    static Block Block(ImmutableArray<(ContainedFinding Finding, ContainedTrait Trait)> same, ContainRequest request, SiteFacts site)
    {
        var (finding, trait) = same[0];
        var refusal = same.Select(one => Refusal(one.Trait, site)).FirstOrDefault(one => one is not null);
        return new()
        {
            Kind = trait.Kind,
            Name = [.. trait.Name],
            Address = trait.Address,
            Findings = [.. same.Select(one => one.Finding.Id).Distinct()],
            Reason = Reason(finding, trait),
            Refusal = refusal,
            Justification = refusal is not null && request.Forced.TryGetValue(ValueOf(trait), out var why) ? why : null,
        };
    }

    static IEnumerable<ContainedTrait> Of(ContainedFinding finding)
    {
        var known = finding.Traits.Where(trait => trait.Kind == BlockKind.Zone).Select(trait => HostileText.Name(trait.Name)).ToHashSet();
        var zones = finding.Zones.Where(zone => !known.Contains(HostileText.Name(zone))).Select(zone => new ContainedTrait(BlockKind.Zone, zone, default, false, 0, Sentence.Of("")));
        // The server of a channel in a zone is the resolver that carried it, and no adversary's.
        var server = finding.Zones.IsEmpty && finding.Server is { } address && !finding.Traits.Any(trait => trait.Kind == BlockKind.Server && trait.Address == address)
            ? [new ContainedTrait(BlockKind.Server, [], address, false, 0, Sentence.Of(""))] : ImmutableArray<ContainedTrait>.Empty;
        return [.. finding.Traits, .. zones, .. server];
    }

    static Sentence? Refusal(ContainedTrait trait, SiteFacts site) => BlockGuard.Refusal(trait.Kind, trait.Name, trait.Address, site) ?? (trait.IsCommon || trait.Others > 0 ? trait.Why : null);

    static Sentence Reason(ContainedFinding finding, ContainedTrait trait)
    {
        var what = trait.Kind switch
        {
            BlockKind.Zone => "the zone of",
            BlockKind.NameServer => "a name server of",
            BlockKind.NameServerAddress => "where a name server stands of",
            BlockKind.AnswerAddress => "where names lead to of",
            _ => "the server of",
        };
        return Sentence.Of($"{what} {finding.Id}, {finding.Level}{(finding.Tool is { } tool ? $", a channel of {tool}" : "")}");
    }

    static HostileText ValueOf(ContainedTrait trait) => trait.Kind is BlockKind.Zone or BlockKind.NameServer ? HostileText.Name(trait.Name) : HostileText.Address(trait.Address);
}
