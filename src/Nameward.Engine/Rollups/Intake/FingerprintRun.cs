using System.Buffers;

namespace Nameward.Engine.Rollups.Intake;

/// <summary>The fingerprints of a UTC day that one source brought, as they are kept.</summary>
/// <param name="Day">The UTC day; <see cref="DateOnly.MinValue"/> where the evidence carries no time.</param>
/// <param name="Count">How many.</param>
/// <param name="Bytes">Sorted, each as its distance from the one before in groups of seven bits, lowest first: some seven bytes each where a day has 10^5 to 10^7.</param>
public sealed record FingerprintRun(DateOnly Day, long Count, ReadOnlyMemory<byte> Bytes)
{
    const int GroupBits = 7;
    const byte More = 0x80;

    /// <summary>Fingerprints in any order, which are sorted in their place.</summary>
    internal static FingerprintRun Of(DateOnly day, Span<ulong> fingerprints)
    {
        fingerprints.Sort();
        var bytes = new ArrayBufferWriter<byte>(fingerprints.Length * 8 + 16);
        var last = 0UL;
        foreach (var fingerprint in fingerprints)
        {
            var room = bytes.GetSpan(10);
            var at = 0;
            for (var left = fingerprint - last; ; left >>= GroupBits)
            {
                room[at++] = (byte)(left < More ? left : left | More);
                if (left < More)
                {
                    break;
                }
            }
            bytes.Advance(at);
            last = fingerprint;
        }
        return new(day, fingerprints.Length, bytes.WrittenMemory);
    }

    /// <summary>Several runs of a day as one.</summary>
    public static FingerprintRun Join(DateOnly day, IEnumerable<ReadOnlyMemory<byte>> runs)
    {
        var all = new List<ulong>();
        foreach (var run in runs)
        {
            Read(run.Span, all.Add);
        }
        return Of(day, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all));
    }

    /// <summary>Hands over each fingerprint of a run, ascending.</summary>
    /// <exception cref="InvalidDataException">The bytes are no run.</exception>
    public static void Read(ReadOnlySpan<byte> bytes, Action<ulong> take)
    {
        var (value, last, shift) = (0UL, 0UL, 0);
        foreach (var part in bytes)
        {
            if (shift > 63)
            {
                throw new InvalidDataException("a run of fingerprints holds a number of more than 64 bits");
            }
            value |= (ulong)(part & (More - 1)) << shift;
            shift += GroupBits;
            if (part < More)
            {
                take(last += value);
                (value, shift) = (0, 0);
            }
        }
        if (shift > 0)
        {
            throw new InvalidDataException("a run of fingerprints ends early");
        }
    }
}
