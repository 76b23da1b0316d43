using System.Diagnostics;
using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>Reads segments into one sink. It belongs to one thread.</summary>
sealed class SegmentWorker(IObservationSink sink, FaultLog faults, RowChoice choice = RowChoice.All)
{
    readonly BatchWriter _writer = new(sink, choice);

    /// <summary>What was counted in the segment read last.</summary>
    public RecordCounts Counts => _writer.Counts;

    /// <summary>Reads one segment. Where a fault of ours ends it early, the records before still count, and one more as malformed.</summary>
    /// <returns>Whether it was read without a fault.</returns>
    public bool Read(FilledSegment filled)
    {
        var (source, segment) = (filled.Source, filled.Segment);
        _writer.Begin(new(source.Ordinal, filled.Number), source.Format!.Info.Number);
        var isDone = faults.Guard(source, segment.Offset, segment.Length, () => ReadRecords(filled));
        if (!isDone)
        {
            faults.Guard(source, segment.Offset, segment.Length, _writer.Flush);
            _writer.Malformed(PositionOfFault(filled), FaultLog.Reason);
        }
        return isDone;
    }

    // Inlined methods are missing from the stack of a fault, and hot readers are inlined; so much of it is always there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    void ReadRecords(FilledSegment filled)
    {
        var reader = filled.Segment.Start.Fork();
        var consumed = reader.Read(filled.Bytes.Span, filled.Segment.IsLast, _writer);
        _writer.Flush();
        if (consumed != filled.Segment.Consumed)
        {
            throw new UnreachableException("Read and Skim consume different parts of one block.");
        }
    }

    long PositionOfFault(FilledSegment filled) =>
        _writer.LastPosition != 0 || filled.Source.Format!.Info.Positions == PositionKind.PacketNumber ? _writer.LastPosition : filled.Segment.Offset;
}
