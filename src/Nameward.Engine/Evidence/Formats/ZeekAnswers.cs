using System.Buffers.Binary;
using System.Buffers.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The records of one answer as Zeek lists them: data alone, without owner or type (<c>DNS::do_reply</c> in
/// <c>base/protocols/dns/main.zeek</c>). The type is inferred: an address is A or AAAA, <c>TXT 3 abc</c> and <c>SPF 3 abc</c> say it,
/// <c>&lt;unknown type=65&gt;</c> says it and no more, and a name is what the question asked for or else the alias that leads there. Zeek writes
/// names in lower case, so that no name looks like the others. What stays open (a name that answers ANY or a question that was not seen, a summary
/// such as <c>RRSIG 1 example</c>) is of type 0 with the bytes of its text.
/// </summary>
sealed class ZeekAnswers
{
    const ushort Any = 255;
    const ushort Spf = 99;
    const int LongestData = ushort.MaxValue;

    readonly ResourceRecordWriter _records = new();
    readonly byte[] _data = new byte[LongestData];
    int _count;

    /// <summary>Whether there is no record.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>The records, encoded.</summary>
    public ReadOnlySpan<byte> Written => _records.Written;

    /// <summary>Starts the next answer.</summary>
    public void Clear()
    {
        _records.Clear();
        _count = 0;
    }

    /// <summary>Adds one record from the bytes that its text stands for; false where no message could carry it.</summary>
    public bool TryAdd(ReadOnlySpan<byte> text, uint ttl, ushort questionType)
    {
        // Strings of TXT gain one length byte for each 255.
        if (text.Length + text.Length / 255 >= LongestData || _count == RecordTexts.MostRecords)
        {
            return false;
        }
        _count++;
        var type = text is [>= (byte)'A' and <= (byte)'Z' or (byte)'<', ..] ? Spoken(text, out var length) : Inferred(text, questionType, out length);
        if (length < 0)
        {
            text.CopyTo(_data);
            length = text.Length;
        }
        _records.Add(Section.Answer, type, ttl, [], _data.AsSpan(0, length));
        return true;
    }

    /// <summary>Whether an item that looks like an address is one, and no name: by the type of the question.</summary>
    public static bool MayBeAddress(ushort questionType) => BytesBeforeName(questionType) < 0;

    /// <summary>Whether the type of a question says of which type an answer is that looks like a name.</summary>
    public static bool TellsName(ushort questionType) => questionType is not (0 or Any);

    /// <summary>The type of an answer that is a name, where the question <see cref="TellsName">tells it</see>: the one asked for, or else an alias.</summary>
    public static ushort TypeOfName(ushort questionType) => MayBeAddress(questionType) ? RecordTypes.Cname : questionType;

    /// <summary>Bytes of data before such a name.</summary>
    public static int BytesBefore(ushort questionType) => Math.Max(BytesBeforeName(questionType), 0);

    /// <summary>Adds an IPv4 address, which <see cref="MayBeAddress"/>; false where no message could carry it.</summary>
    public bool TryAdd(uint v4, uint ttl)
    {
        if (_count == RecordTexts.MostRecords)
        {
            return false;
        }
        _count++;
        Span<byte> data = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(data, v4);
        _records.Add(Section.Answer, RecordTypes.A, ttl, [], data);
        return true;
    }

    /// <summary>Whether a text is strings of TXT or SPF whose lengths fit as they stand.</summary>
    public static bool IsExactStrings(ReadOnlySpan<byte> text)
    {
        if (!IsStrings(text))
        {
            return false;
        }
        var mnemonic = text[..4];
        while (TryString(ref text, mnemonic, out _))
        {
            if (text.IsEmpty)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The type that a text names itself; the length of its data, or -1 where the text itself is all there is.</summary>
    ushort Spoken(ReadOnlySpan<byte> text, out int length)
    {
        length = -1;
        if (IsStrings(text))
        {
            length = IsExactStrings(text) ? WriteStrings(text) : WriteLooseText(text);
            return text[0] == 'T' ? RecordTypes.Txt : Spf;
        }
        var unknown = "<unknown type="u8;
        if (text.StartsWith(unknown) && Utf8Parser.TryParse(text[unknown.Length..], out ushort type, out var used)
            && text[(unknown.Length + used)..] is [(byte)'>'])
        {
            length = 0;
            return type;
        }
        return 0;
    }

    /// <summary>The type of an address or a name; the length of its data, or -1 where it is neither or its type stays open.</summary>
    ushort Inferred(ReadOnlySpan<byte> text, ushort questionType, out int length)
    {
        var before = BytesBeforeName(questionType);
        if (before < 0 && Address.TryParse(text, out var address))
        {
            return WriteAddress(address, text.Contains((byte)':'), out length);
        }
        length = -1;
        if (!TellsName(questionType))
        {
            return 0;
        }
        before = BytesBefore(questionType);
        var name = RawNames.ToWire(text, _data.AsSpan(before));
        if (name == 0)
        {
            return 0;
        }
        _data.AsSpan(0, before).Clear();
        length = before + name;
        return TypeOfName(questionType);
    }

    /// <summary>
    /// Bytes of data before the name (preference; priority, weight and port: not logged, so 0) for types of which Zeek lists just the name; else -1.
    /// </summary>
    static int BytesBeforeName(ushort type) => type switch
    {
        RecordTypes.Cname or RecordTypes.Dname or RecordTypes.Ns or RecordTypes.Ptr or RecordTypes.Soa => 0,
        RecordTypes.Mx => 2,
        RecordTypes.Srv => 6,
        _ => -1,
    };

    ushort WriteAddress(Address address, bool isV6, out int length)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_data, address.High);
        BinaryPrimitives.WriteUInt64BigEndian(_data.AsSpan(8), address.Low);
        length = 16;
        if (isV6)
        {
            return RecordTypes.Aaaa;
        }
        _data.AsSpan(12, 4).CopyTo(_data);
        length = 4;
        return RecordTypes.A;
    }

    static bool IsStrings(ReadOnlySpan<byte> text) =>
        text.Length > 4 && (text.StartsWith("TXT "u8) || text.StartsWith("SPF "u8)) && (uint)(text[4] - '0') <= 9;

    int WriteStrings(ReadOnlySpan<byte> text)
    {
        var mnemonic = text[..4];
        var length = 0;
        while (TryString(ref text, mnemonic, out var value))
        {
            length = WriteString(value, length);
        }
        return length;
    }

    /// <summary>Text whose stated length does not fit (cut, or changed on its way): all of it, in strings of 255 bytes.</summary>
    int WriteLooseText(ReadOnlySpan<byte> text)
    {
        var space = text[4..].IndexOf((byte)' ');
        text = space < 0 ? [] : text[(4 + space + 1)..];
        var length = 0;
        do
        {
            var part = text[..Math.Min(text.Length, 255)];
            length = WriteString(part, length);
            text = text[part.Length..];
        }
        while (!text.IsEmpty);
        return length;
    }

    int WriteString(ReadOnlySpan<byte> value, int at)
    {
        _data[at] = (byte)value.Length;
        value.CopyTo(_data.AsSpan(at + 1));
        return at + 1 + value.Length;
    }

    /// <summary>Takes <c>TXT 3 abc</c> off the front of <paramref name="rest"/>, and the space behind it.</summary>
    static bool TryString(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> mnemonic, out ReadOnlySpan<byte> value)
    {
        value = [];
        if (!rest.StartsWith(mnemonic) || !Utf8Parser.TryParse(rest[4..], out byte length, out var digits))
        {
            return false;
        }
        var after = rest[(4 + digits)..];
        if (after.Length <= length || after[0] != ' ')
        {
            return false;
        }
        value = after.Slice(1, length);
        after = after[(1 + length)..];
        if (after is [not (byte)' ', ..])
        {
            return false;
        }
        rest = after.IsEmpty ? after : after[1..];
        return true;
    }
}
