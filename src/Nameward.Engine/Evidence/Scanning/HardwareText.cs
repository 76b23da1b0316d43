namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Hardware addresses of hosts, brought to one form: lower-case hexadecimal with colons between bytes (<c>02:00:5e:00:53:01</c>).</summary>
static class HardwareText
{
    /// <summary>More bytes than any hardware address of DHCP has (RFC 2131 section 2, chaddr).</summary>
    const int MostBytes = 16;

    /// <summary>Room that the longest one takes.</summary>
    public const int Room = MostBytes * 3;

    /// <summary>Writes a hardware address that a log writes with colons, dashes or nothing between its bytes.</summary>
    /// <returns>Bytes written; 0 where the text is no hardware address: an identifier of a client may stand in its place.</returns>
    public static int Write(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var hasMarks = text.Length > 2 && text[2] is (byte)':' or (byte)'-';
        var step = hasMarks ? 3 : 2;
        var count = (text.Length + step - 2) / step;
        if (count is < 6 or > MostBytes || count * step - (step - 2) != text.Length)
        {
            return 0;
        }
        for (var i = 0; i < count; i++)
        {
            int high = DigitOf(text[i * step]), low = DigitOf(text[i * step + 1]);
            if (high < 0 || low < 0 || (hasMarks && i > 0 && text[i * step - 1] != text[2]))
            {
                return 0;
            }
            WriteByte(high << 4 | low, to[(i * 3)..], isLast: i == count - 1);
        }
        return count * 3 - 1;
    }

    /// <summary>Writes a hardware address from its bytes.</summary>
    /// <returns>Bytes written; 0 where there are none, or more than any has.</returns>
    public static int FromBytes(ReadOnlySpan<byte> bytes, Span<byte> to)
    {
        if (bytes.Length is 0 or > MostBytes)
        {
            return 0;
        }
        for (var i = 0; i < bytes.Length; i++)
        {
            WriteByte(bytes[i], to[(i * 3)..], isLast: i == bytes.Length - 1);
        }
        return bytes.Length * 3 - 1;
    }

    static void WriteByte(int value, Span<byte> to, bool isLast)
    {
        to[0] = "0123456789abcdef"u8[value >> 4];
        to[1] = "0123456789abcdef"u8[value & 15];
        if (!isLast)
        {
            to[2] = (byte)':';
        }
    }

    static int DigitOf(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };
}
