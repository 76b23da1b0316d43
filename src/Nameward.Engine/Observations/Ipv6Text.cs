namespace Nameward.Engine.Observations;

/// <summary>
/// The text of IPv6 addresses (RFC 4291 section 2.2): groups of hexadecimal digits, one run of zeros as "::", the end possibly as dotted IPv4.
/// </summary>
static class Ipv6Text
{
    const int Groups = 8;
    const int LongestGroup = 4;

    /// <summary>Reads an address with nothing around it; nothing is allocated, as these stand in every row of a log.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Address address)
    {
        Span<ushort> groups = stackalloc ushort[Groups];
        int count = 0, gap = -1;
        address = Address.None;
        if (text.StartsWith("::"u8))
        {
            gap = 0;
            text = text[2..];
        }
        while (!text.IsEmpty)
        {
            if (count == Groups || !TryTakeGroup(ref text, groups, ref count))
            {
                return false;
            }
            if (text.IsEmpty)
            {
                break;
            }
            if (text is [(byte)':', (byte)':', ..] && gap < 0)
            {
                gap = count;
                text = text[2..];
            }
            else if (text is [(byte)':', not (byte)':', ..])
            {
                text = text[1..];
            }
            else
            {
                return false;
            }
        }
        if (gap < 0 ? count != Groups : count == Groups)
        {
            return false;
        }
        address = Join(groups, count, gap < 0 ? count : gap);
        return true;
    }

    /// <summary>Takes up to four digits, or an IPv4 address that ends the text and fills two groups.</summary>
    static bool TryTakeGroup(ref ReadOnlySpan<byte> text, scoped Span<ushort> groups, ref int count)
    {
        var (value, used) = (0, 0);
        for (; used < text.Length && used < LongestGroup && Digit(text[used]) is >= 0 and var digit; used++)
        {
            value = value << 4 | digit;
        }
        if (used == 0)
        {
            return false;
        }
        if (used == text.Length || text[used] == ':')
        {
            text = text[used..];
            groups[count++] = (ushort)value;
            return true;
        }
        if (count > Groups - 2 || !Address.TryParseV4(text, out var v4))
        {
            return false;
        }
        text = [];
        groups[count++] = (ushort)(v4 >> 16);
        groups[count++] = (ushort)v4;
        return true;
    }

    /// <summary>The value of a hexadecimal digit, or -1; whether it is a figure or a letter is never foreseen, so neither is asked.</summary>
    static int Digit(byte c)
    {
        var digits = c < 64 ? 0x03FF_0000_0000_0000ul : c < 128 ? 0x0000_007E_0000_007Eul : 0;
        return (digits >> (c & 63) & 1) != 0 ? (c & 15) + 9 * (c >> 6) : -1;
    }

    static Address Join(ReadOnlySpan<ushort> groups, int count, int gap)
    {
        ulong high = 0, low = 0;
        for (var at = 0; at < Groups; at++)
        {
            var behindGap = at - (Groups - count);
            var group = at < gap ? groups[at] : behindGap >= gap ? groups[behindGap] : (ushort)0;
            high = high << 16 | low >> 48;
            low = low << 16 | group;
        }
        return new(high, low);
    }
}
