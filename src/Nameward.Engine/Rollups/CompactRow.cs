using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// One message as the rollups remember it exactly, in about forty bytes: what a key's first few rows are kept as, and what its sketches are folded
/// from. It holds nothing that depends on another row.
/// </summary>
/// <remarks>
/// Layout, little-endian: milliseconds of the day (4), lane (2), flags (1), rcode (1), type (2), bytes (2), server (4), segment (4), longest TTL (2),
/// prefix length (1), items (1), then the prefix in wire labels without the root, then the items: kind (1) and 4, 16 or 12 bytes.
/// </remarks>
readonly ref struct CompactRow(ReadOnlySpan<byte> bytes)
{
    /// <summary>Bytes before the prefix.</summary>
    public const int HeaderBytes = 24;

    /// <summary>Most items of one row; records beyond are left out of its weight.</summary>
    public const int MaxItems = 32;

    /// <summary>Longest row.</summary>
    public const int MaxBytes = HeaderBytes + WireName.MaxBytes + MaxItems * 17;

    readonly ReadOnlySpan<byte> _bytes = bytes;

    public uint Milliseconds => BinaryPrimitives.ReadUInt32LittleEndian(_bytes);
    public ushort Lane => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[4..]);
    public RowTraits Traits => (RowTraits)_bytes[6];
    public byte Rcode => _bytes[7];
    public ushort Type => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[8..]);
    public ushort MessageBytes => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[10..]);
    public uint Server => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[12..]);
    public uint Segment => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[16..]);
    public ushort LongestTtl => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[20..]);
    public ReadOnlySpan<byte> Prefix => _bytes.Slice(HeaderBytes, _bytes[22]);
    public int Items => _bytes[23];
    public ReadOnlySpan<byte> ItemBytes => _bytes[(HeaderBytes + _bytes[22])..];

    /// <summary>Length of the row that <paramref name="bytes"/> begins with.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        var at = HeaderBytes + bytes[22];
        for (var i = bytes[23]; i > 0; i--)
        {
            at += 1 + ItemLength((DataKind)bytes[at]);
        }
        return at;
    }

    public static int ItemLength(DataKind kind) => kind switch { DataKind.V4 => 4, DataKind.V6 => 16, _ => 12 };
}

/// <summary>What a compact row shows.</summary>
[Flags]
enum RowTraits : byte
{
    Query = 1,
    Response = 2,
    RcodeShown = 4,
    AnswersShown = 8,
    SpellsAddress = 16,
    Underscored = 32,
}
