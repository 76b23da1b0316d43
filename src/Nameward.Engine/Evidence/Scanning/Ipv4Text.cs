using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// Dotted IPv4 addresses amid a line, without a branch for each digit: how long the octets are is never foreseen, so that a walk over the digits costs more
/// in wrong guesses than in work.
/// </summary>
static class Ipv4Text
{
    /// <summary>Reads any address that stands at <paramref name="start"/> of a line; <see cref="Address.TryParse"/> decides where it is no plain IPv4.</summary>
    public static bool TryAddress(ReadOnlySpan<byte> line, int start, int length, out Address address)
    {
        if (Vector128.IsHardwareAccelerated && TryRead(line, start, length, out var v4))
        {
            address = Address.FromV4(v4);
            return true;
        }
        return Address.TryParse(line.Slice(start, length), out address);
    }

    /// <summary>Reads four octets of one to three digits. False, though it may be an address, where fewer than four bytes stand before or 16 from the start on.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> line, int start, int length, out uint address)
    {
        address = 0;
        if (start < 4 || length is < 7 or > 15 || line.Length - start < Vector128<byte>.Count)
        {
            return false;
        }
        var text = Vector128.Create(line[start..]);
        var inside = (1u << length) - 1;
        var dots = Vector128.Equals(text, Vector128.Create((byte)'.')).ExtractMostSignificantBits() & inside;
        var digits = Vector128.LessThanOrEqual(text - Vector128.Create((byte)'0'), Vector128.Create((byte)9)).ExtractMostSignificantBits() & inside;
        if ((dots | digits) != inside || BitOperations.PopCount(dots) != 3)
        {
            return false;
        }
        var first = BitOperations.TrailingZeroCount(dots);
        dots &= dots - 1;
        var second = BitOperations.TrailingZeroCount(dots);
        var third = BitOperations.TrailingZeroCount(dots & (dots - 1));
        var front = Octets(line, start + first, first, start + second, second - first - 1);
        var back = Octets(line, start + third, third - second - 1, start + length, length - third - 1);
        // Two octets each, the left one low: the four of them in the order of the text.
        address = (uint)front << 24 | (uint)(front >> 32) << 16 | (uint)back << 8 | (uint)(back >> 32);
        return ((front | back) & ~0x0000_00FF_0000_00FFul) == 0;
    }

    /// <summary>The digits before two ends as two numbers; more than 255 where they are not one to three that make less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Octets(ReadOnlySpan<byte> line, int leftEnd, int left, int rightEnd, int right)
    {
        var text = Digits(line, leftEnd, left) | (ulong)Digits(line, rightEnd, right) << 32;
        var value = (text >> 24 & 0x0000_000F_0000_000F) + (text >> 16 & 0x0000_000F_0000_000F) * 10 + (text >> 8 & 0x0000_000F_0000_000F) * 100;
        return (uint)(left - 1) < 3 & (uint)(right - 1) < 3 ? value : ulong.MaxValue;
    }

    /// <summary>Four bytes, of which the last is the last digit; all before the first digit are cut off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Digits(ReadOnlySpan<byte> line, int end, int digits) =>
        BinaryPrimitives.ReadUInt32LittleEndian(line[(end - 4)..]) & uint.MaxValue << 32 - 8 * digits;
}
