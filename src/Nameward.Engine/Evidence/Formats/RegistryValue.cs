using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What a value of an exported key of the registry is.</summary>
enum RegistryKind : byte
{
    /// <summary>None: the line takes the value away.</summary>
    None,
    /// <summary>A text (<c>REG_SZ</c>, <c>REG_EXPAND_SZ</c>), or several (<c>REG_MULTI_SZ</c>) with commas between them.</summary>
    Text,
    /// <summary>A number of 32 or 64 bits.</summary>
    Number,
    /// <summary>Bytes.</summary>
    Binary,
}

/// <summary>
/// A value of an exported key: <c>"name"="text"</c>, <c>dword:0000000a</c>, or bytes as <c>hex:01,02,\</c> over many lines, with the type in brackets where it is not
/// <c>REG_BINARY</c>. In files of version 5.00 texts in bytes are UTF-16, before that of the code page of the system. One belongs to one reader.
/// </summary>
sealed class RegistryValue
{
    const int Strings = 7, ExpandedString = 2, PlainString = 1, Quad = 0xB;

    /// <summary>Bytes before the first address of a DNS_ADDR_ARRAY, and bytes of one (MS-DNSP sections 2.2.3.2.2 and 2.2.3.2.3).</summary>
    const int ArrayHead = 32, ArrayEntry = 64;

    readonly JoinedText _name = new();
    readonly JoinedText _text = new();
    byte[] _bytes = [];
    int _length;

    /// <summary>Its name; <c>@</c> for the one without.</summary>
    public ReadOnlySpan<byte> Name => _name.Text;

    /// <summary>What it is.</summary>
    public RegistryKind Kind { get; private set; }

    /// <summary>The text, where it is one.</summary>
    public ReadOnlySpan<byte> Text => _text.Text;

    /// <summary>The number, where it is one.</summary>
    public ulong Number { get; private set; }

    /// <summary>Reads a line, or as many as one value has.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isWide">Whether texts in bytes are UTF-16.</param>
    public bool TryRead(ReadOnlySpan<byte> line, bool isWide)
    {
        (Kind, Number, _length) = (RegistryKind.None, 0, 0);
        _name.Clear();
        _text.Clear();
        if (line is [(byte)'@', ..])
        {
            _name.Add("@"u8);
            line = line[1..];
        }
        else if (!TryQuoted(ref line, _name))
        {
            return false;
        }
        line = line.Trim(" \t\r"u8);
        return line is [(byte)'=', ..] && TryData(line[1..].Trim(" \t\r"u8), isWide);
    }

    /// <summary>Writes addresses: those of a text, or of bytes as the DNS server keeps them; false where the bytes hold none in any known layout.</summary>
    public bool TryAddresses(JoinedText to)
    {
        if (Kind == RegistryKind.Binary)
        {
            var bytes = _bytes.AsSpan(0, _length);
            return bytes.IsEmpty || TryOld(bytes, to) || TryNew(bytes, to);
        }
        var text = Text;
        while (!text.IsEmpty)
        {
            var length = text.IndexOfAny(" ,;\t"u8);
            to.AddItem(length < 0 ? text : text[..length]);
            text = length < 0 ? [] : text[(length + 1)..];
        }
        return true;
    }

    /// <summary>An IP4_ARRAY: a count and as many addresses (MS-DNSP section 2.2.3.2.1).</summary>
    static bool TryOld(ReadOnlySpan<byte> bytes, JoinedText to)
    {
        if (bytes.Length < 4 || bytes.Length != 4 + 4L * BinaryPrimitives.ReadUInt32LittleEndian(bytes))
        {
            return false;
        }
        for (var at = 4; at < bytes.Length; at += 4)
        {
            to.AddAddress(Address.FromBytes(bytes.Slice(at, 4)));
        }
        return true;
    }

    /// <summary>A DNS_ADDR_ARRAY, whose entries have a family, a port, and an address of either family in its own place.</summary>
    static bool TryNew(ReadOnlySpan<byte> bytes, JoinedText to)
    {
        const int Inet = 2, Inet6 = 23;
        if (bytes.Length < ArrayHead || (bytes.Length - ArrayHead) % ArrayEntry != 0)
        {
            return false;
        }
        for (var at = ArrayHead; at < bytes.Length; at += ArrayEntry)
        {
            var entry = bytes.Slice(at, ArrayEntry);
            switch (BinaryPrimitives.ReadUInt16LittleEndian(entry))
            {
                case Inet:
                    to.AddAddress(Address.FromBytes(entry.Slice(4, 4)));
                    break;
                case Inet6:
                    to.AddAddress(Address.FromBytes(entry.Slice(8, 16)));
                    break;
                default:
                    return false;
            }
        }
        return true;
    }

    bool TryData(ReadOnlySpan<byte> data, bool isWide)
    {
        if (data is [(byte)'-'])
        {
            return true;
        }
        if (data is [(byte)'"', ..])
        {
            Kind = RegistryKind.Text;
            return TryQuoted(ref data, _text) && data.Trim(" \t\r"u8).IsEmpty;
        }
        if (TextWords.TryTake(ref data, "dword:"u8))
        {
            Kind = RegistryKind.Number;
            Number = Utf8Parser.TryParse(data, out uint number, out var used, 'x') && used == data.Length ? number : 0;
            return used == data.Length && used > 0;
        }
        return TextWords.TryTake(ref data, "hex"u8) && TryBytes(data, isWide);
    }

    bool TryBytes(ReadOnlySpan<byte> data, bool isWide)
    {
        var type = 0;
        if (data is [(byte)'(', ..])
        {
            var end = data.IndexOf((byte)')');
            if (end < 0 || !Utf8Parser.TryParse(data[1..end], out type, out var used, 'x') || used != end - 1)
            {
                return false;
            }
            data = data[(end + 1)..];
        }
        if (!TextWords.TryTake(ref data, ":"u8))
        {
            return false;
        }
        _bytes = _bytes.Length < data.Length ? new byte[data.Length] : _bytes;
        Kind = RegistryKind.Binary;
        if (!HexDigits.TryRead(data, ", \\\t\r\n"u8, _bytes, out _length))
        {
            return false;
        }
        if (type is Strings or ExpandedString or PlainString)
        {
            ReadText(isWide);
        }
        else if (type == Quad && _length == sizeof(ulong))
        {
            (Kind, Number) = (RegistryKind.Number, BinaryPrimitives.ReadUInt64LittleEndian(_bytes));
        }
        return true;
    }

    /// <summary>Texts with a zero behind each, and one more behind the last of several.</summary>
    void ReadText(bool isWide)
    {
        Kind = RegistryKind.Text;
        var text = _bytes.AsSpan(0, _length);
        if (isWide)
        {
            text = Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(text));
        }
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)0);
            _text.AddItem(end < 0 ? text : text[..end]);
            text = end < 0 ? [] : text[(end + 1)..];
        }
    }

    /// <summary>Takes a text in quotes off, in which a backslash stands before quotes and backslashes.</summary>
    static bool TryQuoted(scoped ref ReadOnlySpan<byte> line, JoinedText to)
    {
        if (line is not [(byte)'"', ..])
        {
            return false;
        }
        for (line = line[1..]; line.IndexOfAny((byte)'"', (byte)'\\') is >= 0 and var next; line = line[Math.Min(2, line.Length)..])
        {
            to.Add(line[..next]);
            line = line[next..];
            if (line[0] == '"')
            {
                line = line[1..];
                return true;
            }
            to.Add(line[1..Math.Min(2, line.Length)]);
        }
        return false;
    }
}
