using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Isolating;

/// <summary>A host that a recorded finding is about, as the record tells it. Whoever had the record may have changed it: all texts are hostile.</summary>
public sealed record SeenHost
{
    /// <summary>Its address; null where the evidence tells its name alone.</summary>
    public required Address? Address { get; init; }
    /// <summary>Its name; null where nobody knows it.</summary>
    public HostileText? Host { get; init; }
    /// <summary>The account that asked.</summary>
    public HostileText? User { get; init; }
    /// <summary>The program that asked.</summary>
    public HostileText? Process { get; init; }
    /// <summary>Who answers for the host.</summary>
    public HostileText? Owner { get; init; }
    /// <summary>What the host is for.</summary>
    public HostileText? Role { get; init; }
    /// <summary>How much depends on it.</summary>
    public HostileText? Criticality { get; init; }
    /// <summary>First seen, UTC.</summary>
    public DateTime? First { get; init; }
    /// <summary>Last seen, UTC.</summary>
    public DateTime? Last { get; init; }
    /// <summary>Queries.</summary>
    public long Queries { get; init; }
}
