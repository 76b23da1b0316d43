using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Numbers written in decimal digits.</summary>
static class Numbers
{
    const ulong EightZeros = 0x3030_3030_3030_3030;

    /// <summary>Reads the same as the other form does, from the middle of a line: eight bytes are taken at once where there are so many.</summary>
    public static bool TryUInt16(ReadOnlySpan<byte> line, int start, int length, out ushort number)
    {
        if (length is < 1 or > 5 || line.Length - start < sizeof(ulong))
        {
            return TryUInt16(line.Slice(start, length), out number);
        }
        // Zeros are put in front: the first digit of a text stands in the lowest byte.
        var isRead = TryEight(BinaryPrimitives.ReadUInt64LittleEndian(line[start..]) << 64 - 8 * length | EightZeros >> 8 * length, out var value) && value <= ushort.MaxValue;
        number = isRead ? (ushort)value : (ushort)0;
        return isRead;
    }

    /// <summary>
    /// Reads one to eight digits that end before <paramref name="end"/>, before which at least eight bytes stand; false for any other length.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDigits(ReadOnlySpan<byte> line, int end, int length, out uint number)
    {
        var missing = 8 * (sizeof(ulong) - length);
        var text = BinaryPrimitives.ReadUInt64LittleEndian(line[(end - sizeof(ulong))..]);
        // What stands before the first digit gives way to zeros; a shift by 64 would be one by none.
        text = text & ulong.MaxValue << missing | EightZeros & ~(ulong.MaxValue << missing);
        return TryEight(text, out number) && (uint)(length - 1) < sizeof(ulong);
    }

    /// <summary>Reads eight digits, the first in the lowest byte: pairs become numbers up to 99, then fours, then all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryEight(ulong text, out uint number)
    {
        var digits = text - EightZeros;
        // Above 9 a digit, or the borrow of the one below it, shows in the upper half of a byte with 6 added.
        if (((text & 0xF0F0_F0F0_F0F0_F0F0) ^ EightZeros | (text + 0x0606_0606_0606_0606 & 0xF0F0_F0F0_F0F0_F0F0) ^ EightZeros) != 0)
        {
            number = 0;
            return false;
        }
        digits = digits * 10 + (digits >> 8);
        number = (uint)(((digits & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064 + (digits >> 16 & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001) >> 32);
        return true;
    }

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
