namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Numbers written in decimal digits.</summary>
static class Numbers
{
    /// <summary>Reads one to five digits that make at most 65,535.</summary>
    public static bool TryUInt16(ReadOnlySpan<byte> text, out ushort number)
    {
        uint value = 0;
        foreach (var c in text)
        {
            value = value * 10 + (uint)(c - '0');
            if (!IsDigit(c) || value > ushort.MaxValue)
            {
                number = 0;
                return false;
            }
        }
        number = (ushort)value;
        return !text.IsEmpty;
    }

    /// <summary>Reads a count of one to 18 digits: more bytes or packets than those no log has seen.</summary>
    public static bool TryCount(ReadOnlySpan<byte> text, out long count)
    {
        count = 0;
        if (text.Length is 0 or > 18)
        {
            return false;
        }
        foreach (var c in text)
        {
            if (!IsDigit(c))
            {
                return false;
            }
            count = count * 10 + (c - '0');
        }
        return true;
    }

    /// <summary>Reads whole seconds, of which a fraction is dropped: <c>60</c>, <c>60.000000</c>. At most 4,294,967,295.</summary>
    public static bool TrySeconds(ReadOnlySpan<byte> text, out uint seconds)
    {
        ulong value = 0;
        var at = 0;
        for (; at < text.Length && IsDigit(text[at]); at++)
        {
            value = value * 10 + (ulong)(text[at] - '0');
            if (value > uint.MaxValue)
            {
                break;
            }
        }
        seconds = (uint)value;
        return at > 0 && value <= uint.MaxValue && (at == text.Length || IsFraction(text[at..]));
    }

    /// <summary>Whether a byte is a decimal digit.</summary>
    public static bool IsDigit(byte c) => (uint)(c - '0') <= 9;

    static bool IsFraction(ReadOnlySpan<byte> text) => text[0] == '.' && !text[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
