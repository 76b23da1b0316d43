using System.Collections.Immutable;

namespace Nameward.Engine.Verdicts;

/// <summary>
/// When a clause of the policy fires: data, not code, so that it can be printed, read and searched. Every condition is monotone: one more or a graver finding, a worse answer,
/// one more unapproved change never makes it fail. So there is no "not".
/// </summary>
public abstract record Condition
{
    /// <summary>Whether it holds.</summary>
    public abstract bool Holds(Facts facts);

    /// <summary>The findings on which it holds.</summary>
    public abstract ImmutableArray<string> On(Facts facts);

    /// <summary>Why no evidence can ever make it hold, or why all evidence does; null where it depends.</summary>
    public abstract string? Fault { get; }

    /// <summary>Whether it holds wherever this one does, as far as that can be told from the two alone.</summary>
    public virtual bool Implies(Condition other) => other switch
    {
        AnyOf any => any.Conditions.Any(Implies),
        AllOf all => all.Conditions.All(Implies),
        _ => false,
    };

    /// <summary>It and all within it.</summary>
    public virtual IEnumerable<Condition> Flat => [this];
}

/// <summary>At least one of several conditions holds.</summary>
public sealed record AnyOf(ImmutableArray<Condition> Conditions) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(Facts facts) => Conditions.Any(condition => condition.Holds(facts));

    /// <inheritdoc/>
    public override ImmutableArray<string> On(Facts facts) => [.. Conditions.Where(condition => condition.Holds(facts)).SelectMany(condition => condition.On(facts)).Distinct()];

    /// <inheritdoc/>
    public override string? Fault => Conditions.IsEmpty ? "holds one of no conditions, which never holds" : Conditions.Select(condition => condition.Fault).OfType<string>().FirstOrDefault();

    /// <inheritdoc/>
    public override bool Implies(Condition other) => Conditions.All(condition => condition.Implies(other)) || base.Implies(other);

    /// <inheritdoc/>
    public override IEnumerable<Condition> Flat => Conditions.SelectMany(condition => condition.Flat);
}

/// <summary>Several conditions hold together.</summary>
public sealed record AllOf(ImmutableArray<Condition> Conditions) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(Facts facts) => Conditions.All(condition => condition.Holds(facts));

    /// <inheritdoc/>
    public override ImmutableArray<string> On(Facts facts) => Holds(facts) ? [.. Conditions.SelectMany(condition => condition.On(facts)).Distinct()] : [];

    /// <inheritdoc/>
    public override string? Fault => Conditions.IsEmpty ? "asks for all of no conditions, which always holds" : Conditions.Select(condition => condition.Fault).OfType<string>().FirstOrDefault();

    /// <inheritdoc/>
    public override bool Implies(Condition other) => Conditions.Any(condition => condition.Implies(other)) || base.Implies(other);

    /// <inheritdoc/>
    public override IEnumerable<Condition> Flat => Conditions.SelectMany(condition => condition.Flat);
}

/// <summary>A question has this answer, or a worse one.</summary>
public sealed record AnswerAtLeast(QuestionId Question, Answer Answer) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(Facts facts) => facts.Answers[(int)Question] >= Answer;

    /// <inheritdoc/>
    public override ImmutableArray<string> On(Facts facts) =>
        Holds(facts) ? [.. facts.Findings.Where(finding => finding.Speaks(Question)).Select(finding => finding.Id)] : [];

    /// <inheritdoc/>
    public override string? Fault => Answer == Answer.No ? "asks for an answer that is at least no, which every answer is" : null;

    /// <inheritdoc/>
    public override bool Implies(Condition other) => (other is AnswerAtLeast answer && answer.Question == Question && answer.Answer <= Answer) || base.Implies(other);
}

/// <summary>There is a change of configuration with one of these outcomes. Changes are known to be approved or not only where change requests were given; routine ones never count.</summary>
/// <param name="Outcomes">The outcomes.</param>
/// <param name="Tied">Whether it has to name a server, zone or host of a finding.</param>
public sealed record ChangeWith(ImmutableArray<ChangeOutcome> Outcomes, bool Tied) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(Facts facts) => facts.Changes.Any(Fits);

    /// <inheritdoc/>
    public override ImmutableArray<string> On(Facts facts) => [.. facts.Changes.Where(Fits).SelectMany(change => change.TiedTo).Distinct()];

    /// <inheritdoc/>
    public override string? Fault => Outcomes.IsEmpty ? "names no outcome"
        : Outcomes.Contains(ChangeOutcome.Approved) ? "names approved, and what was approved speaks against nobody"
        : Tied && Outcomes.All(outcome => outcome == ChangeOutcome.TicketWithoutChange) ? "asks for a tied ticket-without-change: what was not changed is tied to nothing" : null;

    /// <inheritdoc/>
    public override bool Implies(Condition other) => (other is ChangeWith change && (Tied || !change.Tied) && Outcomes.All(change.Outcomes.Contains)) || base.Implies(other);

    /// <summary>Whether a change is such a one.</summary>
    public bool Fits(ChangeFact change) => Outcomes.Contains(change.Outcome) && (!Tied || !change.TiedTo.IsEmpty);
}
