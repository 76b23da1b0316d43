using System.Numerics;
using System.Runtime.Intrinsics;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Cuts a line into fields at every separator: 32 bytes are compared at once and the bits of the result walked.</summary>
static class FieldCutter
{
    /// <summary>Writes where each field ends. The separator stands at that place, or the line ends.</summary>
    /// <returns>The number of fields; more than <paramref name="ends"/> holds where the line has more, and then the rest is not counted.</returns>
    public static int Cut(ReadOnlySpan<byte> line, byte separator, Span<int> ends) =>
        Vector256.IsHardwareAccelerated && line.Length >= Vector256<byte>.Count ? CutVectors(line, separator, ends) : CutSpans(line, separator, ends);

    /// <summary>The same by searches of the runtime, for short lines and other machines.</summary>
    internal static int CutSpans(ReadOnlySpan<byte> line, byte separator, Span<int> ends)
    {
        var count = 0;
        for (int at = 0, length; (length = line[at..].IndexOf(separator)) >= 0; at += length + 1)
        {
            if (count == ends.Length)
            {
                return count + 1;
            }
            ends[count++] = at + length;
        }
        return Finish(line.Length, count, ends);
    }

    /// <summary>The same by vectors; the line has at least 32 bytes.</summary>
    internal static int CutVectors(ReadOnlySpan<byte> line, byte separator, Span<int> ends)
    {
        var wanted = Vector256.Create(separator);
        var count = 0;
        for (var at = 0; at < line.Length; at += Vector256<byte>.Count)
        {
            // The last vector reaches back over bytes that were looked at before; they are shifted out.
            var from = Math.Min(at, line.Length - Vector256<byte>.Count);
            var found = Vector256.Equals(Vector256.Create(line[from..]), wanted).ExtractMostSignificantBits() >> (at - from);
            for (; found != 0; found &= found - 1)
            {
                if (count == ends.Length)
                {
                    return count + 1;
                }
                ends[count++] = at + BitOperations.TrailingZeroCount(found);
            }
        }
        return Finish(line.Length, count, ends);
    }

    static int Finish(int length, int count, Span<int> ends)
    {
        if (count < ends.Length)
        {
            ends[count] = length;
        }
        return count + 1;
    }
}
