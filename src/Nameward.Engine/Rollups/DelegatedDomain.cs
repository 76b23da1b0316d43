using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>A registrable domain of which the evidence shows name servers.</summary>
sealed class DelegatedDomain : IFact<DelegatedDomain>
{
    /// <summary>Most name servers of it that are kept, and as many of the zones below it: those whose names have the lowest hashes.</summary>
    public const int MostServers = 16;

    /// <summary>Its name in canonical wire form.</summary>
    public byte[] Name { get; private set; } = [];

    /// <summary>The name servers of the domain itself.</summary>
    public BottomK<NameServerOf> Own { get; private set; } = new(MostServers);

    /// <summary>Those of zones below it.</summary>
    public BottomK<NameServerOf> Below { get; private set; } = new(MostServers);

    /// <summary>Its chained hash.</summary>
    public ulong Hash => WireName.Hash(Name, NameHashing.Seed);

    /// <summary>Adds a name server.</summary>
    public void Add(ReadOnlySpan<byte> name, bool isOwn, in NameServerOf server)
    {
        Name = Name.Length == 0 ? name.ToArray() : Name;
        (isOwn ? Own : Below).Add(server);
    }

    /// <inheritdoc/>
    public void Merge(DelegatedDomain other)
    {
        Name = other.Name;
        Own.Merge(other.Own);
        Below.Merge(other.Below);
    }

    /// <summary>Writes the canonical bytes.</summary>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.Name(Name);
        Own.WriteTo(to);
        Below.WriteTo(to);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static DelegatedDomain ReadFrom(ref StateReader from) => new()
    {
        Name = from.Name().ToArray(),
        Own = BottomK<NameServerOf>.ReadFrom(ref from, MostServers),
        Below = BottomK<NameServerOf>.ReadFrom(ref from, MostServers),
    };
}

/// <summary>That a domain has a name server, and when the evidence showed it.</summary>
struct NameServerOf : ISampled<NameServerOf>
{
    /// <summary>Chained hash of the name server's name.</summary>
    public ulong Hash { get; set; }

    /// <summary>When.</summary>
    public Sighted Seen;

    /// <inheritdoc/>
    public void Join(in NameServerOf other) => Seen = Seen.And(other.Seen);

    /// <inheritdoc/>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        to.U64(Hash);
        Seen.WriteTo(to);
    }

    /// <inheritdoc/>
    public static NameServerOf ReadFrom(ref StateReader from) => new() { Hash = from.U64(), Seen = Sighted.ReadFrom(ref from) };
}
