using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Files;

/// <summary>Something that the runbook asks for.</summary>
/// <param name="Id">What it is called in commands.</param>
/// <param name="Row">The row of the runbook: "level-1", "level-2" or "containment".</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Found">What the program itself found when it did it in a triage; null where it could not.</param>
public sealed record RunbookTask(string Id, string Row, string Text, Func<TriageDocument, Sentence?> Found)
{
    /// <summary>The row of what level 1 does of any case.</summary>
    public const string Level1 = "level-1";
    /// <summary>The row of what level 2 does of an escalated one.</summary>
    public const string Level2 = "level-2";
    /// <summary>The row of containment, and of what comes behind it.</summary>
    public const string Containment = "containment";

    /// <summary>All of them, in the order of the runbook.</summary>
    public static ImmutableArray<RunbookTask> All { get; } =
    [
        new("indicators", Level1, "Correlate the DNS logs with indicators of compromise.", triage => Answer(triage, "known-c2-domains")),
        new("new-domains", Level1, "Check for newly registered domains among those that were asked.", NewDomains),
        new("change-requests", Level1, "Validate every change of DNS configuration against a change request.", Changes),
        new("tunnelling", Level1, "Check for evidence of DNS tunnelling.", Tunnelling),
        new("anomalies", Level1, "Flag anomalies for deeper investigation.", Anomalies),
        new("deep-dive", Level2, "Go through network and DNS logs for the whole scope.", NotByItself),
        new("cross-reference", Level2, "Look domains, addresses and name servers up in threat intelligence.", triage => Answer(triage, "servers-in-threat-intelligence")),
        new("reconstruct", Level2, "Reconstruct the traffic with the adversary's server.", Reconstructed),
        new("other-incidents", Level2, "Correlate with other incidents.", NotByItself),
        new("isolate", Containment, "Isolate the servers that threaten.", NotByItself),
        new("investigate-hosts", Containment, "Investigate the affected hosts: which program used DNS, and what else it did.", NotByItself),
        new("filter", Containment, "Filter the names and addresses, and alert on them.", NotByItself),
        new("restore", Containment, "Restore safe DNS configurations together with IT.", NotByItself),
        new("review", Containment, "Review the incident: what would have found it earlier.", NotByItself),
    ];

    /// <summary>The task of an id; null where there is none.</summary>
    public static RunbookTask? Of(string id) => All.FirstOrDefault(task => task.Id == id);

    static Sentence? NotByItself(TriageDocument triage) => null;

    static Sentence? Answer(TriageDocument triage, string id) =>
        triage.Questions.FirstOrDefault(question => question.Id == id) is { Answer: not "cannot-tell", Reasons: [var reason, ..] } answered ? Sentence.Of($"{answered.Answer}: {reason}") : null;

    static Sentence? NewDomains(TriageDocument triage) => triage.Findings.SelectMany(finding => finding.Reputations)
        .SelectMany(reputation => reputation.Parts.Where(part => part is { Id: "registered", Score: not null }).Select(part => Sentence.Of($"{reputation.Zone}: {part.Text}"))).FirstOrDefault();

    static Sentence? Changes(TriageDocument triage) => triage.Tickets is { } tickets
        ? Sentence.Of($"{Quantity.Of(triage.Changes.Length, "change")} held against {Quantity.Of(tickets.Count, "ticket")}: {triage.Changes.Count(change => change.Outcome == "approved")} approved, {triage.Changes.Count(change => change.Outcome == "no-ticket")} without a ticket")
        : null;

    // A tunnel carries its bytes in names and answers: a finding that has bounds of them is one.
    static Sentence? Tunnelling(TriageDocument triage) => triage.Evidence.All(source => source.DnsMessages == 0) ? null
        : triage.Findings.Where(finding => finding.Payload is not null && IsWatched(finding)).Select(finding => finding.Id).ToList() is [_, ..] found
            ? Sentence.Of($"{string.Join(", ", found.Take(5))}: bytes went through names or answers") : Sentence.Of("no channel at watch or above");

    static Sentence? Anomalies(TriageDocument triage) => triage.Evidence.All(source => source.Format is null) ? null
        : Sentence.Of($"{Quantity.Of(triage.Findings.Count(IsWatched), "finding")} at watch or above");

    static Sentence? Reconstructed(TriageDocument triage) => triage.Findings.Sum(finding => finding.Sessions.Length) is > 0 and var sessions ? Sentence.Of($"{Quantity.Of(sessions, "session")} rebuilt") : null;

    static bool IsWatched(TriageFinding finding) => finding.Level is "critical" or "high" or "medium";
}
