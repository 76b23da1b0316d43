using System.Diagnostics;
using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>Moves readers over segments in their order, and brings the records that only order can read into one sink. It belongs to one thread.</summary>
sealed class SegmentSkimmer(IObservationSink sink, FaultLog faults, RowChoice choice = RowChoice.All)
{
    readonly BatchWriter _writer = new(sink, choice);

    /// <summary>What was counted in the segment skimmed last: the records that need order, and one more as malformed where a fault of ours ended it.</summary>
    public RecordCounts Counts => _writer.Counts;

    /// <summary>Moves <paramref name="reader"/> over a block that becomes the next segment of a source.</summary>
    /// <returns>The segment; null where a fault of ours keeps the reader from going on.</returns>
    public Segment? Skim(SourceState source, IRecordReader reader, long offset, ReadOnlyMemory<byte> block, bool isLast)
    {
        Begin(source, source.Segments.Count);
        Segment? segment = null;
        var isDone = faults.Guard(source, offset, block.Length, () => segment = Skim(reader, offset, block.Span, isLast));
        if (!isDone)
        {
            faults.Guard(source, offset, block.Length, _writer.Flush);
            _writer.Malformed(offset, FaultLog.Reason);
        }
        return segment;
    }

    /// <summary>Moves <paramref name="reader"/> over a segment again; what it reports goes to the sink only where that is wanted.</summary>
    /// <returns>Whether it was done without a fault.</returns>
    public bool Again(FilledSegment filled, IRecordReader reader, SegmentUse use)
    {
        var (source, segment) = (filled.Source, filled.Segment);
        Begin(source, filled.Number);
        IBatchWriter rows = use == SegmentUse.Wanted ? _writer : NoRows.Instance;
        return faults.Guard(source, segment.Offset, segment.Length, () => Skim(reader, filled.Bytes.Span, segment.IsLast, rows));
    }

    void Begin(SourceState source, int number) => _writer.Begin(new(source.Ordinal, number), source.Format!.Info.Number);

    // Not inlined, so that it is always seen in the stack of a fault.
    [MethodImpl(MethodImplOptions.NoInlining)]
    Segment Skim(IRecordReader reader, long offset, ReadOnlySpan<byte> block, bool isLast)
    {
        var start = reader.Fork();
        var consumed = Skim(reader, block, isLast, _writer);
        if (consumed <= 0 || consumed > block.Length || (isLast && consumed != block.Length))
        {
            throw new UnreachableException("A reader must move on in a full block and to the end of the last one.");
        }
        return new(offset, block.Length, consumed, isLast, start) { HasOrderedRows = _writer.Counts.Observed > 0 };
    }

    int Skim(IRecordReader reader, ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows)
    {
        var consumed = reader.Skim(block, isLast, rows);
        _writer.Flush();
        return consumed;
    }
}
