using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// Links cases, and findings of one case, that share what strangers seldom share (docs/links.md). It is said with its reasons and decides nothing.
/// </summary>
/// <param name="cases">The kept cases.</param>
/// <param name="strangers">What the store remembers of who else has a trait.</param>
public sealed class CaseLinks(ImmutableArray<PastCase> cases, IStrangers strangers)
{
    /// <summary>Bits from which two are linked: of 256 pairs of strangers one is as like.</summary>
    public const double LinkedFrom = 8;

    /// <summary>Most cases or findings that one trait leads to, the latest: what more have is common.</summary>
    const int MostHolders = 64;

    const int MostLinks = 20;

    readonly Dictionary<(string Kind, HostileText Value), long> _elsewhere = [];
    readonly ILookup<(string Kind, HostileText Value), PastCase> _holders =
        cases.OrderByDescending(one => one.Number).SelectMany(one => one.Traits.Select(trait => (trait.Key, Case: one))).ToLookup(item => item.Key, item => item.Case);

    readonly Dictionary<(string Kind, HostileText Value), (int All, int Benign)> _having = cases.SelectMany(one => one.Traits.Select(trait => (trait.Key, one.IsBenign))).GroupBy(item => item.Key)
        .ToDictionary(same => same.Key, same => (same.Count(), same.Count(item => item.IsBenign)));

    readonly int _benign = cases.Count(one => one.IsBenign);

    /// <summary>The kept cases that share enough with a triage, most certain first.</summary>
    /// <param name="traits">What the triage has (<see cref="CaseTraits.Of(TriageDocument)"/>).</param>
    /// <param name="without">Number of the case that it belongs to itself; null where it is in none.</param>
    public ImmutableArray<RelatedCase> Of(ImmutableArray<CaseTrait> traits, long? without = null) => Of(traits, without is { } number ? cases.FirstOrDefault(one => one.Number == number) : null);

    ImmutableArray<RelatedCase> Of(ImmutableArray<CaseTrait> traits, PastCase? own) =>
        [.. traits.SelectMany(trait => _holders[trait.Key].Take(MostHolders)).Distinct().Where(one => one != own)
            .Select(one => Related(traits, one, own)).OfType<RelatedCase>()
            .OrderByDescending(related => related.Bits).ThenByDescending(related => related.Case).Take(MostLinks)];

    /// <summary>The findings of one triage that share enough, most certain first.</summary>
    public static ImmutableArray<LinkedFindings> Within(ImmutableArray<TriageFinding> findings)
    {
        var watched = findings.Where(CaseTraits.IsLinked).ToList();
        var traits = watched.ToDictionary(finding => finding.Id, finding => CaseTraits.Of([finding]));
        var pairs = watched.SelectMany((finding, at) => traits[finding.Id].Select(trait => (trait.Key, At: at))).GroupBy(item => item.Key)
            .SelectMany(holders => Pairs([.. holders.Select(holder => holder.At).Take(MostHolders)])).Distinct().Order();
        return [.. pairs.Select(pair => Linked(watched[pair.First].Id, watched[pair.Second].Id, traits)).OfType<LinkedFindings>().OrderByDescending(link => link.Bits).Take(MostLinks)];
    }

    /// <summary>The cases that hang together by their links, the latest first; those that were closed as benign link nobody.</summary>
    public ImmutableArray<Campaign> Campaigns()
    {
        var leads = cases.Where(one => !one.IsBenign).ToList();
        var root = leads.ToDictionary(one => one.Number, one => one.Number);
        var links = leads.SelectMany(one => Of(one.Traits, one).Where(other => root.ContainsKey(other.Case)).Select(other => (One: one.Number, Other: other))).ToList();
        foreach (var (one, other) in links)
        {
            long a = RootOf(root, one), b = RootOf(root, other.Case);
            root[Math.Max(a, b)] = Math.Min(a, b);
        }
        return [.. leads.GroupBy(one => RootOf(root, one.Number)).Where(group => group.Count() > 1).Select(group => CampaignOf([.. group.OrderBy(one => one.Number)]))
            .OrderByDescending(campaign => campaign.Last).ThenBy(campaign => campaign.Cases[0])];
    }

    Campaign CampaignOf(ImmutableArray<PastCase> members)
    {
        var shared = members.SelectMany(one => one.Traits.Select(trait => (Case: one, Trait: trait))).GroupBy(item => item.Trait.Key)
            .Select(same => (Cases: same.Select(item => item.Case).Distinct().Count(), Shared: Weighed(same.First().Trait, same.First().Case, same.Last().Case)))
            .Where(same => same is { Cases: > 1, Shared.Bits: > 0 }).OrderByDescending(same => same.Cases).ThenByDescending(same => same.Shared.Bits).ThenBy(same => same.Shared.Trait.Value).Take(MostLinks);
        return new([.. members.Select(one => one.Number)], members.Min(one => one.Opened), members.Max(one => one.Opened),
            [.. shared.Select(same => Sentence.Of($"{same.Shared.Words} in {same.Cases} of {members.Length} cases"))]);
    }

    static long RootOf(Dictionary<long, long> root, long number)
    {
        while (root[number] != number)
        {
            number = root[number] = root[root[number]];
        }
        return number;
    }

    RelatedCase? Related(ImmutableArray<CaseTrait> traits, PastCase past, PastCase? own)
    {
        var has = past.Traits.DistinctBy(trait => trait.Key).ToDictionary(trait => trait.Key);
        var counted = SharedTrait.Counted(traits.Where(trait => has.ContainsKey(trait.Key)).Select(trait => Weighed(trait, past, own) with { SeenThere = has[trait.Key].LastSeen }));
        var bits = Sum(counted);
        return bits < LinkedFrom ? null : new(past.Number, past.Opened, past.Standing, past.Line, bits, [.. counted.Select(shared => shared.Words)],
            [.. counted.SelectMany(shared => shared.Trait.Findings).Distinct()]);
    }

    /// <summary>
    /// A shared trait beside those of strangers. What somebody holds is innocent where zones of nobody's case, or cases that were closed as benign, have it; a manner is as common as it is among the
    /// other cases.
    /// </summary>
    SharedTrait Weighed(CaseTrait trait, PastCase one, PastCase? other)
    {
        if (TraitKind.Of(trait.Kind) is not { } kind)
        {
            return default;
        }
        // The two that are compared are no strangers.
        var compared = new[] { one, other }.Count(past => past is not null && (past.IsBenign || !kind.IsHeld));
        var (all, benign) = _having.GetValueOrDefault(trait.Key);
        var having = Math.Max(0, (kind.IsHeld ? benign : all) - compared);
        var among = Math.Max(having, (kind.IsHeld ? _benign : cases.Length) - compared);
        var elsewhere = kind.IsHeld && kind.Id != TraitKind.Zone ? Elsewhere(trait) : 0;
        return new(kind, trait, trait.Weight.And(having + elsewhere, among + elsewhere).BitsOf(kind.Most));
    }

    long Elsewhere(CaseTrait trait) => _elsewhere.TryGetValue(trait.Key, out var known) ? known : _elsewhere[trait.Key] = strangers.Holding(trait);

    static LinkedFindings? Linked(string one, string other, Dictionary<string, ImmutableArray<CaseTrait>> traits)
    {
        var has = traits[other].Select(trait => trait.Key).ToHashSet();
        var counted = SharedTrait.Counted(traits[one].Where(trait => has.Contains(trait.Key)).Select(trait => TraitKind.Of(trait.Kind) is { } kind ? new SharedTrait(kind, trait, trait.Weight.BitsOf(kind.Most)) : default));
        return Sum(counted) is var bits && bits < LinkedFrom ? null : new([one, other], bits, [.. counted.Select(shared => shared.Words)]);
    }

    static double Sum(ImmutableArray<SharedTrait> counted) => Math.Round(counted.Sum(shared => shared.Bits), 1);

    static IEnumerable<(int First, int Second)> Pairs(ImmutableArray<int> holders) => holders.SelectMany((first, at) => holders.Skip(at + 1).Select(second => (first, second)));
}

/// <summary>Cases that hang together.</summary>
/// <param name="Cases">Their numbers, in order.</param>
/// <param name="First">When the first was opened, UTC.</param>
/// <param name="Last">When the last was.</param>
/// <param name="Reasons">What several of them have, what most have first.</param>
public sealed record Campaign(ImmutableArray<long> Cases, DateTime First, DateTime Last, ImmutableArray<Sentence> Reasons);
