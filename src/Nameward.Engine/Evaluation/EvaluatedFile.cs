using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evaluation;

/// <summary>One labelled file beside what was found in it.</summary>
public sealed record EvaluatedFile
{
    /// <summary>The file, as its table names it.</summary>
    public required HostileText Path { get; init; }
    /// <summary>The table.</summary>
    public required HostileText Table { get; init; }
    /// <summary>Ids of the formats that were recognised in it, sorted; empty where it could not be read, and then nothing else of it counts.</summary>
    public required ImmutableArray<string> Formats { get; init; }
    /// <summary>Whether nothing happened in it.</summary>
    public required bool IsBenign { get; init; }
    /// <summary>Whether it shows answers; else queries alone.</summary>
    public required bool ShowsAnswers { get; init; }
    /// <summary>"close", "watch" or "escalate".</summary>
    public required string Decision { get; init; }
    /// <summary>Clients times UTC days on which they ask.</summary>
    public required long ClientDays { get; init; }
    /// <summary>Of these, of clients that no line of the file names.</summary>
    public required long OtherClientDays { get; init; }
    /// <summary>When it first escalates, by replay; null where it does not, where it carries no time, and where that was not asked.</summary>
    public EscalationMoment? Moment { get; init; }
    /// <summary>Whether that was asked.</summary>
    public bool IsTimed { get; init; }
    /// <summary>Its labelled sessions, in the order of the table.</summary>
    public required ImmutableArray<EvaluatedSession> Sessions { get; init; }
    /// <summary>Its findings, gravest first.</summary>
    public required ImmutableArray<EvaluatedFinding> Findings { get; init; }

    /// <summary>Whether it was read.</summary>
    public bool IsRead => !Formats.IsEmpty;

    /// <summary>Whether the file escalates though nothing happened in it, and by its decision alone: no finding of it does by its level.</summary>
    public bool EscalatesByDecisionAlone => IsBenign && Decision == Escalate && !Findings.Any(finding => finding.Escalates);

    const string Escalate = "escalate";

    /// <summary>Compares what was found in a file with what is known of it.</summary>
    /// <param name="truth">What is known.</param>
    /// <param name="document">What was found and decided.</param>
    /// <param name="counts">What was counted on the way.</param>
    public static EvaluatedFile Of(TruthFile truth, TriageDocument document, EvidenceCounter counts)
    {
        var path = HostileText.Text(truth.PathInTable);
        return new()
        {
            Path = path,
            Table = HostileText.Text(truth.Table),
            Formats = [.. document.Evidence.Select(source => source.Format).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            IsBenign = truth.IsBenign,
            ShowsAnswers = counts.ShowsAnswers,
            Decision = document.Decision.Decision,
            ClientDays = counts.ClientDays.Count,
            OtherClientDays = truth.IsBenign ? 0 : counts.ClientDays.Count(day => !truth.Names(day.Client)),
            Sessions = [.. truth.Sessions.Select(session => Session(path, session, document, counts.ShowsAnswers))],
            Findings = [.. document.Findings.Select(finding => new EvaluatedFinding(path, StandingOf(truth, finding), finding))],
        };
    }

    // Findings come gravest first.
    static EvaluatedSession Session(HostileText path, TruthSession truth, TriageDocument document, bool showsAnswers)
    {
        var told = document.Findings.Where(truth.IsToldBy).ToList();
        var outcome = told.Count == 0 ? Outcome.Missed : told[0].Level switch
        {
            "high" or "critical" when document.Decision.Decision == Escalate => Outcome.Escalated,
            "high" or "critical" or "medium" => Outcome.Watched,
            _ => Outcome.Missed,
        };
        return new(path, truth, showsAnswers, told.FirstOrDefault(), outcome, told.Select(finding => finding.Tool).FirstOrDefault(tool => tool is not null));
    }

    static Standing StandingOf(TruthFile truth, TriageFinding finding) =>
        truth.IsBenign ? Standing.InBenignFile
        : truth.Sessions.Any(session => session.IsToldBy(finding)) ? Standing.Told
        : truth.Sessions.Any(session => !session.Subject.IsAny && session.Subject.IsOf(finding.Subject)) ? Standing.Related
        : !truth.Sessions.Any(session => session.Concerns(finding)) ? Standing.OfOtherClient
        : finding.Subject.Zones.IsEmpty ? Standing.Related : Standing.OfLabelledClient;
}
