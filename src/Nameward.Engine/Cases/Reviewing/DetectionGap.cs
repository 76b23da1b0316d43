using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Reviewing;

/// <summary>What would have told it, and when: the evidence judged again, as it is and otherwise.</summary>
/// <param name="AsItIs">All of the evidence, by the settings of this run; null where it was not judged again.</param>
/// <param name="Rows">The same with something otherwise.</param>
/// <param name="Replays">How many times the evidence, or a part of it, was judged.</param>
/// <param name="Notes">What must be known of it, and why it is not there where it is not.</param>
public sealed record DetectionGap(GapRow? AsItIs, ImmutableArray<GapRow> Rows, int Replays, ImmutableArray<Sentence> Notes)
{
    /// <summary>Nothing was judged again.</summary>
    public static DetectionGap None(Sentence because) => new(null, [], 0, [because]);

    /// <summary>By how much earlier a row escalates than the evidence as it is, later where below zero; null where one of the two does not, or carries no time. Less than the moments are known to is nothing.</summary>
    public TimeSpan? Earlier(GapRow row) => AsItIs?.Moment is { } asItIs && row.Moment is { } moment ? (asItIs.At - moment.At is var by && by.Duration() > Widest(asItIs, moment) ? by : TimeSpan.Zero) : null;

    static TimeSpan Widest(EscalationMoment one, EscalationMoment other) => one.Within > other.Within ? one.Within : other.Within;
}

/// <summary>The evidence judged with something otherwise.</summary>
/// <param name="Kind">What is otherwise.</param>
/// <param name="Id">Which: the format, the part of the patch, the threshold; kebab-case.</param>
/// <param name="What">The same in words.</param>
/// <param name="Decision">"close", "watch" or "escalate".</param>
/// <param name="Moment">When it first escalates; null where it does not.</param>
/// <param name="Clauses">Ids of the clauses that decide in the end.</param>
/// <param name="Signals">Ids of the signals that speak for the findings of the case, strongest first.</param>
/// <param name="Elsewhere">Findings that escalate and are none of the case.</param>
public sealed record GapRow(GapKind Kind, string Id, Sentence What, string Decision, EscalationMoment? Moment, ImmutableArray<string> Clauses, ImmutableArray<string> Signals, int Elsewhere);

/// <summary>What of the evidence or of the settings is otherwise.</summary>
public enum GapKind
{
    /// <summary>Nothing.</summary>
    AsItIs,
    /// <summary>One format alone.</summary>
    SourceAlone,
    /// <summary>All formats but one.</summary>
    SourceMissing,
    /// <summary>A threshold of the policy is lower.</summary>
    Threshold,
    /// <summary>What the review proposes is in force.</summary>
    Patch,
}
