using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Reviewing;

/// <summary>
/// When evidence first sufficed for the decision to escalate, by replay: cut there and triaged, it escalates; cut <see cref="Within"/> earlier, it does not. Unlike the first escalation of a finding it is of the decision
/// as a whole, so of any finding and any clause of the policy.
/// </summary>
/// <param name="At">The cut at which it escalates, UTC.</param>
/// <param name="Within">By how much earlier it can have been; a tick where it is exact.</param>
public sealed record EscalationMoment(DateTime At, TimeSpan Within)
{
    /// <summary>Most triages that are spent on one moment.</summary>
    const int MostProbes = 16;

    static readonly TimeSpan Tick = TimeSpan.FromTicks(1), CloseEnough = TimeSpan.FromSeconds(1);

    /// <summary>The moment; null where the whole does not escalate, or carries no time.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="whole">The triage of all of it.</param>
    /// <param name="triage">Triages a part of it.</param>
    public static EscalationMoment? Of(IEvidence evidence, TriageDocument whole, Func<IEvidence, TriageDocument> triage) => Of(evidence, whole, triage, _ => true);

    /// <summary>The same of some of its sources.</summary>
    internal static EscalationMoment? Of(IEvidence evidence, TriageDocument whole, Func<IEvidence, TriageDocument> triage, Func<int, bool> isThere)
    {
        if (!Escalates(whole) || whole.Evidence.Min(source => source.From) is not { } from || whole.Evidence.Max(source => source.To) is not { } to)
        {
            return null;
        }
        // What is begun is bracketed: it does not escalate at low, and it does at high.
        var (low, high, at) = (from - Tick, to, whole);
        for (var probes = 0; probes < MostProbes && high - low > CloseEnough; probes++)
        {
            var cut = Guess(at, low, high);
            var part = triage(new CutEvidence(evidence, cut, isThere));
            (low, high, at) = Escalates(part) ? (low, cut, part) : (cut, high, at);
        }
        return new(high, high - low);
    }

    /// <summary>Whether a triage escalates.</summary>
    public static bool Escalates(TriageDocument triage) => triage.Decision.Decision == "escalate";

    /// <summary>Where to cut next: when the findings that decided could first be told, just before it, and else in the middle.</summary>
    static DateTime Guess(TriageDocument at, DateTime low, DateTime high)
    {
        var decided = at.Decision.Clauses.SelectMany(clause => clause.Findings).ToHashSet();
        var told = at.Findings.Where(finding => decided.Contains(finding.Id)).Min(finding => finding.FirstEscalation?.Time ?? finding.FirstSeen);
        return told == high && high - Tick > low ? high - Tick : told > low && told < high ? told.Value : low + ((high - low) / 2);
    }
}
