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
    static readonly Vector128<byte>[] Places = EveryShape();

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

    /// <summary>Reads four octets of one to three digits. False, though it may be an address, where fewer than 16 bytes stand from the start on.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> line, int start, int length, out uint address)
    {
        address = 0;
        if (length is < 7 or > 15 || line.Length - start < Vector128<byte>.Count)
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
        uint a = (uint)first - 1, b = (uint)(second - first) - 2, c = (uint)(third - second) - 2, d = (uint)(length - third) - 2;
        return (a < 3 & b < 3 & c < 3 & d < 3) && TryOctets(text, (int)(a + 3 * (b + 3 * (c + 3 * d))), out address);
    }

    /// <summary>Reads the octets, whose digits are moved to fixed places: hundreds, tens, ones and an empty byte for each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool TryOctets(Vector128<byte> text, int shape, out uint address)
    {
        var digits = Vector128.Shuffle(text - Vector128.Create((byte)'0'), Places[shape]).AsUInt16();
        // Pairs of bytes: a hundred times the first and ten times the second, then the ones.
        var pairs = (digits & Vector128.Create((ushort)0xFF)) * Vector128.Create(0x0001_0064u).AsUInt16() + (digits >> 8) * Vector128.Create(10u).AsUInt16();
        var octets = (pairs.AsUInt32() & Vector128.Create(0xFFFFu)) + (pairs.AsUInt32() >> 16);
        address = Vector128.Shuffle(octets.AsByte(), Vector128.Create((byte)12, 8, 4, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255)).AsUInt32().ToScalar();
        return Vector128.LessThanOrEqualAll(octets, Vector128.Create((uint)byte.MaxValue));
    }

    /// <summary>For each way in which four octets can have one to three digits, where the digits stand.</summary>
    static Vector128<byte>[] EveryShape()
    {
        var shapes = new Vector128<byte>[3 * 3 * 3 * 3];
        Span<byte> places = stackalloc byte[Vector128<byte>.Count];
        for (var shape = 0; shape < shapes.Length; shape++)
        {
            places.Fill(byte.MaxValue);
            var at = 0;
            for (var (octet, rest) = (0, shape); octet < 4; octet++, rest /= 3, at++)
            {
                for (var digit = 2 - rest % 3; digit < 3; digit++)
                {
                    places[4 * octet + digit] = (byte)at++;
                }
            }
            shapes[shape] = Vector128.Create<byte>(places);
        }
        return shapes;
    }
}
