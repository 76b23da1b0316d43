using System.Collections.Immutable;

namespace Nameward.Engine.Cases;

/// <summary>What a triage leaves to hold later cases against.</summary>
public static class CaseTraits
{
    /// <summary>Most traits that one case keeps, the strongest: a case of more is linked by these.</summary>
    public const int Most = 1000;

    /// <summary>The traits of the findings at watch or above, strongest first, each once; of suppressed findings none.</summary>
    public static ImmutableArray<CaseTrait> Of(TriageDocument document) =>
        [.. document.Findings.Where(IsLinked).SelectMany(finding => finding.Traits.Select(trait => (Trait: trait, Finding: finding)))
            .GroupBy(item => (item.Trait.Kind, item.Trait.Value))
            .Select(same => new CaseTrait(same.Key.Kind, same.Key.Value, same.Min(item => item.Finding.FirstSeen), same.Max(item => item.Finding.LastSeen), [.. same.Select(item => item.Finding.Id).Distinct()])
            {
                Bits = same.Min(item => item.Trait.Bits),
            })
            .OrderByDescending(trait => trait.Bits).ThenBy(trait => trait.Kind, StringComparer.Ordinal).ThenBy(trait => trait.Value).Take(Most)];

    /// <summary>Whether a finding is grave enough to link cases by.</summary>
    internal static bool IsLinked(TriageFinding finding) => finding.Level is "critical" or "high" or "medium" && finding.Suppressed is null;
}
