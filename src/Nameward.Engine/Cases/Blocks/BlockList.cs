using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>Everything of a case that can be blocked, each once, with what speaks against it.</summary>
static class BlockList
{
    /// <summary>The list: zones, then name servers, then addresses, each in the order of the record.</summary>
    /// <param name="request">What is to be contained.</param>
    /// <param name="site">What the site says of itself.</param>
    /// <param name="isRelay">Whether a client asks for others; null where nobody looked.</param>
    public static ImmutableArray<Block> Of(ContainRequest request, SiteFacts site, Func<Address, bool>? isRelay = null)
    {
        var found = request.Case.Findings.SelectMany(finding => Of(finding, request.Quarantine).Select(candidate => (finding, candidate))).ToList();
        return [.. found.GroupBy(pair => (pair.candidate.Kind, Value: ValueOf(pair.candidate))).OrderBy(group => group.Key.Kind)
            .Select(group => Block([.. group], request, trait => Refusal(trait, site, isRelay)))];
    }

    static Block Block(ImmutableArray<(ContainedFinding Finding, ContainedTrait Trait)> same, ContainRequest request, Func<ContainedTrait, Sentence?> refuse)
    {
        var (finding, trait) = same[0];
        var refusal = same.Select(one => refuse(one.Trait)).FirstOrDefault(one => one is not null);
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

    static IEnumerable<ContainedTrait> Of(ContainedFinding finding, bool withClients)
    {
        var known = finding.Traits.Where(trait => trait.Kind == BlockKind.Zone).Select(trait => HostileText.Name(trait.Name)).ToHashSet();
        var zones = finding.Zones.Where(zone => !known.Contains(HostileText.Name(zone))).Select(zone => new ContainedTrait(BlockKind.Zone, zone, default, false, 0, Sentence.Of("")));
        // The server of a channel in a zone is the resolver that carried it, and no adversary's.
        var server = finding.Zones.IsEmpty && finding.Server is { } address && !finding.Traits.Any(trait => trait.Kind == BlockKind.Server && trait.Address == address)
            ? [new ContainedTrait(BlockKind.Server, [], address, false, 0, Sentence.Of(""))] : ImmutableArray<ContainedTrait>.Empty;
        var clients = withClients ? finding.Clients.Order().Select(client => new ContainedTrait(BlockKind.Client, [], client, false, 0, Sentence.Of(""))) : [];
        return [.. finding.Traits, .. zones, .. server, .. clients];
    }

    static Sentence? Refusal(ContainedTrait trait, SiteFacts site, Func<Address, bool>? isRelay) => BlockGuard.Refusal(trait.Kind, trait.Name, trait.Address, site, isRelay) ?? (trait.IsCommon || trait.Others > 0 ? trait.Why : null);

    static Sentence Reason(ContainedFinding finding, ContainedTrait trait)
    {
        var what = trait.Kind switch
        {
            BlockKind.Zone => "the zone of",
            BlockKind.NameServer => "a name server of",
            BlockKind.NameServerAddress => "where a name server stands of",
            BlockKind.AnswerAddress => "where names lead to of",
            BlockKind.Client => "a host of",
            _ => "the server of",
        };
        return Sentence.Of($"{what} {finding.Id}, {finding.Level}{(finding.Tool is { } tool ? $", a channel of {tool}" : "")}");
    }

    static HostileText ValueOf(ContainedTrait trait) => trait.Kind is BlockKind.Zone or BlockKind.NameServer ? HostileText.Name(trait.Name) : HostileText.Address(trait.Address);
}
