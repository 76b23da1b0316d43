using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nameward.Engine.Observations;

/// <summary>
/// XXH64, the seeded 64-bit hash of Yann Collet (xxHash specification 0.1.1, "XXH64 algorithm description"): the one hash of the program.
/// It orders samples and crosses processes, so it must never change; its published test vectors stand in the tests.
/// </summary>
public static class XxHash64
{
    const ulong Prime1 = 0x9E3779B185EBCA87, Prime2 = 0xC2B2AE3D27D4EB4F, Prime3 = 0x165667B19E3779F9,
        Prime4 = 0x85EBCA77C2B2AE63, Prime5 = 0x27D4EB2F165667C5;

    /// <summary>The hash of <paramref name="data"/> under <paramref name="seed"/>.</summary>
    public static ulong Of(ReadOnlySpan<byte> data, ulong seed)
    {
        var length = (ulong)data.Length;
        var hash = data.Length >= 32 ? Stripes(ref data, seed) : seed + Prime5;
        return Finish(hash + length, data);
    }

    /// <summary>The hash of one 64-bit number (little-endian bytes) under <paramref name="seed"/>.</summary>
    public static ulong Of(ulong value, ulong seed)
    {
        var hash = seed + Prime5 + 8;
        hash ^= Round(0, value);
        return Avalanche(BitOperations.RotateLeft(hash, 27) * Prime1 + Prime4);
    }

    static ulong Stripes(ref ReadOnlySpan<byte> data, ulong seed)
    {
        ulong a = seed + Prime1 + Prime2, b = seed + Prime2, c = seed, d = seed - Prime1;
        for (; data.Length >= 32; data = data[32..])
        {
            a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(data));
            b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(data[8..]));
            c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(data[16..]));
            d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(data[24..]));
        }
        var hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
        return Merge(Merge(Merge(Merge(hash, a), b), c), d);
    }

    static ulong Finish(ulong hash, ReadOnlySpan<byte> rest)
    {
        for (; rest.Length >= 8; rest = rest[8..])
        {
            hash = BitOperations.RotateLeft(hash ^ Round(0, BinaryPrimitives.ReadUInt64LittleEndian(rest)), 27) * Prime1 + Prime4;
        }
        if (rest.Length >= 4)
        {
            hash = BitOperations.RotateLeft(hash ^ BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1, 23) * Prime2 + Prime3;
            rest = rest[4..];
        }
        foreach (var b in rest)
        {
            hash = BitOperations.RotateLeft(hash ^ b * Prime5, 11) * Prime1;
        }
        return Avalanche(hash);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Round(ulong accumulator, ulong input) => BitOperations.RotateLeft(accumulator + input * Prime2, 31) * Prime1;

    static ulong Merge(ulong hash, ulong accumulator) => (hash ^ Round(0, accumulator)) * Prime1 + Prime4;

    static ulong Avalanche(ulong hash)
    {
        hash = (hash ^ hash >> 33) * Prime2;
        hash = (hash ^ hash >> 29) * Prime3;
        return hash ^ hash >> 32;
    }
}
