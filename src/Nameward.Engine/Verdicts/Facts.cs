using System.Collections.Immutable;
using Nameward.Engine.Findings;

namespace Nameward.Engine.Verdicts;

/// <summary>All that the policy decides on.</summary>
/// <param name="Findings">The findings.</param>
/// <param name="Answers">The answer to each question, in order.</param>
public sealed record Facts(ImmutableArray<FindingFact> Findings, ImmutableArray<Answer> Answers);

/// <summary>What the policy knows of a finding.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="Bits">Bits over the line.</param>
/// <param name="Question">The question that it answers with yes; null where it answers none.</param>
/// <param name="IsProved">Whether the wire of a known tool is proved.</param>
public sealed record FindingFact(string Id, Level Level, Bits Bits, QuestionId? Question, bool IsProved)
{
    /// <summary>Whether it is a misconfiguration that is tied to another finding, or to abuse that was seen.</summary>
    public bool IsTied { get; init; }
}
