using System.Collections.Immutable;

namespace Nameward.Engine.Evidence;

/// <summary>Finds the format of a source by its content alone: names of files are chosen by whoever sends them.</summary>
static class Identification
{
    /// <summary>How many unpacked bytes a format may look at.</summary>
    public const int HeadBytes = 64 << 10;

    /// <summary>The format whose likeness is the highest, the first of the list between equals; null where none is like it.</summary>
    public static IFormat? Of(ReadOnlySpan<byte> head, ImmutableArray<IFormat> formats)
    {
        head = head[..Math.Min(head.Length, HeadBytes)];
        var (best, highest) = ((IFormat?)null, Likeness.No);
        foreach (var format in formats)
        {
            var likeness = format.Sniff(head);
            if (likeness > highest)
            {
                (best, highest) = (format, likeness);
            }
        }
        return best;
    }
}
