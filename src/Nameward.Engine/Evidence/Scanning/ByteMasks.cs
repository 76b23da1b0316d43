using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Finds a byte among 64 at once: one comparison with the widest vectors that the machine has, and a bit for each place.</summary>
static class ByteMasks
{
    /// <summary>Bytes that one mask speaks of.</summary>
    public const int Width = 64;

    /// <summary>Bit n says whether byte n of the 64 that <paramref name="bytes"/> begins with is <paramref name="wanted"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ReadOnlySpan<byte> bytes, byte wanted)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Vector512.Equals(Vector512.Create(bytes), Vector512.Create(wanted)).ExtractMostSignificantBits();
        }
        if (Vector256.IsHardwareAccelerated)
        {
            return Half(bytes, wanted) | (ulong)Half(bytes[32..], wanted) << 32;
        }
        return Vector128.IsHardwareAccelerated ? Quarters(bytes, wanted) : OfBytes(bytes, wanted);
    }

    /// <summary>Bit n says whether byte n of the 64 is one of <paramref name="count"/> that begin with <paramref name="first"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Within(ReadOnlySpan<byte> bytes, byte first, byte count) =>
        Vector512.LessThan(Vector512.Create(bytes) - Vector512.Create(first), Vector512.Create(count)).ExtractMostSignificantBits();

    /// <summary>The same byte by byte, for other machines.</summary>
    internal static ulong OfBytes(ReadOnlySpan<byte> bytes, byte wanted)
    {
        ulong mask = 0;
        for (var at = 0; at < Width; at++)
        {
            mask |= bytes[at] == wanted ? 1ul << at : 0;
        }
        return mask;
    }

    /// <summary>The lowest <paramref name="count"/> bits of a mask; all of them for 64 and more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong First(int count) => count >= Width ? ulong.MaxValue : (1ul << count) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Half(ReadOnlySpan<byte> bytes, byte wanted) =>
        Vector256.Equals(Vector256.Create(bytes), Vector256.Create(wanted)).ExtractMostSignificantBits();

    static ulong Quarters(ReadOnlySpan<byte> bytes, byte wanted)
    {
        ulong mask = 0;
        for (var at = 0; at < Width; at += Vector128<byte>.Count)
        {
            mask |= (ulong)Vector128.Equals(Vector128.Create(bytes[at..]), Vector128.Create(wanted)).ExtractMostSignificantBits() << at;
        }
        return mask;
    }
}
