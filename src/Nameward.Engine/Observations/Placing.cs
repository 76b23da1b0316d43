using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Nameward.Engine.Observations;

/// <summary>
/// Where a hash has its place in a table. The hashes themselves are the same in every run, and whoever chooses names can choose them to lie side by side;
/// so places go by the hash times an odd number that is drawn anew by each process (multiplicative hashing: Dietzfelbinger et al., J. Algorithms 25, 1997).
/// No result depends on it: whatever leaves a table is put in an order of contents.
/// </summary>
static class Placing
{
    static readonly ulong Factor = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
    static readonly ulong Inverse = InverseOf(Factor);

    /// <summary>The hash as it is placed; 0 only for 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Spread(ulong hash) => hash * Factor;

    /// <summary>The hash that was spread.</summary>
    public static ulong Gather(ulong spread) => spread * Inverse;

    /// <summary>The place of a spread hash among <paramref name="places"/>: places ascend with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOf(ulong spread, int places) => (int)Math.BigMul(spread, (ulong)places, out _);

    /// <summary>The inverse of an odd number modulo 2^64: each step of Newton's doubles the bits that are right, of which three are to begin with.</summary>
    static ulong InverseOf(ulong odd)
    {
        var inverse = odd;
        for (var bits = 3; bits < 64; bits *= 2)
        {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
