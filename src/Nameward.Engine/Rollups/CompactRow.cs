using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// One message as the rollups remember it exactly, in some twenty bytes: what a key's first rows are kept as, and what its sketches are folded from. It
/// holds nothing that depends on another row.
/// </summary>
/// <remarks>
/// Layout, little-endian: second of the day, rcode and traits (4); number of the context (2), and where it is <see cref="RowContexts.Spelled"/> the context
/// itself at the end (10); type, low byte (1); prefix length (1); the prefix in wire labels without the root; type, high byte (1, where it is not 0); bytes of the
/// message (2, where told); where there are records of the answer their number (1), longest TTL (2) and items: kind (1) and 4, 16, 12 or 20 bytes.
/// </remarks>
readonly ref struct CompactRow
{
    /// <summary>Bytes before the prefix.</summary>
    public const int HeaderBytes = 8;

    /// <summary>Bytes of a context that the row holds itself.</summary>
    public const int ContextBytes = 10;

    /// <summary>Most items of one row; records beyond are left out of its weight.</summary>
    public const int MaxItems = 32;

    /// <summary>Bytes of the longest item, its kind included.</summary>
    const int LongestItem = 21;

    /// <summary>Longest row.</summary>
    public const int MaxBytes = HeaderBytes + WireName.MaxBytes + 1 + 2 + 3 + MaxItems * LongestItem + ContextBytes;

    internal const int RcodeShift = 17, TraitsShift = 21;
    internal const uint SecondMask = (1u << RcodeShift) - 1, HighestRcode = 15;

    readonly ReadOnlySpan<byte> _bytes;
    readonly RowContexts _contexts;
    readonly int _answers;

    /// <summary>A row, behind which other bytes may follow.</summary>
    public CompactRow(ReadOnlySpan<byte> bytes, RowContexts contexts)
    {
        _bytes = bytes;
        _contexts = contexts;
        Head = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        _answers = AnswersOf(bytes);
    }

    uint Head { get; }

    /// <summary>What it shares with many others.</summary>
    public RowContext Context => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[4..]) is var number and not RowContexts.Spelled ? _contexts[number] : ReadContext(_bytes[EndOfItems(_bytes, _answers)..]);

    /// <summary>Second of the UTC day.</summary>
    public uint Second => Head & SecondMask;
    /// <summary>Code of the response; those above 14 as 15.</summary>
    public byte Rcode => (byte)(Head >> RcodeShift & HighestRcode);
    /// <summary>What it shows.</summary>
    public RowTraits Traits => (RowTraits)(Head >> TraitsShift);
    /// <summary>QTYPE.</summary>
    public ushort Type => (ushort)(_bytes[6] | (Has(RowTraits.LongType) ? _bytes[HeaderBytes + _bytes[7]] << 8 : 0));
    /// <summary>Bytes of the message; 0 where not told.</summary>
    public ushort MessageBytes => Has(RowTraits.BytesShown) ? BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(_answers - 2)..]) : (ushort)0;
    /// <summary>Labels before the zone.</summary>
    public ReadOnlySpan<byte> Prefix => _bytes.Slice(HeaderBytes, _bytes[7]);
    /// <summary>Number of items.</summary>
    public int Items => Has(RowTraits.HasItems) ? _bytes[_answers] : 0;
    /// <summary>Longest time to live of the answer; <see cref="SampledName.NoTtl"/> where none is told.</summary>
    public ushort LongestTtl => Has(RowTraits.HasItems) ? BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(_answers + 1)..]) : SampledName.NoTtl;
    /// <summary>The items, and whatever follows.</summary>
    public ReadOnlySpan<byte> ItemBytes => Has(RowTraits.HasItems) ? _bytes[(_answers + 3)..] : [];

    /// <summary>Length of the row that <paramref name="bytes"/> begins with.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        return EndOfItems(bytes, AnswersOf(bytes)) + (BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) == RowContexts.Spelled ? ContextBytes : 0);
    }

    /// <summary>Whether bytes that come from outside are one row that spells its context out, to the last byte.</summary>
    public static bool IsSpelledRow(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes + ContextBytes || BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) != RowContexts.Spelled)
        {
            return false;
        }
        var (at, end) = (AnswersOf(bytes), bytes.Length - ContextBytes);
        if ((TraitsOf(bytes) & RowTraits.HasItems) != 0)
        {
            var items = at < end ? bytes[at] : 0;
            for (at += 3; items > 0 && at < end; items--)
            {
                at += 1 + ItemLength((DataKind)bytes[at]);
            }
            at = items > 0 ? int.MaxValue : at;
        }
        return at == end && AreLabels(bytes.Slice(HeaderBytes, bytes[7]));
    }

    /// <summary>Length of a row, its context not counted where it spells it out.</summary>
    public static int LengthWithoutContext(ReadOnlySpan<byte> row) =>
        row.Length - (BinaryPrimitives.ReadUInt16LittleEndian(row[4..]) == RowContexts.Spelled ? ContextBytes : 0);

    /// <summary>Writes the row with its context spelled out, the form in which rows leave the process.</summary>
    /// <returns>Its length.</returns>
    public int Spell(Span<byte> to)
    {
        var end = EndOfItems(_bytes, _answers);
        _bytes[..end].CopyTo(to);
        BinaryPrimitives.WriteUInt16LittleEndian(to[4..], RowContexts.Spelled);
        WriteContext(Context, to[end..]);
        return end + ContextBytes;
    }

    /// <summary>Writes a context at the end of a row.</summary>
    public static void WriteContext(RowContext context, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(to, context.Lane);
        BinaryPrimitives.WriteUInt32LittleEndian(to[2..], context.Server);
        BinaryPrimitives.WriteUInt32LittleEndian(to[6..], context.Segment);
    }

    /// <summary>Bytes of an item of a kind.</summary>
    public static int ItemLength(DataKind kind) => kind switch { DataKind.V4 => 4, DataKind.V6 => 16, DataKind.Target => 20, _ => 12 };

    bool Has(RowTraits trait) => (Traits & trait) != 0;

    static bool AreLabels(ReadOnlySpan<byte> prefix)
    {
        var (at, labels) = (0, 0);
        for (; at < prefix.Length && prefix[at] is > 0 and <= WireName.MaxLabelBytes; at += prefix[at] + 1)
        {
            labels++;
        }
        return at == prefix.Length && labels <= WireName.MaxLabels;
    }

    static RowContext ReadContext(ReadOnlySpan<byte> from) =>
        new(BinaryPrimitives.ReadUInt16LittleEndian(from), BinaryPrimitives.ReadUInt32LittleEndian(from[2..]), BinaryPrimitives.ReadUInt32LittleEndian(from[6..]));

    static RowTraits TraitsOf(ReadOnlySpan<byte> bytes) => (RowTraits)(BinaryPrimitives.ReadUInt32LittleEndian(bytes) >> TraitsShift);

    /// <summary>Where what is told of the answer begins, behind the prefix and what a few rows have besides.</summary>
    static int AnswersOf(ReadOnlySpan<byte> bytes)
    {
        var traits = TraitsOf(bytes);
        return HeaderBytes + bytes[7] + ((traits & RowTraits.LongType) != 0 ? 1 : 0) + ((traits & RowTraits.BytesShown) != 0 ? 2 : 0);
    }

    static int EndOfItems(ReadOnlySpan<byte> bytes, int answers)
    {
        if ((TraitsOf(bytes) & RowTraits.HasItems) == 0)
        {
            return answers;
        }
        var at = answers + 3;
        for (var i = bytes[answers]; i > 0; i--)
        {
            at += 1 + ItemLength((DataKind)bytes[at]);
        }
        return at;
    }
}

/// <summary>What a compact row shows.</summary>
[Flags]
enum RowTraits : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>The query.</summary>
    Query = 1,
    /// <summary>The response.</summary>
    Response = 2,
    /// <summary>The code of the response.</summary>
    RcodeShown = 4,
    /// <summary>The records of the response, if there are any.</summary>
    AnswersShown = 8,
    /// <summary>Of the layout: there are records of the answer.</summary>
    HasItems = 16,
    /// <summary>Of the layout: the message's size is told.</summary>
    BytesShown = 32,
    /// <summary>Of the layout: the type is above 255.</summary>
    LongType = 64,
    /// <summary>The labels before the zone spell an address.</summary>
    SpellsAddress = 128,
    /// <summary>The labels before the zone hold bytes or a mix of cases that host names do not: see <see cref="NameSpelling"/>.</summary>
    Coded = 256,
}
