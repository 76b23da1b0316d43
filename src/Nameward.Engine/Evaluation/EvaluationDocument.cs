using System.Collections.Immutable;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Evaluation;

/// <summary>
/// Labelled evidence beside what was found in it (schema <c>nameward/evaluate/1</c>), from which every output of <c>evaluate</c> is rendered. Order is
/// that of the tables; two runs on the same evidence differ in <see cref="Run"/> alone.
/// </summary>
public sealed record EvaluationDocument
{
    /// <summary>Name and version of the schema.</summary>
    public const string SchemaName = "nameward/evaluate/1";

    static readonly ImmutableArray<int> Ranks = [10, 50];

    /// <summary>This run of the program.</summary>
    public required TriageRun Run { get; init; }
    /// <summary>Every labelled file.</summary>
    public required ImmutableArray<EvaluatedFile> Files { get; init; }
    /// <summary>Files whose format is not known: nothing of them counts.</summary>
    public required ImmutableArray<EvaluatedFile> Unread { get; init; }
    /// <summary>Every labelled session of the files that were read.</summary>
    public required ImmutableArray<EvaluatedSession> Sessions { get; init; }
    /// <summary>Sessions that have to be found: all, by label, tool, kind of evidence and rate.</summary>
    public required ImmutableArray<FoundSum> Found { get; init; }
    /// <summary>Sessions of less than <see cref="TruthSession.SmallBytes"/>.</summary>
    public required FoundSum Small { get; init; }
    /// <summary>Sessions that may be missed.</summary>
    public required FoundSum MayBeMissed { get; init; }
    /// <summary>How long it took.</summary>
    public required EscalationDelay Delay { get; init; }
    /// <summary>False alarms: in benign files, of other clients, and both.</summary>
    public required ImmutableArray<Quietness> Quiet { get; init; }
    /// <summary>Every finding that is false or to be ranked, highest bits first; those without a standing of their own (<see cref="Standing.Related"/>) left out.</summary>
    public required ImmutableArray<EvaluatedFinding> Ranked { get; init; }
    /// <summary>How many findings were left out of the ranking.</summary>
    public required int Related { get; init; }
    /// <summary>How many of the highest are true.</summary>
    public required ImmutableArray<Precision> Precision { get; init; }
    /// <summary>Names of tools.</summary>
    public required ToolNaming Tools { get; init; }

    /// <summary>False findings that escalate or are watched, highest bits first.</summary>
    public IEnumerable<EvaluatedFinding> FalseAlarms => Ranked.Where(finding => finding.IsFalse && (finding.Escalates || finding.IsWatched));

    /// <summary>The document of these files.</summary>
    public static EvaluationDocument Of(ImmutableArray<EvaluatedFile> all, TriageRun run)
    {
        var files = all.Where(file => file.IsRead).ToList();
        var sessions = files.SelectMany(file => file.Sessions).ToImmutableArray();
        var (benign, others) = (Quietness.OfBenign(files.FindAll(file => file.IsBenign)), Quietness.OfOthers(files.FindAll(file => !file.IsBenign)));
        var findings = files.SelectMany(file => file.Findings).ToList();
        // Sorting is stable: findings of the same bits stay in the order of the files.
        var ranked = findings.Where(finding => finding.Standing != Standing.Related).OrderByDescending(finding => finding.Finding.Bits).ToImmutableArray();
        return new()
        {
            Run = run,
            Files = all,
            Unread = [.. all.Where(file => !file.IsRead)],
            Sessions = sessions,
            Found = [.. FoundSums([.. Expecting(sessions, Expectation.Required)])],
            Small = FoundSum.Of("apart", "small", [.. Expecting(sessions, Expectation.Small)]),
            MayBeMissed = FoundSum.Of("apart", "may-be-missed", [.. Expecting(sessions, Expectation.MayBeMissed)]),
            Delay = EscalationDelay.Of(sessions),
            Quiet = [benign, others, benign.And(others)],
            Ranked = ranked,
            Related = findings.Count - ranked.Length,
            Precision = [.. Ranks.Select(at => Evaluation.Precision.Among(ranked, at))],
            Tools = ToolNaming.Of(files),
        };
    }

    static IEnumerable<EvaluatedSession> Expecting(IEnumerable<EvaluatedSession> sessions, Expectation expectation) =>
        sessions.Where(session => session.Truth.Expectation == expectation);

    static IEnumerable<FoundSum> FoundSums(ImmutableArray<EvaluatedSession> required)
    {
        yield return FoundSum.Of("all", "all", required);
        foreach (var label in required.SelectMany(session => session.Truth.Labels).Distinct().Order(StringComparer.Ordinal))
        {
            yield return FoundSum.Of("label", label, [.. required.Where(session => session.Truth.Labels.Contains(label))]);
        }
        foreach (var tool in required.GroupBy(session => session.Truth.Tool ?? "none").OrderBy(tool => tool.Key, StringComparer.Ordinal))
        {
            yield return FoundSum.Of("tool", tool.Key, [.. tool]);
        }
        foreach (var kind in required.GroupBy(session => session.ShowsAnswers).OrderByDescending(kind => kind.Key))
        {
            yield return FoundSum.Of("evidence", kind.Key ? "answers" : "queries-only", [.. kind]);
        }
        foreach (var decade in RateDecade.All.Select(decade => decade.Name).Append(RateDecade.Unknown))
        {
            yield return FoundSum.Of("rate", decade, [.. required.Where(session => RateDecade.NameOf(session.Truth.Rate) == decade)]);
        }
    }
}
