using System.Buffers.Binary;
using System.Buffers.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The records of one response from the text that logs write of them (presentation format: RFC 1035 section 5, RFC 3597). Data whose text cannot be turned
/// into that of the wire keeps its text, as a record of type 0. One belongs to one reader; its buffers are used again.
/// </summary>
sealed class RecordTexts
{
    /// <summary>Why a record is malformed of which an answer could not be added.</summary>
    public const string TooLong = "the answers are longer than a DNS message";

    /// <summary>Records of one response: a message holds 65,535 bytes, and a record at least 11 of them.</summary>
    public const int MostRecords = ushort.MaxValue / 11;

    const ushort Any = 255, Spf = 99;
    const int LongestData = ushort.MaxValue, LongestString = byte.MaxValue;

    readonly ResourceRecordWriter _records = new();
    readonly byte[] _owner = new byte[PlainNames.Room];
    readonly byte[] _data = new byte[LongestData + PlainNames.Room];
    int _count;

    /// <summary>Whether there is no record.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>The records, encoded.</summary>
    public ReadOnlySpan<byte> Written => _records.Written;

    /// <summary>Starts the next response.</summary>
    public void Clear()
    {
        _records.Clear();
        _count = 0;
    }

    /// <summary>Adds a record whose type is told; false where no message could carry it.</summary>
    /// <param name="type">TYPE; where 0, it is inferred as for <see cref="TryAdd(ReadOnlySpan{byte}, ushort)"/>.</param>
    /// <param name="ttl">Seconds; <see cref="ResourceRecord.UnknownTtl"/> where not told.</param>
    /// <param name="owner">The name it stands at, as text; empty where that is not told, or is the name of the question.</param>
    /// <param name="data">RDATA as text.</param>
    /// <param name="section">Where it stands.</param>
    public bool TryAdd(ushort type, uint ttl, ReadOnlySpan<byte> owner, ReadOnlySpan<byte> data, Section section = Section.Answer)
    {
        if (!HasRoom(data.Length))
        {
            return false;
        }
        var length = Write(type, data);
        if (length < 0)
        {
            data.CopyTo(_data);
            (type, length) = (0, data.Length);
        }
        Add(type, ttl, owner, length, section);
        return true;
    }

    /// <summary>
    /// Adds a record that is data alone: an address is A or AAAA, and what else it may be is told by the type of the question: that type, or the
    /// alias that leads there. False where no message could carry it.
    /// </summary>
    public bool TryAdd(ReadOnlySpan<byte> data, ushort questionType) => TryAdd(Infer(data, questionType), ResourceRecord.UnknownTtl, [], data);

    /// <summary>Adds a record of text from its bytes, in which nothing is escaped: one string, cut after 255 bytes. False where no message could carry it.</summary>
    public bool TryAddText(ushort type, uint ttl, ReadOnlySpan<byte> owner, ReadOnlySpan<byte> text, Section section = Section.Answer)
    {
        if (!HasRoom(text.Length))
        {
            return false;
        }
        Add(type, ttl, owner, WriteLong(text), section);
        return true;
    }

    /// <summary>Adds a record as it was on the wire; false where no message could carry it.</summary>
    public bool TryAddWire(ushort type, uint ttl, ReadOnlySpan<byte> data, Section section = Section.Answer)
    {
        if (data.Length > LongestData || _count == MostRecords)
        {
            return false;
        }
        _count++;
        _records.Add(section, type, ttl, [], data);
        return true;
    }

    // Strings gain one length byte for each 255.
    bool HasRoom(int bytes) => bytes + bytes / LongestString < LongestData && _count < MostRecords;

    void Add(ushort type, uint ttl, ReadOnlySpan<byte> owner, int length, Section section)
    {
        _count++;
        var ownerLength = owner.IsEmpty ? 0 : WireName.FromText(owner, _owner);
        _records.Add(section, type, ttl, _owner.AsSpan(0, ownerLength), _data.AsSpan(0, length));
    }

    static ushort Infer(ReadOnlySpan<byte> data, ushort questionType)
    {
        if (questionType is not (RecordTypes.Txt or Spf) && Address.TryParse(data, out var address))
        {
            return address.IsV4 && !data.Contains((byte)':') ? RecordTypes.A : RecordTypes.Aaaa;
        }
        return questionType switch
        {
            RecordTypes.A or RecordTypes.Aaaa => RecordTypes.Cname,
            Any => 0,
            _ => questionType,
        };
    }

    /// <summary>Writes RDATA into the buffer.</summary>
    /// <returns>Its bytes, or -1 where the text is none of this type.</returns>
    int Write(ushort type, ReadOnlySpan<byte> text) => type switch
    {
        RecordTypes.A or RecordTypes.Aaaa => WriteAddress(type, text),
        RecordTypes.Cname or RecordTypes.Dname or RecordTypes.Ns or RecordTypes.Ptr => WriteName(text, 0),
        RecordTypes.Mx => WriteNumbersAndName(text, 1),
        RecordTypes.Srv => WriteNumbersAndName(text, 3),
        RecordTypes.Soa => WriteAuthority(text),
        RecordTypes.Txt or Spf => WriteStrings(text),
        _ => WriteUnknown(text),
    };

    int WriteAddress(ushort type, ReadOnlySpan<byte> text)
    {
        if (!Address.TryParse(text, out var address))
        {
            return -1;
        }
        if (type == RecordTypes.A)
        {
            BinaryPrimitives.WriteUInt32BigEndian(_data, address.V4);
            return address.IsV4 ? 4 : -1;
        }
        BinaryPrimitives.WriteUInt64BigEndian(_data, address.High);
        BinaryPrimitives.WriteUInt64BigEndian(_data.AsSpan(8), address.Low);
        return 16;
    }

    int WriteName(ReadOnlySpan<byte> text, int at)
    {
        var length = text.IsEmpty || text.Contains((byte)' ') ? 0 : WireName.FromText(text, _data.AsSpan(at));
        return length == 0 ? -1 : at + length;
    }

    /// <summary>Preference and exchange; priority, weight, port and target. Where a log leaves the numbers out they are 0.</summary>
    int WriteNumbersAndName(ReadOnlySpan<byte> text, int numbers)
    {
        var before = 2 * numbers;
        if (!text.Contains((byte)' '))
        {
            _data.AsSpan(0, before).Clear();
            return WriteName(text, before);
        }
        for (var i = 0; i < numbers; i++)
        {
            if (!Numbers.TryUInt16(TextWords.Take(ref text), out var number))
            {
                return -1;
            }
            BinaryPrimitives.WriteUInt16BigEndian(_data.AsSpan(2 * i), number);
        }
        return WriteName(text, before);
    }

    /// <summary>Two names and five numbers (RFC 1035 section 3.3.13).</summary>
    int WriteAuthority(ReadOnlySpan<byte> text)
    {
        const int Counters = 5;
        var at = WriteName(TextWords.Take(ref text), 0);
        at = at < 0 ? at : WriteName(TextWords.Take(ref text), at);
        for (var i = 0; i < Counters && at >= 0; i++)
        {
            var isRead = Numbers.TrySeconds(TextWords.Take(ref text), out var number);
            BinaryPrimitives.WriteUInt32BigEndian(_data.AsSpan(at), number);
            at = isRead ? at + sizeof(uint) : -1;
        }
        return text.IsEmpty ? at : -1;
    }

    /// <summary>Strings in quotes, in which <c>\DDD</c> and <c>\X</c> stand for one byte; a text without quotes is one long string, cut after 255 bytes.</summary>
    int WriteStrings(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'"', ..])
        {
            return WriteLong(text);
        }
        var at = 0;
        while (text is [(byte)'"', ..])
        {
            var start = at++;
            text = text[1..];
            while (!text.IsEmpty && text[0] != '"')
            {
                if (at - start > LongestString)
                {
                    return -1;
                }
                _data[at++] = TakeByte(ref text);
            }
            _data[start] = (byte)(at - start - 1);
            text = text.IsEmpty ? text : text[1..].TrimStart((byte)' ');
        }
        return text.IsEmpty ? at : -1;
    }

    static byte TakeByte(scoped ref ReadOnlySpan<byte> text)
    {
        var isEscape = text[0] == '\\' && text.Length > 1;
        var isNumber = isEscape && text.Length > 3 && Numbers.TryUInt16(text.Slice(1, 3), out var number) && number <= byte.MaxValue;
        var value = isNumber ? Value(text.Slice(1, 3)) : text[isEscape ? 1 : 0];
        text = text[(isNumber ? 4 : isEscape ? 2 : 1)..];
        return value;
    }

    static byte Value(ReadOnlySpan<byte> digits) => Numbers.TryUInt16(digits, out var number) ? (byte)number : (byte)0;

    int WriteLong(ReadOnlySpan<byte> text)
    {
        var at = 0;
        do
        {
            var part = text[..Math.Min(text.Length, LongestString)];
            _data[at] = (byte)part.Length;
            part.CopyTo(_data.AsSpan(at + 1));
            at += 1 + part.Length;
            text = text[part.Length..];
        }
        while (!text.IsEmpty);
        return at;
    }

    /// <summary>Data of any type as <c>\# 4 0A000001</c> (RFC 3597 section 5).</summary>
    int WriteUnknown(ReadOnlySpan<byte> text)
    {
        if (!TextWords.TryTake(ref text, "\\# "u8) || !Numbers.TryUInt16(TextWords.Take(ref text), out var length))
        {
            return -1;
        }
        var at = 0;
        for (; text.Length >= 2; text = text[2..].TrimStart((byte)' '))
        {
            if (at == length || !Utf8Parser.TryParse(text[..2], out byte value, out var used, 'x') || used != 2)
            {
                return -1;
            }
            _data[at++] = value;
        }
        return at == length && text.IsEmpty ? at : -1;
    }
}
