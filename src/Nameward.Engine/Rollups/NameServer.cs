using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>A name server: where it stands, and for whom.</summary>
sealed class NameServer : IFact<NameServer>
{
    /// <summary>Most addresses of it that are kept, those with the lowest hashes: name servers have one or two, and those of a flux network ever new ones.</summary>
    public const int MostAddresses = 32;

    /// <summary>Most registrable domains that are kept of those whose name server it is.</summary>
    public const int MostDomains = 16;

    /// <summary>Its name in canonical wire form.</summary>
    public byte[] Name { get; private set; } = [];

    /// <summary>Its addresses.</summary>
    public BottomK<ServerAddress> Addresses { get; private set; } = new(MostAddresses);

    /// <summary>The registrable domains whose name server it is, by chained hash.</summary>
    public BottomK<ServedDomain> Domains { get; private set; } = new(MostDomains);

    /// <summary>Chained hash of its name.</summary>
    public ulong Hash => WireName.Hash(Name, NameHashing.Seed);

    /// <summary>Adds a domain whose name server it is.</summary>
    public void Add(ReadOnlySpan<byte> name, ulong domain)
    {
        Name = Name.Length == 0 ? name.ToArray() : Name;
        Domains.Add(new() { Hash = domain });
    }

    /// <inheritdoc/>
    public void Merge(NameServer other)
    {
        Name = other.Name;
        Addresses.Merge(other.Addresses);
        Domains.Merge(other.Domains);
    }

    /// <summary>Writes the canonical bytes.</summary>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.Name(Name);
        Addresses.WriteTo(to);
        Domains.WriteTo(to);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static NameServer ReadFrom(ref StateReader from) => new()
    {
        Name = from.Name().ToArray(),
        Addresses = BottomK<ServerAddress>.ReadFrom(ref from, MostAddresses),
        Domains = BottomK<ServedDomain>.ReadFrom(ref from, MostDomains),
    };
}

/// <summary>An address of a name server.</summary>
struct ServerAddress : ISampled<ServerAddress>
{
    /// <inheritdoc/>
    public readonly ulong Hash => HashOf(Address);

    /// <summary>The address.</summary>
    public Address Address;

    /// <summary>When.</summary>
    public Sighted Seen;

    /// <summary>The least and the greatest time to live, in seconds; <see cref="ResourceRecord.UnknownTtl"/> and 0 where none is told.</summary>
    public uint LeastTtl, GreatestTtl;

    /// <summary>One record.</summary>
    public static ServerAddress Of(Address address, uint ttl, in Sighted seen) =>
        new() { Address = address, Seen = seen, LeastTtl = ttl, GreatestTtl = ttl == ResourceRecord.UnknownTtl ? 0 : ttl };

    /// <summary>The hash by which addresses are sampled.</summary>
    public static ulong HashOf(Address address) => WyHash.Of(address.Low, WyHash.Of(address.High, NameHashing.Seed));

    /// <inheritdoc/>
    public void Join(in ServerAddress other) =>
        (Seen, LeastTtl, GreatestTtl) = (Seen.And(other.Seen), Math.Min(LeastTtl, other.LeastTtl), Math.Max(GreatestTtl, other.GreatestTtl));

    /// <inheritdoc/>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        to.U64(Address.High);
        to.U64(Address.Low);
        Seen.WriteTo(to);
        to.U32(LeastTtl);
        to.U32(GreatestTtl);
    }

    /// <inheritdoc/>
    public static ServerAddress ReadFrom(ref StateReader from) =>
        new() { Address = new(from.U64(), from.U64()), Seen = Sighted.ReadFrom(ref from), LeastTtl = from.U32(), GreatestTtl = from.U32() };
}

/// <summary>A registrable domain, by its chained hash.</summary>
struct ServedDomain : ISampled<ServedDomain>
{
    /// <inheritdoc/>
    public ulong Hash { get; set; }

    /// <inheritdoc/>
    public readonly void Join(in ServedDomain other)
    {
    }

    /// <inheritdoc/>
    public readonly void WriteTo(IBufferWriter<byte> to) => to.U64(Hash);

    /// <inheritdoc/>
    public static ServedDomain ReadFrom(ref StateReader from) => new() { Hash = from.U64() };
}
