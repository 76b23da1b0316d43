using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Runbooks;

/// <summary>"Decision for Escalation": what was decided, by which rules, and what would change it.</summary>
static class DecisionRow
{
    public static RunbookRow Of(TriageDocument document)
    {
        var decision = document.Decision;
        return new("decision", "Decision for escalation", null,
        [
            new()
            {
                Id = "escalation",
                Asks = "Escalate to level 2?",
                State = decision.Decision switch { "escalate" => CheckState.Found, "watch" => CheckState.CannotTell, _ => CheckState.Nothing },
                Found = [Sentence.Of(decision.Decision).Then(": ", decision.Line), .. decision.Clauses.Select(Fired)],
                NotSeen = [.. decision.WouldChange],
                Next = [.. decision.DoNow.Select(now => new NextStep(1, now, null)), .. decision.DoNot.Select(not => new NextStep(1, Sentence.Of("do not").Then(" ", not), null))],
                Findings = [.. decision.Clauses.SelectMany(clause => clause.Findings).Distinct()],
            },
        ]);
    }

    static Sentence Fired(FiredClause clause) => Sentence.Of(clause.Findings.IsEmpty ? $"{clause.Id}: {clause.Text}" : $"{clause.Id} ({string.Join(", ", clause.Findings)}): {clause.Text}");
}
