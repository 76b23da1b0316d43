using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evaluation;

/// <summary>A labelled session beside what was found.</summary>
/// <param name="File">The labelled file, as its table names it.</param>
/// <param name="Truth">What is known.</param>
/// <param name="ShowsAnswers">Whether the file shows answers; else queries alone.</param>
/// <param name="Finding">The gravest finding that tells of it; null where none does.</param>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Tool">The tool that findings of it name; null where none does.</param>
public sealed record EvaluatedSession(HostileText File, TruthSession Truth, bool ShowsAnswers, TriageFinding? Finding, Outcome Outcome, string? Tool)
{
    /// <summary>Payload from which the time to the first escalation is counted, in bytes.</summary>
    public const long TimedBytes = 4000;

    /// <summary>Whether it was found: escalated, or watched where that is enough.</summary>
    public bool IsFound => Outcome == Outcome.Escalated || (Outcome == Outcome.Watched && Truth.IsFoundByWatch);

    /// <summary>The moment at which the evidence first sufficed; null where it never did, or where that was not followed.</summary>
    public FirstEscalation? First => Finding?.FirstEscalation;

    /// <summary>Seconds from the first message of the finding to that moment; null where either is not known.</summary>
    public double? Seconds => Finding?.FirstSeen is { } seen && First is { } first ? (first.Time - seen).TotalSeconds : null;

    /// <summary>Whether it is one of those whose delay counts: it has to be found, and it carried enough.</summary>
    public bool IsTimed => Truth.Expectation == Expectation.Required && Truth.PayloadBytes >= TimedBytes;

    /// <summary>Whether the tool that is named is the labelled one.</summary>
    public ToolVerdict ToolVerdict => Truth.Tool is null or TruthLabels.UnknownTool
        ? Tool is null ? ToolVerdict.NotAsked : ToolVerdict.Unlabelled
        : Tool is null ? ToolVerdict.None : Tool == Truth.Tool ? ToolVerdict.Right : ToolVerdict.Wrong;
}
