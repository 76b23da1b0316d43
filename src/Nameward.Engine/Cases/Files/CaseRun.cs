using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Files;

/// <summary>One triage of a case, as its row tells it; the whole record is kept as a content.</summary>
public sealed record CaseRun
{
    /// <summary>Number of its row.</summary>
    public required int Row { get; init; }
    /// <summary>When it was kept, by the machine's clock, UTC.</summary>
    public required DateTime At { get; init; }
    /// <summary>"close", "watch" or "escalate".</summary>
    public required string Decision { get; init; }
    /// <summary>The verdict in one line.</summary>
    public required Sentence Line { get; init; }
    /// <summary>The newest event of the evidence, UTC.</summary>
    public required DateTime? AsOf { get; init; }
    /// <summary>Version of the program that judged.</summary>
    public required HostileText Version { get; init; }
    /// <summary>Sum of what was set for it.</summary>
    public required HostileText Configuration { get; init; }
    /// <summary>SHA-256 of the record, packed as it is kept.</summary>
    public required string Record { get; init; }
    /// <summary>How many findings it had.</summary>
    public required int FindingCount { get; init; }
    /// <summary>The gravest of them.</summary>
    public required ImmutableArray<CaseFinding> Findings { get; init; }
    /// <summary>How many sources it read.</summary>
    public required int SourceCount { get; init; }
    /// <summary>The first of them.</summary>
    public required ImmutableArray<CaseSource> Sources { get; init; }
    /// <summary>What it has that another case may share.</summary>
    public required ImmutableArray<CaseTrait> Traits { get; init; }
    /// <summary>Changes of configuration whose time is known, in order.</summary>
    public required ImmutableArray<CaseEvent> Changes { get; init; }
}

/// <summary>A finding of a case.</summary>
public sealed record CaseFinding
{
    /// <summary>"F1" and so on, in its run.</summary>
    public required HostileText Id { get; init; }
    /// <summary>"critical", "high", "medium", "low" or "informational".</summary>
    public required HostileText Level { get; init; }
    /// <summary>What it is, in one line.</summary>
    public required Sentence Title { get; init; }
    /// <summary>First seen, UTC.</summary>
    public required DateTime? FirstSeen { get; init; }
    /// <summary>When the evidence first sufficed to escalate, UTC.</summary>
    public required DateTime? FirstEscalation { get; init; }
    /// <summary>Last seen, UTC.</summary>
    public required DateTime? LastSeen { get; init; }
    /// <summary>Its names and addresses, where an indicator of a feed was met.</summary>
    public required ImmutableArray<LookedUp> Matched { get; init; }
}

/// <summary>A source that a run read.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Sha256">Its SHA-256; null where it could not be taken.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record CaseSource(HostileText Path, HostileText? Sha256, long Bytes);

/// <summary>Something that the evidence shows, at the time of the evidence.</summary>
/// <param name="At">Event time, UTC.</param>
/// <param name="What">What happened.</param>
public sealed record CaseEvent(DateTime At, Sentence What);
