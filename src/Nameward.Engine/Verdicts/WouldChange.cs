using System.Collections.Immutable;
using Nameward.Engine.Findings;

namespace Nameward.Engine.Verdicts;

/// <summary>Inputs of the facts that need to be otherwise, all of them together and no fewer, for another decision.</summary>
/// <param name="Inputs">What would be otherwise.</param>
/// <param name="Decision">What would be decided then.</param>
public sealed record WouldChange(ImmutableArray<FactChange> Inputs, Decision Decision);

/// <summary>One input of the facts that is otherwise. It says nothing of what follows from it: answers that rested on a finding are answered anew by <see cref="ChangeSearch"/>.</summary>
public abstract record FactChange
{
    /// <summary>Which input it is of: two changes of one input exclude each other.</summary>
    internal abstract string Input { get; }

    /// <summary>The facts with it.</summary>
    public abstract Facts Apply(Facts facts);
}

/// <summary>Findings that act alike are otherwise.</summary>
/// <param name="Findings">Their ids.</param>
public abstract record FindingsChange(ImmutableArray<string> Findings) : FactChange
{
    readonly HashSet<string> _findings = [.. Findings];

    internal override string Input => Findings[0];

    private protected bool Concerns(FindingFact finding) => _findings.Contains(finding.Id);
}

/// <summary>Findings that act alike are not there.</summary>
public sealed record FindingsGone(ImmutableArray<string> Findings) : FindingsChange(Findings)
{
    /// <inheritdoc/>
    public override Facts Apply(Facts facts) => facts with { Findings = facts.Findings.RemoveAll(Concerns) };
}

/// <summary>Findings that act alike are graver, or less grave.</summary>
public sealed record FindingsAt(ImmutableArray<string> Findings, Level From, Level Level) : FindingsChange(Findings)
{
    /// <inheritdoc/>
    public override Facts Apply(Facts facts) => facts with { Findings = [.. facts.Findings.Select(finding => Concerns(finding) ? finding with { Level = Level } : finding)] };
}

/// <summary>The tool of findings that act alike is not proved, so that they are as grave as their bits make them.</summary>
public sealed record ProofGone(ImmutableArray<string> Findings) : FindingsChange(Findings)
{
    /// <inheritdoc/>
    public override Facts Apply(Facts facts) =>
        facts with { Findings = [.. facts.Findings.Select(finding => Concerns(finding) ? finding with { IsProved = false, Tool = null, Level = finding.Otherwise } : finding)] };
}

/// <summary>Misconfigurations that act alike are tied to nothing.</summary>
public sealed record TieGone(ImmutableArray<string> Findings) : FindingsChange(Findings)
{
    /// <inheritdoc/>
    public override Facts Apply(Facts facts) =>
        facts with { Findings = [.. facts.Findings.Select(finding => Concerns(finding) ? finding with { IsTied = false, Level = finding.Otherwise } : finding)] };
}

/// <summary>A question is answered otherwise.</summary>
public sealed record AnswerIs(QuestionId Question, Answer Answer) : FactChange
{
    internal override string Input => $"question {(int)Question}";

    /// <inheritdoc/>
    public override Facts Apply(Facts facts) => facts with { Answers = facts.Answers.SetItem((int)Question, Answer) };
}

/// <summary>Changes of one outcome turn out approved.</summary>
/// <param name="Outcome">The outcome that they have.</param>
/// <param name="Tied">Whether it is those that are tied to a finding, or those that are not.</param>
public sealed record ChangesApproved(ChangeOutcome Outcome, bool Tied) : FactChange
{
    internal override string Input => $"change {(int)Outcome} {Tied}";

    /// <inheritdoc/>
    public override Facts Apply(Facts facts) => facts with { Changes = facts.Changes.RemoveAll(change => change.Outcome == Outcome && change.TiedTo.IsEmpty != Tied) };
}
