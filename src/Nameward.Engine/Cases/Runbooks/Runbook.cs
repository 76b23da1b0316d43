using System.Collections.Immutable;

namespace Nameward.Engine.Cases.Runbooks;

/// <summary>
/// The analyst's runbook, filled in from the triage record and from nothing else: each of its rows, in its order, with what was found, what could not be seen and what to do next.
/// </summary>
public static class Runbook
{
    static readonly ImmutableArray<Func<TriageDocument, RunbookRow>> Rows =
        [TechniqueRow.Of, LogSourcesRow.Of, KeyIndicatorsRow.Of, QuestionsRow.Of, DecisionRow.Of, FirstLevelRow.Of, SecondLevelRow.Of, ContainmentRow.Of];

    /// <summary>The rows, in the runbook's order.</summary>
    public static ImmutableArray<RunbookRow> Of(TriageDocument document) => [.. Rows.Select(row => row(document))];

    /// <summary>The findings at watch or above, gravest first.</summary>
    internal static ImmutableArray<TriageFinding> Watched(this TriageDocument document) => [.. document.Findings.Where(finding => finding.Level is "critical" or "high" or "medium")];

    /// <summary>The ids of findings.</summary>
    internal static ImmutableArray<string> Ids(this IEnumerable<TriageFinding> findings) => [.. findings.Select(finding => finding.Id)];
}
