using System.Buffers;

namespace Nameward.Engine.Rollups;

/// <summary>What is remembered of one piece of record data that came back under a zone.</summary>
struct SampledData : ISampled<SampledData>
{
    /// <inheritdoc/>
    public ulong Hash { get; set; }

    /// <summary>Hash of the name it came back for; meaningless once <see cref="Shared"/>.</summary>
    public ulong Name;

    /// <summary>Whether it came back for more than one name.</summary>
    public bool Shared;

    /// <summary>Whether the name is one that hosts bear: below the zone, without "_", and spelling no address. Policy, keys and lists are published at the others.</summary>
    public bool OfHost;

    /// <summary>The address, where it is one (bytes in network order); of a target what stands for its zone, and the bits (hundredths) of that zone's own label; otherwise both zero.</summary>
    public ulong High, Low;

    /// <summary>What it is.</summary>
    public DataKind Kind;

    /// <summary>What stands for the zone of a target, among all that clients get; 0 where it is none.</summary>
    public readonly ulong TargetZone => Kind == DataKind.Target ? High : 0;

    /// <summary>Bits that it can carry, in hundredths; 0 for addresses, which are weighed together.</summary>
    public int Bits;

    /// <inheritdoc/>
    public void Join(in SampledData other)
    {
        Shared |= other.Shared || other.Name != Name;
        Name = Shared ? 0 : Name;
        OfHost &= !Shared;
        Bits = Math.Max(Bits, other.Bits);
        (Kind, High, Low) = ((DataKind)Math.Max((byte)Kind, (byte)other.Kind), Math.Max(High, other.High), Math.Max(Low, other.Low));
    }

    /// <inheritdoc/>
    public readonly void WriteTo(IBufferWriter<byte> to)
    {
        to.U64(Hash);
        to.U64(Name);
        to.Byte((byte)((byte)Kind | (Shared ? 0x80 : 0) | (OfHost ? 0x40 : 0)));
        to.U32((uint)Bits);
        to.U64(High);
        to.U64(Low);
    }

    /// <inheritdoc/>
    public static SampledData ReadFrom(ref StateReader from)
    {
        var data = new SampledData { Hash = from.U64(), Name = from.U64() };
        var kind = from.Byte();
        data.Kind = (DataKind)(kind & 0x3F);
        data.Shared = (kind & 0x80) != 0;
        data.OfHost = (kind & 0x40) != 0;
        data.Bits = (int)from.U32();
        data.High = from.U64();
        data.Low = from.U64();
        return data;
    }
}

/// <summary>Kinds of record data, by how their capacity is weighed.</summary>
enum DataKind : byte
{
    /// <summary>An IPv4 address.</summary>
    V4,
    /// <summary>An IPv6 address.</summary>
    V6,
    /// <summary>Anything else: text, a target name in the zone that was asked, bytes.</summary>
    Other,
    /// <summary>A target name in another zone.</summary>
    Target,
}
