using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// IPv6 addresses amid a line as nearly all are written (RFC 4291 section 2.2, forms 1 and 2): groups of hexadecimal digits and at most one "::", with nothing
/// behind them. What is no digit and where the groups end is seen in one look at all bytes, and a group is read at once.
/// </summary>
static class Ipv6Plain
{
    const int Groups = 8, LongestGroup = 4, LongestText = 39, GroupBits = 16;

    /// <summary>
    /// Reads the address at <paramref name="start"/> of a line, before which four bytes stand and behind which 64 follow. False where it is written in another
    /// way, which <see cref="Ipv6Text"/> may read, or is none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<byte> line, int start, int length, out Address address)
    {
        address = Address.None;
        var inside = ByteMasks.First(length);
        var text = Vector512.Create(line.Slice(start, ByteMasks.Width));
        var colons = Vector512.Equals(text, Vector512.Create((byte)':')).ExtractMostSignificantBits() & inside;
        if (length > LongestText || colons == 0 || (Digits(text) | colons | ~inside) != ulong.MaxValue)
        {
            return false;
        }
        var gaps = colons & colons >> 1;
        if (gaps == 0)
        {
            var all = Read(line, start, colons, 0, length);
            address = new(all.High, all.Low);
            return all.Groups == Groups;
        }
        var gap = BitOperations.TrailingZeroCount(gaps);
        Run head = Read(line, start, colons & gaps - 1 & ~gaps, 0, gap), tail = Read(line, start, colons, gap + 2, length);
        address = Join(head, tail);
        return (gaps & gaps - 1) == 0 && head.Groups >= 0 && tail.Groups >= 0 && head.Groups + tail.Groups < Groups;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Digits(Vector512<byte> text)
    {
        var isFigure = Vector512.LessThan(text - Vector512.Create((byte)'0'), Vector512.Create((byte)10));
        var isLetter = Vector512.LessThan((text | Vector512.Create((byte)0x20)) - Vector512.Create((byte)'a'), Vector512.Create((byte)6));
        return (isFigure | isLetter).ExtractMostSignificantBits();
    }

    /// <summary>Reads the groups from one place of the text to another, none where they are the same; colons before the first place are not looked at.</summary>
    static Run Read(ReadOnlySpan<byte> line, int start, ulong colons, int from, int to)
    {
        if (from == to)
        {
            return default;
        }
        ulong high = 0, low = 0;
        var (count, isOdd) = (0, false);
        colons &= ulong.MaxValue << from;
        for (var isLast = false; !isLast; colons &= colons - 1)
        {
            isLast = colons == 0;
            var end = isLast ? to : BitOperations.TrailingZeroCount(colons);
            var length = end - from;
            isOdd |= (uint)(length - 1) >= LongestGroup;
            high = high << GroupBits | low >> 64 - GroupBits;
            low = low << GroupBits | Group(line, start + end, length);
            from = end + 1;
            count++;
        }
        return new(high, low, isOdd || count > Groups ? -Groups : count);
    }

    /// <summary>The one to four digits before <paramref name="end"/>; whether they are figures or letters is never foreseen, so neither is asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Group(ReadOnlySpan<byte> line, int end, int length)
    {
        // The first digit comes to stand highest; what stands before it is cut off.
        var text = BinaryPrimitives.ReadUInt32BigEndian(line[(end - LongestGroup)..]) & uint.MaxValue >> 8 * (LongestGroup - length);
        var digits = (text & 0x0F0F_0F0F) + 9 * (text >> 6 & 0x0101_0101);
        digits = (digits | digits >> 4) & 0x00FF_00FF;
        return (digits | digits >> 8) & 0xFFFF;
    }

    /// <summary>The first groups of an address and the last, with zeros between; less than eight of both.</summary>
    static Address Join(Run head, Run tail)
    {
        var shift = GroupBits * (Groups - head.Groups);
        var (high, low) = shift switch
        {
            >= 128 => (0ul, 0ul),
            >= 64 => (head.Low << shift - 64, 0ul),
            _ => (head.High << shift | head.Low >> 64 - shift, head.Low << shift),
        };
        return new(high | tail.High, low | tail.Low);
    }

    /// <summary>Groups one behind the other, the last of them lowest; fewer than none where they are no groups.</summary>
    readonly record struct Run(ulong High, ulong Low, int Groups);
}
