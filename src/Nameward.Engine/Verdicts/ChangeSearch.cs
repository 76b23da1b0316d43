using System.Collections.Immutable;
using Nameward.Engine.Findings;

namespace Nameward.Engine.Verdicts;

/// <summary>
/// The smallest changes of the facts that would change the decision: a search over what the clauses look at, by the number of inputs that are otherwise. Findings that every clause
/// treats alike count as one input. Conditions are monotone, so that less evidence and more evidence are searched apart, and neither is mixed with the other.
/// </summary>
/// <param name="policy">The policy.</param>
/// <param name="facts">The facts as they are.</param>
public sealed class ChangeSearch(Policy policy, Facts facts)
{
    /// <summary>Inputs that are changed together; more are no answer to "what would change it".</summary>
    public const int MostTogether = 3;

    /// <summary>Sets of inputs that are tried in one direction, however many there are.</summary>
    public const int MostTried = 4000;

    /// <summary>Kinds of findings that are looked at, those that fire a clause first.</summary>
    const int MostGroups = 12;

    /// <summary>Sets that are told of one direction.</summary>
    const int MostFound = 12;

    readonly ImmutableArray<FindingThat> _asked = [.. policy.Clauses.SelectMany(clause => clause.When.Flat).OfType<FindingThat>()];

    readonly ImmutableArray<ChangeWith> _changes = [.. policy.Clauses.SelectMany(clause => clause.When.Flat).OfType<ChangeWith>()];

    readonly Decision _decision = policy.Decide(facts).Decision;

    /// <summary>The smallest sets that would lessen the decision, then the smallest that would raise it; none where none of up to three inputs does.</summary>
    public ImmutableArray<WouldChange> Find()
    {
        var groups = Groups();
        return [.. Smallest([.. groups.SelectMany(Less), .. FewerAnswers(), .. ApprovedChanges()]), .. Smallest([.. groups.SelectMany(More), .. WorseAnswers()])];
    }

    /// <summary>The facts with some inputs otherwise, and with the answers that follow from other findings; an answer that is itself an input stays as that says.</summary>
    public Facts Apply(ImmutableArray<FactChange> inputs)
    {
        var changed = inputs.Where(input => input is not AnswerIs).Aggregate(facts, (all, input) => input.Apply(all));
        return inputs.OfType<AnswerIs>().Aggregate(changed.Findings == facts.Findings ? changed : changed.AnsweredAnew(facts), (all, input) => input.Apply(all));
    }

    List<WouldChange> Smallest(ImmutableArray<FactChange> inputs)
    {
        var tried = 0;
        var said = new HashSet<string>(StringComparer.Ordinal);
        for (var size = 1; size <= MostTogether; size++)
        {
            var found = new List<WouldChange>();
            foreach (var set in Sets(inputs, size, 0))
            {
                if (tried++ == MostTried || found.Count == MostFound)
                {
                    return found;
                }
                if (policy.Decide(Apply(set)).Decision is var decision && decision != _decision && said.Add($"{Inputs(set)} {decision}"))
                {
                    found.Add(new(set, decision));
                }
            }
            if (found.Count > 0)
            {
                return found;
            }
        }
        return [];
    }

    /// <summary>What stays the same of a set where only its steps are longer: the shortest comes first, and says it all. One input alone is told for each way in which it can be otherwise.</summary>
    static string Inputs(ImmutableArray<FactChange> set) => set is [var only] ? $"{only.GetType().Name} {only.Input}" : string.Join('\n', set.Select(input => input.Input));

    static IEnumerable<ImmutableArray<FactChange>> Sets(ImmutableArray<FactChange> inputs, int size, int from)
    {
        for (var i = from; i < inputs.Length; i++)
        {
            if (size == 1)
            {
                yield return [inputs[i]];
                continue;
            }
            foreach (var rest in Sets(inputs, size - 1, i + 1))
            {
                if (rest.All(other => other.Input != inputs[i].Input))
                {
                    yield return rest.Insert(0, inputs[i]);
                }
            }
        }
    }

    /// <summary>Findings that every clause treats alike, at every level, with and without proof and tie.</summary>
    List<ImmutableArray<FindingFact>> Groups()
    {
        var fires = policy.Decide(facts).Clauses.SelectMany(clause => clause.When.On(facts)).ToHashSet(StringComparer.Ordinal);
        return [.. facts.Findings.GroupBy(Signature, StringComparer.Ordinal).OrderByDescending(group => group.Any(finding => fires.Contains(finding.Id))).ThenByDescending(group => group.Max(finding => finding.Level))
            .Take(MostGroups).Select(group => group.ToImmutableArray())];
    }

    string Signature(FindingFact finding) => string.Join(' ', (int)finding.Level, (int?)finding.Question, finding.IsProved, finding.IsTied, finding.ShowsServer, (int)finding.Otherwise, (int)finding.Most,
        string.Concat(_asked.Select(asked => asked.AppliesTo(finding) ? '1' : '0')));

    IEnumerable<FactChange> Less(ImmutableArray<FindingFact> group)
    {
        var (one, ids) = (group[0], Ids(group));
        if (Matters(one, null))
        {
            yield return new FindingsGone(ids);
        }
        if (one.IsProved)
        {
            yield return new ProofGone(ids);
        }
        if (one.IsTied)
        {
            yield return new TieGone(ids);
        }
        // A proof or a tie holds its level: only without it is the finding less grave.
        foreach (var level in one.IsProved || one.IsTied ? [] : Steps(one, Enumerable.Range(0, (int)one.Level).Reverse()))
        {
            yield return new FindingsAt(ids, one.Level, level);
        }
    }

    // One of them suffices to raise a decision: the one that misses least.
    IEnumerable<FactChange> More(ImmutableArray<FindingFact> group) => group.OrderByDescending(finding => finding.Bits).First() is var nearest
        ? Steps(nearest, Enumerable.Range((int)nearest.Level + 1, Math.Max(0, nearest.Most - nearest.Level))).Select(level => new FindingsAt([nearest.Id], nearest.Level, level)) : [];

    /// <summary>The levels at which something else applies to a finding than at the level before.</summary>
    IEnumerable<Level> Steps(FindingFact finding, IEnumerable<int> levels)
    {
        var before = finding;
        foreach (var level in levels.Select(level => (Level)level))
        {
            var after = finding with { Level = level };
            if (Matters(before, after))
            {
                before = after;
                yield return level;
            }
        }
    }

    /// <summary>Whether a clause or a question treats two states of a finding otherwise; null stands for a finding that is not there.</summary>
    bool Matters(FindingFact before, FindingFact? after) => _asked.Any(asked => asked.Fits(before) != (after is not null && asked.Fits(after)))
        || (before.Question is not null && ((Level[])[Level.Medium, Level.High]).Any(line => before.Level >= line != after?.Level >= line));

    IEnumerable<FactChange> FewerAnswers() => facts.Answers.SelectMany((answer, question) => Enum.GetValues<Answer>().Where(other => other < answer).OrderDescending().Select(other => new AnswerIs((QuestionId)question, other)));

    IEnumerable<FactChange> WorseAnswers() => facts.Answers.SelectMany((answer, question) => Enum.GetValues<Answer>().Where(other => other > answer).Select(other => new AnswerIs((QuestionId)question, other)));

    IEnumerable<FactChange> ApprovedChanges() => facts.Changes.Where(change => _changes.Any(asked => asked.Fits(change)))
        .Select(change => (change.Outcome, Tied: !change.TiedTo.IsEmpty)).Distinct().Order().Select(change => new ChangesApproved(change.Outcome, change.Tied));

    static ImmutableArray<string> Ids(ImmutableArray<FindingFact> group) => [.. group.Select(finding => finding.Id)];
}
