using System.Collections.Immutable;
using Nameward.Engine.Findings;

namespace Nameward.Engine.Verdicts;

/// <summary>
/// When a clause of the policy fires: data, not code, so that it can be printed and searched. Every condition is monotone: a graver finding or a
/// worse answer never makes it fail.
/// </summary>
public abstract record Condition
{
    /// <summary>Whether it holds.</summary>
    public abstract bool Holds(Facts facts);

    /// <summary>The findings on which it holds.</summary>
    public abstract ImmutableArray<string> On(Facts facts);
}

/// <summary>There is a finding that answers one of these questions, at this level or above.</summary>
public sealed record FindingAtLeast(Level Level, ImmutableArray<QuestionId> Questions) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(Facts facts) => !On(facts).IsEmpty;

    /// <inheritdoc/>
    public override ImmutableArray<string> On(Facts facts) => [.. facts.Findings.Where(finding => finding.Question is { } question && Questions.Contains(question) && finding.Level >= Level).Select(finding => finding.Id)];
}

/// <summary>There is a finding of which the wire of a known tool is proved.</summary>
public sealed record FindingProved : Condition
{
    /// <inheritdoc/>
    public override bool Holds(Facts facts) => !On(facts).IsEmpty;

    /// <inheritdoc/>
    public override ImmutableArray<string> On(Facts facts) => [.. facts.Findings.Where(finding => finding.IsProved).Select(finding => finding.Id)];
}

/// <summary>There is a misconfiguration that is tied to another finding, or to abuse that was seen.</summary>
public sealed record MisconfigurationTied : Condition
{
    /// <inheritdoc/>
    public override bool Holds(Facts facts) => !On(facts).IsEmpty;

    /// <inheritdoc/>
    public override ImmutableArray<string> On(Facts facts) => [.. facts.Findings.Where(finding => finding.IsTied).Select(finding => finding.Id)];
}

/// <summary>A question has this answer, or a worse one.</summary>
public sealed record AnswerAtLeast(QuestionId Question, Answer Answer) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(Facts facts) => facts.Answers[(int)Question] >= Answer;

    /// <inheritdoc/>
    public override ImmutableArray<string> On(Facts facts) =>
        Holds(facts) ? [.. facts.Findings.Where(finding => finding.Question == Question).Select(finding => finding.Id)] : [];
}

/// <summary>At least one of several conditions holds.</summary>
public sealed record AnyOf(ImmutableArray<Condition> Conditions) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(Facts facts) => Conditions.Any(condition => condition.Holds(facts));

    /// <inheritdoc/>
    public override ImmutableArray<string> On(Facts facts) => [.. Conditions.Where(condition => condition.Holds(facts)).SelectMany(condition => condition.On(facts)).Distinct()];
}
