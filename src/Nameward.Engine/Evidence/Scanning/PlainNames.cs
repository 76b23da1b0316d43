using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// Names as nearly all logs write nearly all of them: labels and single dots, nothing escaped, no dot at the end. Their wire form is the text, moved by one
/// byte, with lengths in place of the dots.
/// </summary>
static class PlainNames
{
    const int LongestText = 253, LongestLabel = 63;

    /// <summary>Room that <see cref="ToWire"/> needs.</summary>
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

    static bool IsLabel(int length) => (uint)(length - 1) < LongestLabel;
}
