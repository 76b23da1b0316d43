namespace Nameward.Engine.Evidence;

/// <summary>One block of one source, and all that is needed to read it again.</summary>
/// <param name="Offset">Where it begins in the unpacked source.</param>
/// <param name="Length">Its bytes; the next one may begin before its end, with the record that did not fit.</param>
/// <param name="Consumed">The bytes whose records are reported with it.</param>
/// <param name="IsLast">Whether the source ends with it.</param>
/// <param name="Start">A reader that stands at its first byte; never moved, only forked.</param>
sealed record Segment(long Offset, int Length, int Consumed, bool IsLast, IRecordReader Start)
{
    /// <summary>Whether observed records that need order are reported with it: they come again only if all segments before are gone over.</summary>
    public bool HasOrderedRows { get; init; }
}

/// <summary>A segment with its bytes at hand.</summary>
/// <param name="Source">Its source.</param>
/// <param name="Number">Its number in the source.</param>
/// <param name="Segment">What it is.</param>
/// <param name="Bytes">Its bytes.</param>
readonly record struct FilledSegment(SourceState Source, int Number, Segment Segment, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The block of the pool that holds the bytes, to be given back; null where they are not the pool's.</summary>
    public byte[]? Block { get; init; }
}
