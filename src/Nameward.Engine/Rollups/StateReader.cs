using System.Buffers;
using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>Reads the canonical bytes of rollups, little-endian. Bytes that end early are a damaged block: <see cref="InvalidDataException"/>.</summary>
public ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether everything was read.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>The next <paramref name="count"/> bytes.</summary>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw new InvalidDataException("a rollup block ends early");
        }
        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    /// <summary>One byte.</summary>
    public byte Byte() => Bytes(1)[0];

    /// <summary>Two bytes.</summary>
    public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    /// <summary>Four bytes.</summary>
    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    /// <summary>Eight bytes.</summary>
    public ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    /// <summary>A name in wire form behind its length.</summary>
    public ReadOnlySpan<byte> Name()
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        var name = Bytes(Byte());
        return WireName.Labels(name, starts) >= 0 ? name : throw new InvalidDataException("a rollup block holds a name that is none");
    }

    /// <summary>A count of things of which each takes at least <paramref name="atLeast"/> bytes; more than can follow is damage.</summary>
    public int Count(int atLeast)
    {
        var count = U32();
        return count <= (uint)(_rest.Length / atLeast) ? (int)count : throw new InvalidDataException("a rollup block counts more than it holds");
    }
}

/// <summary>Writes the canonical bytes of rollups, little-endian.</summary>
static class StateWriting
{
    public static void Byte(this IBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }

    public static void Name(this IBufferWriter<byte> to, ReadOnlySpan<byte> name)
    {
        to.Byte((byte)name.Length);
        to.Write(name);
    }

    public static void U16(this IBufferWriter<byte> to, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to.GetSpan(2), value);
        to.Advance(2);
    }

    public static void U32(this IBufferWriter<byte> to, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to.GetSpan(4), value);
        to.Advance(4);
    }

    public static void U64(this IBufferWriter<byte> to, ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to.GetSpan(8), value);
        to.Advance(8);
    }
}
