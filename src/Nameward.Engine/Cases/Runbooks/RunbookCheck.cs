using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Runbooks;

/// <summary>One thing that a row of the runbook asks for: what was found of it, what could not be seen, and what to do next.</summary>
public sealed record RunbookCheck
{
    /// <summary>Kebab-case, never renamed, of its own in the whole runbook: tasks of a case are known by it.</summary>
    public required string Id { get; init; }

    /// <summary>What the runbook asks for, in a few words.</summary>
    public required string Asks { get; init; }

    /// <summary>How far the program got.</summary>
    public required CheckState State { get; init; }

    /// <summary>What was found; for people first what matters most.</summary>
    public ImmutableArray<Sentence> Found { get; init; } = [];

    /// <summary>What could not be seen, and so may be there all the same.</summary>
    public ImmutableArray<Sentence> NotSeen { get; init; } = [];

    /// <summary>What to do next.</summary>
    public ImmutableArray<NextStep> Next { get; init; } = [];

    /// <summary>Ids of the findings that it rests on.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];
}
