using System.Collections.Immutable;

namespace Nameward.Engine.Cases;

/// <summary>What a triage leaves to hold later cases against.</summary>
public static class CaseTraits
{
    /// <summary>Most traits that one case keeps, those of the gravest findings: a case of more is linked by these.</summary>
    public const int Most = 1000;

    /// <summary>The traits of the findings at watch or above, each once, of the gravest finding first; of suppressed findings none, and none that links nothing.</summary>
    public static ImmutableArray<CaseTrait> Of(TriageDocument document) => Of(document.Findings);

    internal static ImmutableArray<CaseTrait> Of(IEnumerable<TriageFinding> findings) =>
        [.. findings.Where(IsLinked).SelectMany(finding => finding.Traits.Where(trait => trait.Bits > 0).Select(trait => (Trait: trait, Finding: finding)))
            .GroupBy(item => (item.Trait.Kind, item.Trait.Value)).Take(Most)
            .Select(same => new CaseTrait(same.Key.Kind, same.Key.Value, same.Min(item => item.Finding.FirstSeen), same.Max(item => item.Finding.LastSeen), [.. same.Select(item => item.Finding.Id).Distinct()])
            {
                Weight = same.MinBy(item => item.Trait.Bits).Trait.Weight,
            })];

    /// <summary>Whether a finding is grave enough to link cases by.</summary>
    internal static bool IsLinked(TriageFinding finding) => finding is { Level: "critical" or "high" or "medium", Suppressed: null };
}
