using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>A key of the pair table as it arrives: the zone's name is only looked at when the key is new.</summary>
readonly ref struct PairKey(ulong hash, ushort day, Address client, ulong zone, ReadOnlySpan<byte> zoneName)
{
    public PairKey(ushort day, Address client, ulong zone, ReadOnlySpan<byte> zoneName)
        : this(HashOf(day, ClientHash(client), zone), day, client, zone, zoneName)
    {
    }

    /// <summary>64 bits that stand for the key; never 0, which marks an empty cell.</summary>
    public ulong Hash { get; } = hash;
    public ushort Day { get; } = day;
    public Address Client { get; } = client;
    public ulong Zone { get; } = zone;
    public ReadOnlySpan<byte> ZoneName { get; } = zoneName;

    /// <summary>The <see cref="Hash"/> of a key, from <see cref="ClientHash"/> and the chained hash of the zone.</summary>
    public static ulong HashOf(ushort day, ulong client, ulong zone) => Math.Max(1, WyHash.Of(zone, client + day * 0x9E3779B97F4A7C15));

    /// <summary>The hash by which clients are shared out.</summary>
    public static ulong ClientHash(Address client) => WyHash.Of(client.Low, client.High ^ NameHashing.Seed);
}
