using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>What is looked up in feeds: a name, or addresses.</summary>
public sealed record LookedUp
{
    /// <summary>As it was asked for, in canonical text.</summary>
    public required HostileText Text { get; init; }

    /// <summary>The name in canonical wire form; empty where it is addresses.</summary>
    public ReadOnlyMemory<byte> Name { get; init; }

    /// <summary>The addresses, where <see cref="Name"/> is empty.</summary>
    public Network Network { get; init; }
}
