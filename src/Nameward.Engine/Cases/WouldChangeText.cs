using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>What would change the decision, in words: "without F1: close".</summary>
sealed class WouldChangeText(ImmutableArray<Finding> findings, ImmutableArray<Answered> answers)
{
    /// <summary>Sentences that a person reads; the search finds as many again at most.</summary>
    const int MostSentences = 8;

    const int MostNamed = 3;

    /// <summary>A sentence for each; questions that act alike share one.</summary>
    public ImmutableArray<Sentence> Of(ImmutableArray<WouldChange> changes) =>
        [.. changes.GroupBy(Together, StringComparer.Ordinal).Select(group => Said([.. group])).Take(MostSentences)];

    // "question 1, 2 or 4 answered yes" is one thought; everything else stands by itself.
    static string Together(WouldChange change) => change.Inputs is [AnswerIs answer] ? $"{answer.Answer} {change.Decision}" : string.Join('\n', change.Inputs.Select(input => $"{input.GetType().Name} {input.Input} {(input as FindingsAt)?.Level} {(input as AnswerIs)?.Answer}"));

    Sentence Said(ImmutableArray<WouldChange> alike)
    {
        var words = alike.Length > 1
            ? $"question {Joined([.. alike.Select(change => Number((AnswerIs)change.Inputs[0]))], "or")} answered {Words.Of(((AnswerIs)alike[0].Inputs[0]).Answer)}"
            : string.Join(" and ", alike[0].Inputs.Select(Of));
        return Sentence.Of($"{words}: {Words.Of(alike[0].Decision)}");
    }

    string Of(FactChange input) => input switch
    {
        FindingsGone gone => $"without {Named(gone.Findings)}",
        FindingsAt at => $"{Named(at.Findings)} at {Words.Of(at.Level)} instead of {Words.Of(at.From)}{(at.Level > at.From ? More(at) : "")}",
        ProofGone proof => $"without the proof of a tool in {Named(proof.Findings)}",
        TieGone tie => $"{Named(tie.Findings)} tied to nothing",
        ChangesApproved changes => $"the changes {(changes.Tied ? "tied to findings" : "tied to no finding")} that are {Words.Of(changes.Outcome)} approved",
        AnswerIs answer => $"question {Number(answer)} answered {Words.Of(answer.Answer)}{Bring(answer)}",
        _ => throw new ArgumentException("an input that has no words", nameof(input)),
    };

    /// <summary>What a finding misses for a level: bits, and for an escalation families.</summary>
    string More(FindingsAt at)
    {
        var weighing = findings.First(finding => finding.Id == at.Findings[0]).Weighing;
        var line = at.Level switch { Level.Critical => Weighing.CriticalFrom, Level.High => Weighing.EscalatesFrom, Level.Medium => Weighing.WatchedFrom, _ => Weighing.LowFrom };
        var families = at.Level == Level.High ? Math.Max(0, Weighing.FewestFamilies - Weighing.FamiliesThatCount(weighing.Signals)) : 0;
        List<string> missing = [.. weighing.Sum < line ? [$"{(line - weighing.Sum).Value:F1} bits more"] : Array.Empty<string>(), .. families switch
        {
            0 => Array.Empty<string>(),
            1 => [$"a second family of {Weighing.FamilyCounts.Value:F0} bits"],
            _ => [$"{families} families of {Weighing.FamilyCounts.Value:F0} bits"],
        }];
        return missing.Count == 0 ? "" : $", i.e. {string.Join(" and ", missing)}";
    }

    string Bring(AnswerIs answer) => answer.Answer == Answer.No && answers[(int)answer.Question].Missing is [var missing, ..] ? $" ({missing.Split(": ")[0]})" : "";

    static string Number(AnswerIs answer) => $"{(int)answer.Question + 1}";

    static string Named(ImmutableArray<string> ids) => ids.Length > MostNamed + 1 ? $"{string.Join(", ", ids.Take(MostNamed))} and {ids.Length - MostNamed} more that act alike" : Joined(ids, "and");

    static string Joined(ImmutableArray<string> words, string last) => words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} {last} {words[^1]}";
}
