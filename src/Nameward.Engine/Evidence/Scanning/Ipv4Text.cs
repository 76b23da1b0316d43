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
        uint a = Octet(line, start + first, first), b = Octet(line, start + second, second - first - 1);
        uint c = Octet(line, start + third, third - second - 1), d = Octet(line, start + length, length - third - 1);
        address = a << 24 | b << 16 | c << 8 | d;
        return (a | b | c | d) <= byte.MaxValue;
    }

    /// <summary>The digits before <paramref name="end"/> as a number; more than 255 where they are not one to three that make less.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Octet(ReadOnlySpan<byte> line, int end, int digits)
    {
        // The last digit stands in the highest byte; all bytes before the first are cut off.
        var text = BinaryPrimitives.ReadUInt32LittleEndian(line[(end - 4)..]) & uint.MaxValue << 32 - 8 * digits;
        var value = (text >> 24 & 15) + (text >> 16 & 15) * 10 + (text >> 8 & 15) * 100;
        return (uint)(digits - 1) < 3 ? value : uint.MaxValue;
    }
}
