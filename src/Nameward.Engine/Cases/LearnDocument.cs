using System.Collections.Immutable;
using Nameward.Engine.Baselines;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>What a baseline learned of some evidence, and what it did not.</summary>
public sealed record LearnDocument
{
    /// <summary>The name of the schema.</summary>
    public const string SchemaName = "nameward/learn/1";

    /// <summary>The baseline afterwards.</summary>
    public required Baseline After { get; init; }
    /// <summary>What it holds.</summary>
    public required BaselineDocument Holds { get; init; }
    /// <summary>The evidence.</summary>
    public required ImmutableArray<TriageEvidence> Evidence { get; init; }
    /// <summary>Each day of the evidence, ascending.</summary>
    public required ImmutableArray<LearnedDay> Days { get; init; }
    /// <summary>The findings at watch or above whose clients were left out, gravest first.</summary>
    public required ImmutableArray<Sentence> Because { get; init; }
    /// <summary>Clients that were learned on the user's word though something is found of them, in order.</summary>
    public required ImmutableArray<HostileText> Included { get; init; }
}

/// <summary>What was learned of a day.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="Learned">Client-days that were learned.</param>
/// <param name="LeftOut">Client-days that were left out.</param>
/// <param name="IsTooShort">Whether the day was left out as a whole, because the evidence shows too little of it.</param>
/// <param name="TookPlace">Whether it took the place of what was learned of the day before.</param>
public sealed record LearnedDay(DateOnly Day, int Learned, int LeftOut, bool IsTooShort, bool TookPlace);
