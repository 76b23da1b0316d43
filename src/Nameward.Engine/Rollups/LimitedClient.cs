using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>A client of which not all was remembered.</summary>
/// <param name="Client">The client.</param>
/// <param name="Kept">Keys (zone and day) that are remembered of it.</param>
/// <param name="All">All its keys, estimated by how low the hashes of those that are kept lie.</param>
readonly record struct LimitedClient(Address Client, int Kept, double All);
