using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Writes the data of a record that stands in bytes as the presentation form of it (RFC 1035 section 5.1): addresses, names, preferences and texts. Names may be in
/// wire form, or in that of Microsoft's database ([MS-DNSP] section 2.2.2.2.2, DNS_COUNT_NAME): length, count of labels, then the wire form. Data of other types, and
/// such as does not fit its type, stays in hexadecimal digits.
/// </summary>
static class RecordDataText
{
    const int LongestAddress = 64;

    /// <summary>Keeps data.</summary>
    public static Slice KeepData(this StatementRow to, ushort type, ReadOnlySpan<byte> data)
    {
        var start = to.Start;
        var isWritten = type switch
        {
            RecordTypes.A when data.Length == 4 => TryAddress(to, data),
            RecordTypes.Aaaa when data.Length == 16 => TryAddress(to, data),
            RecordTypes.Ns or RecordTypes.Cname or RecordTypes.Ptr or RecordTypes.Dname => TryName(to, data),
            RecordTypes.Mx => TryNumbersAndName(to, data, 1),
            RecordTypes.Srv => TryNumbersAndName(to, data, 3),
            RecordTypes.Txt => TryTexts(to, data),
            _ => false,
        };
        if (!isWritten && !data.IsEmpty)
        {
            to.Append("0x"u8);
            foreach (var c in data)
            {
                to.Append([Digit(c >> 4), Digit(c & 0xF)]);
            }
        }
        return to.Since(start);
    }

    /// <summary>Appends an address in its canonical text; whether it is of 4 or 16 bytes.</summary>
    static bool TryAddress(StatementRow to, ReadOnlySpan<byte> data)
    {
        Span<byte> text = stackalloc byte[LongestAddress];
        var isWritten = new IPAddress(data).TryFormat(text, out var length);
        to.Append(text[..length]);
        return isWritten;
    }

    static bool TryName(StatementRow to, ReadOnlySpan<byte> data)
    {
        // The form of the database would pass for one long label, and no name of a zone is like that.
        var name = data.Length > 3 && data[0] == data.Length - 2 && IsName(data[2..], out var labels) && labels == data[1] ? data[2..] : data;
        if (!IsName(name, out _))
        {
            return false;
        }
        to.AppendWire(name);
        return true;
    }

    /// <summary>Whether bytes are one name in wire form and nothing else.</summary>
    static bool IsName(ReadOnlySpan<byte> bytes, out int labels)
    {
        labels = 0;
        if (bytes.Length > WireName.MaxBytes)
        {
            return false;
        }
        for (var at = 0; at < bytes.Length && bytes[at] < 64; at += bytes[at] + 1, labels++)
        {
            if (bytes[at] == 0)
            {
                return at == bytes.Length - 1;
            }
        }
        return false;
    }

    static bool TryNumbersAndName(StatementRow to, ReadOnlySpan<byte> data, int numbers)
    {
        if (data.Length < 2 * numbers)
        {
            return false;
        }
        var text = to.Start;
        Span<byte> digits = stackalloc byte[8];
        for (; numbers > 0; numbers--, data = data[2..])
        {
            Utf8Formatter.TryFormat(BinaryPrimitives.ReadUInt16BigEndian(data), digits, out var length);
            to.Append(digits[..length]);
            to.Append((byte)' ');
        }
        if (!TryName(to, data))
        {
            to.Forget(text);
            return false;
        }
        return true;
    }

    static bool TryTexts(StatementRow to, ReadOnlySpan<byte> data)
    {
        var start = to.Start;
        for (var at = 0; at < data.Length; at += data[at] + 1)
        {
            if (at + data[at] >= data.Length)
            {
                to.Forget(start);
                return false;
            }
            to.Append(at > 0 ? " \""u8 : "\""u8);
            foreach (var c in data.Slice(at + 1, data[at]))
            {
                AppendOfText(to, c);
            }
            to.Append((byte)'"');
        }
        return !data.IsEmpty;
    }

    static void AppendOfText(StatementRow to, byte c)
    {
        if (c is (byte)'"' or (byte)'\\')
        {
            to.Append([(byte)'\\', c]);
        }
        else if (c is < 0x20 or > 0x7E)
        {
            to.Append([(byte)'\\', (byte)('0' + c / 100), (byte)('0' + c / 10 % 10), (byte)('0' + c % 10)]);
        }
        else
        {
            to.Append(c);
        }
    }

    static byte Digit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);

    /// <summary>Keeps the name of a type: <c>AAAA</c>, <c>TYPE65534</c>.</summary>
    public static Slice KeepType(this StatementRow to, ushort type)
    {
        Span<byte> text = stackalloc byte[16];
        return to.Keep(text[..Encoding.ASCII.GetBytes(RecordTypes.Name(type), text)]);
    }
}
