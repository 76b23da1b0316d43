using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>
/// Reads chosen segments of sources again, exactly as they were read the first time. Where one of them holds records that need order, all segments of the
/// source up to the last such one are gone over; of each segment the records that need order come first.
/// </summary>
sealed class SegmentReading(SegmentWorker worker, SegmentSkimmer skimmer, CancellationToken cancel) : IDisposable
{
    const int NoSegment = -1;

    readonly ReopenedFile _file = new();

    /// <summary>Reads <paramref name="segments"/> of one source, in rising order.</summary>
    /// <returns>Whether all of them could be read.</returns>
    public bool Read(SourceState source, IEnumerable<SegmentId> segments)
    {
        using var peeled = _file.Open(source);
        if (peeled is null)
        {
            return false;
        }
        var window = new UnpackedWindow(peeled.Bytes);
        var wanted = segments.Select(segment => segment.Number).Where(number => number >= 0 && number < source.Segments.Count).ToHashSet();
        var lastInOrder = wanted.Where(number => source.Segments[number].HasOrderedRows).DefaultIfEmpty(NoSegment).Max();
        var reader = lastInOrder == NoSegment ? null : source.Segments[0].Start.Fork();
        var isComplete = wanted.Count == segments.Count();
        foreach (var number in wanted.Union(Enumerable.Range(0, lastInOrder + 1)).Order())
        {
            cancel.ThrowIfCancellationRequested();
            var use = wanted.Contains(number) ? SegmentUse.Wanted : SegmentUse.Passed;
            isComplete &= Read(source, window, number, use, number <= lastInOrder ? reader : null);
        }
        return isComplete;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    bool Read(SourceState source, UnpackedWindow window, int number, SegmentUse use, IRecordReader? inOrder)
    {
        var segment = source.Segments[number];
        var bytes = window.At(segment.Offset, segment.Length);
        if (bytes.Length != segment.Length)
        {
            return false;
        }
        var filled = new FilledSegment(source, number, segment, bytes);
        var isDone = inOrder is null || skimmer.Again(filled, inOrder, use);
        return (use == SegmentUse.Passed || worker.Read(filled)) && isDone;
    }
}
