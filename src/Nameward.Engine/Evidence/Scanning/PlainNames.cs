using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>What a plain name is made of.</summary>
/// <param name="Labels">How many labels it has, the root not counted.</param>
/// <param name="HasCapitals">Whether a letter of it is in upper case.</param>
readonly record struct PlainName(int Labels, bool HasCapitals);

/// <summary>
/// Names as nearly all logs write nearly all of them: labels and single dots, nothing escaped, no dot at the end. Their wire form is the text, moved by one
/// byte, with lengths in place of the dots.
/// </summary>
static class PlainNames
{
    const int LongestText = 253, LongestLabel = 63;

    /// <summary>Room that <see cref="ToWire(ReadOnlySpan{byte}, Span{byte})"/> needs.</summary>
    public const int Room = 1 + 4 * ByteMasks.Width;

    /// <summary>Writes the wire form of a name. What stands in <paramref name="name"/> behind it is undefined.</summary>
    /// <returns>Bytes written, or 0 where the text is no plain name: it may still be a name of another shape, or none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ToWire(ReadOnlySpan<byte> text, Span<byte> name)
    {
        if (text.Length is 0 or > LongestText)
        {
            return 0;
        }
        text.CopyTo(name[1..]);
        var start = 0;
        for (var at = 0; at < text.Length; at += ByteMasks.Width)
        {
            var bytes = name.Slice(1 + at, ByteMasks.Width);
            var inside = ByteMasks.First(text.Length - at);
            if ((ByteMasks.Of(bytes, (byte)'\\') & inside) != 0)
            {
                return 0;
            }
            for (var dots = ByteMasks.Of(bytes, (byte)'.') & inside; dots != 0; dots &= dots - 1)
            {
                var end = at + BitOperations.TrailingZeroCount(dots);
                if (!IsLabel(end - start))
                {
                    return 0;
                }
                name[start] = (byte)(end - start);
                start = end + 1;
            }
        }
        if (!IsLabel(text.Length - start))
        {
            return 0;
        }
        name[start] = (byte)(text.Length - start);
        name[text.Length + 1] = 0;
        return text.Length + 2;
    }

    /// <summary>
    /// Writes the wire form of the name amid a line, and where its labels start (<see cref="WireName.Labels"/>). Of the line at least <see cref="Room"/> bytes
    /// must follow the start of the name. What stands in <paramref name="name"/> and <paramref name="starts"/> behind what is told is undefined.
    /// </summary>
    /// <returns>No labels where the text is no plain name.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PlainName ToWire(ReadOnlySpan<byte> line, int start, int length, Span<byte> name, Span<byte> starts)
    {
        var (labels, from, isLong, odd, capitals) = (0, 0, length > LongestText, 0ul, 0ul);
        starts[0] = 0;
        for (var at = 0; at < length && !isLong; at += ByteMasks.Width)
        {
            var bytes = line.Slice(start + at, ByteMasks.Width);
            var inside = ByteMasks.First(length - at);
            Vector512.Create(bytes).CopyTo(name[(1 + at)..]);
            odd |= ByteMasks.Of(bytes, (byte)'\\') & inside;
            capitals |= ByteMasks.Within(bytes, (byte)'A', 26) & inside;
            for (var dots = ByteMasks.Of(bytes, (byte)'.') & inside; dots != 0; dots &= dots - 1)
            {
                var end = at + BitOperations.TrailingZeroCount(dots);
                odd |= IsLabel(end - from) ? 0ul : 1;
                name[from] = (byte)(end - from);
                from = end + 1;
                starts[++labels & (WireName.MaxLabels)] = (byte)from;
            }
        }
        if (isLong || odd != 0 || !IsLabel(length - from))
        {
            return default;
        }
        name[from] = (byte)(length - from);
        name[length + 1] = 0;
        return new(labels + 1, capitals != 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsLabel(int length) => (uint)(length - 1) < LongestLabel;
}
