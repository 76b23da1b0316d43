using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>What was found in one zone.</summary>
sealed class JudgedZone
{
    /// <summary>The weighings that reach the line, by client.</summary>
    public List<Weighing> Kept { get; } = [];

    /// <summary>The fleet, where a weighing holds on to it.</summary>
    public ZoneFleet? Fleet { get; set; }

    /// <summary>Clients that alone ask the zone, all of it through one server.</summary>
    public List<SoleServer> SoleServers { get; } = [];
}

/// <summary>A zone that only one client asks, all of it through one server.</summary>
/// <param name="Client">The client.</param>
/// <param name="Server">The server.</param>
/// <param name="Zone">The zone.</param>
/// <param name="Keys">The keys of its days.</param>
/// <param name="Queries">Queries of the largest lane.</param>
readonly record struct SoleServer(Address Client, Endpoint Server, ZoneName Zone, ImmutableArray<ZoneKey> Keys, uint Queries);
