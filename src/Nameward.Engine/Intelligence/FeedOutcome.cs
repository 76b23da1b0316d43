using System.Collections.Immutable;

namespace Nameward.Engine.Intelligence;

/// <summary>How a try to take a feed went.</summary>
/// <param name="Kind">How.</param>
/// <param name="Feed">The feed as it is kept now; where nothing was ever taken over, as it was asked for.</param>
public sealed record FeedOutcome(OutcomeKind Kind, FeedRecord Feed)
{
    /// <summary>Why nothing was taken over; null where something was, or nothing is new.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether <c>--force</c> would take it over nevertheless.</summary>
    public bool CanForce { get; init; }

    /// <summary>What was in the reading, taken over or not; null where none came so far.</summary>
    public FeedCounts? Counts { get; init; }

    /// <summary>The first statements that were not understood.</summary>
    public ImmutableArray<RejectedStatement> Samples { get; init; } = [];
}

/// <summary>How a try to take a feed went.</summary>
public enum OutcomeKind
{
    /// <summary>It is in force now.</summary>
    Taken,
    /// <summary>What is in force is still what the origin has.</summary>
    Unchanged,
    /// <summary>What was in force stays so.</summary>
    Fault,
}
