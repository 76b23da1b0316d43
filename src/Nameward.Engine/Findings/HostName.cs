using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>Whose an address was in a span of time, as far as that is known; null where it is not.</summary>
sealed record HostName
{
    /// <summary>An address of which nothing is known.</summary>
    public static HostName Unknown { get; } = new();

    /// <summary>The host's name; null where it is not known, or sources contradict each other.</summary>
    public HostileText? Host { get; init; }
    /// <summary>Who answers for it.</summary>
    public HostileText? Owner { get; init; }
    /// <summary>What it is for.</summary>
    public HostileText? Role { get; init; }
    /// <summary>How much depends on it.</summary>
    public HostileText? Criticality { get; init; }
    /// <summary>What is not sure of it, or why no name is given.</summary>
    public Sentence? Note { get; init; }
}
