using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>A triage held against an earlier one, by what findings are about: their numbers may differ.</summary>
public sealed record TriageSince
{
    /// <summary>The earlier record, as it was named.</summary>
    public required HostileText Record { get; init; }
    /// <summary>The newest event of its evidence, UTC; null where that told none.</summary>
    public required DateTime? AsOf { get; init; }
    /// <summary>Its decision: "close", "watch" or "escalate".</summary>
    public required string Decision { get; init; }
    /// <summary>Findings that it has not.</summary>
    public required ImmutableArray<SinceFinding> New { get; init; }
    /// <summary>Its findings that are not there any more.</summary>
    public required ImmutableArray<SinceFinding> Gone { get; init; }
    /// <summary>Findings of a higher level than there, or of the same with more queries.</summary>
    public required ImmutableArray<SinceFinding> Grown { get; init; }
    /// <summary>Findings of a lower level than there, or of the same with fewer queries.</summary>
    public required ImmutableArray<SinceFinding> Shrunk { get; init; }
    /// <summary>Findings of the same level and as many queries.</summary>
    public required ImmutableArray<SinceFinding> Same { get; init; }
}

/// <summary>A finding now and then.</summary>
/// <param name="Title">What it is, in one line.</param>
/// <param name="Now">What it is now; null where it is gone.</param>
/// <param name="Then">What it was; null where it is new.</param>
public sealed record SinceFinding(Sentence Title, SinceFigures? Now, SinceFigures? Then);

/// <summary>A finding in figures.</summary>
/// <param name="Id">"F1" and so on, in its own record.</param>
/// <param name="Level">"critical", "high", "medium", "low" or "informational".</param>
/// <param name="Bits">Bits over the line from which a finding escalates.</param>
/// <param name="Queries">Queries.</param>
/// <param name="Hosts">Hosts concerned.</param>
/// <param name="UpBytes">Most bytes that went out; null where no bounds are known.</param>
public sealed record SinceFigures(string Id, string Level, double Bits, long Queries, int Hosts, long? UpBytes);
