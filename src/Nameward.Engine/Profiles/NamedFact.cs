using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>A record of the infrastructure, as often as the evidence shows it: a name, what it points to, and where it was seen.</summary>
sealed class NamedFact : IFact<NamedFact>
{
    /// <summary>The owner, canonical wire form; empty where it is of no concern.</summary>
    public byte[] Owner { get; private set; } = [];
    /// <summary>RDATA; a name in it in lower case.</summary>
    public byte[] Data { get; private set; } = [];
    /// <summary>Where and when.</summary>
    public Sighting Seen { get; } = new();

    /// <summary>Adds one record.</summary>
    public void Add(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> data, in DnsMessage message, Section section)
    {
        Owner = Owner.Length == 0 && !owner.IsEmpty ? owner.ToArray() : Owner;
        Data = Data.Length == 0 && !data.IsEmpty ? data.ToArray() : Data;
        Seen.Add(message, section);
    }

    /// <inheritdoc/>
    public void Merge(NamedFact other)
    {
        Owner = other.Owner;
        Data = other.Data;
        Seen.Merge(other.Seen);
    }

    /// <summary>The hash of an owner and what it points to.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> data) => WyHash.Of(data, WyHash.Of(owner, NameHashing.Seed));
}
