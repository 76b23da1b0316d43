using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>A key of the pair table as it arrives: the zone's name is only looked at when the key is new.</summary>
readonly ref struct PairKey(ulong hash, ushort day, int client, ulong zone, ReadOnlySpan<byte> zoneName)
{
    /// <summary>64 bits that stand for the key; never 0, which marks an empty cell.</summary>
    public ulong Hash { get; } = hash;

    /// <summary>UTC day.</summary>
    public ushort Day { get; } = day;

    /// <summary>Number of the client in its shard.</summary>
    public int Client { get; } = client;

    /// <summary>The chained hash of the zone.</summary>
    public ulong Zone { get; } = zone;

    /// <summary>The name of the zone in canonical wire form.</summary>
    public ReadOnlySpan<byte> ZoneName { get; } = zoneName;

    /// <summary>The <see cref="Hash"/> of a key, from <see cref="ClientHash"/> and the chained hash of the zone.</summary>
    public static ulong HashOf(ushort day, ulong client, ulong zone) => Math.Max(1, WyHash.Of(zone, client + day * 0x9E3779B97F4A7C15));

    /// <summary>The hash by which clients are shared out.</summary>
    public static ulong ClientHash(Address client) => WyHash.Of(client.Low, client.High ^ NameHashing.Seed);
}
