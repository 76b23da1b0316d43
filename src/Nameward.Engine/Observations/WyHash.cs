using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nameward.Engine.Observations;

/// <summary>
/// wyhash, the seeded 64-bit hash of Wang Yi (final version 4, public domain; with <c>WYHASH_CONDOM 2</c>, under which no chosen bytes can silence the
/// others): the one hash of the program. It orders samples and crosses processes, so it must never change; test vectors stand in the tests.
/// </summary>
public static class WyHash
{
    const ulong Secret0 = 0x2D358DCCAA6C78A5, Secret1 = 0x8BB84B93962EACC9, Secret2 = 0x4B33A62ED433D4A3, Secret3 = 0x4D5A2DA51DE1AA47;
    const int LineBytes = 16, StripeBytes = 48;

    /// <summary>The hash of <paramref name="data"/> under <paramref name="seed"/>.</summary>
    public static ulong Of(ReadOnlySpan<byte> data, ulong seed)
    {
        seed = Seed(seed);
        if (data.Length > LineBytes)
        {
            return OfLong(data, seed);
        }
        ulong a = 0, b = 0;
        if (data.Length >= 4)
        {
            var inner = data.Length >> 3 << 2;
            a = Read4(data) << 32 | Read4(data[inner..]);
            b = Read4(data[^4..]) << 32 | Read4(data[(data.Length - 4 - inner)..]);
        }
        else if (data.Length > 0)
        {
            a = (ulong)data[0] << 16 | (ulong)data[data.Length >> 1] << 8 | data[^1];
        }
        return Finish(a, b, seed, data.Length);
    }

    /// <summary>The hash of one 64-bit number (its eight little-endian bytes) under <paramref name="seed"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ulong value, ulong seed) => Finish(BitOperations.RotateLeft(value, 32), value, Seed(seed), sizeof(ulong));

    static ulong OfLong(ReadOnlySpan<byte> data, ulong seed)
    {
        var rest = data;
        if (rest.Length >= StripeBytes)
        {
            ulong second = seed, third = seed;
            for (; rest.Length >= StripeBytes; rest = rest[StripeBytes..])
            {
                seed = Mix(Read8(rest) ^ Secret1, Read8(rest[8..]) ^ seed);
                second = Mix(Read8(rest[16..]) ^ Secret2, Read8(rest[24..]) ^ second);
                third = Mix(Read8(rest[32..]) ^ Secret3, Read8(rest[40..]) ^ third);
            }
            seed ^= second ^ third;
        }
        for (; rest.Length > LineBytes; rest = rest[LineBytes..])
        {
            seed = Mix(Read8(rest) ^ Secret1, Read8(rest[8..]) ^ seed);
        }
        return Finish(Read8(data[^16..]), Read8(data[^8..]), seed, data.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Seed(ulong seed) => seed ^ Mix(seed ^ Secret0, Secret1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Finish(ulong a, ulong b, ulong seed, int length)
    {
        (a, b) = (a ^ Secret1, b ^ seed);
        var high = Math.BigMul(a, b, out var low);
        return Mix(a ^ low ^ Secret0 ^ (ulong)length, b ^ high ^ Secret1);
    }

    /// <summary>The 128-bit product with its operands kept in it, folded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return a ^ low ^ b ^ high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Read4(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadUInt32LittleEndian(data);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Read8(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadUInt64LittleEndian(data);
}
