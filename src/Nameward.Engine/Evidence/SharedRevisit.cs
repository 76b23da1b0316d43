using System.Collections.Concurrent;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>
/// Reads segments of one source again on several threads. What these find for the sink is held back until all before it was handed on, on the thread that
/// asked: the sink sees the order of the evidence.
/// </summary>
sealed class SharedRevisit(IObservationSink sink, FaultLog faults, int threads, CancellationToken cancel) : IDisposable
{
    const int SegmentsAtOnce = 2;

    readonly ConcurrentBag<Reader> _idle = [];

    /// <summary>Whether each segment of a source can be read without those before it.</summary>
    public static bool IsFor(SourceState source, IEnumerable<SegmentId> segments)
    {
        if (segments.Any(segment => segment.Number >= 0 && segment.Number < source.Segments.Count && source.Segments[segment.Number].HasOrderedRows))
        {
            return false;
        }
        using var file = new ReopenedFile();
        using var peeled = file.Open(source);
        return peeled?.Bytes.SeekableLength is not null;
    }

    /// <summary>Reads <paramref name="segments"/> of one source, in rising order.</summary>
    /// <returns>Whether all of them could be read.</returns>
    public bool Read(SourceState source, IEnumerable<SegmentId> segments)
    {
        var isComplete = true;
        var ahead = new Queue<Task<Part>>();
        try
        {
            foreach (var some in segments.Chunk(SegmentsAtOnce))
            {
                if (ahead.Count == threads)
                {
                    isComplete &= HandOn(ahead.Dequeue());
                }
                ahead.Enqueue(Task.Run(() => ReadPart(source, some), CancellationToken.None));
            }
            while (ahead.TryDequeue(out var part))
            {
                isComplete &= HandOn(part);
            }
        }
        finally
        {
            // Where one failed, none may go on behind the back of whoever asked.
            Task.WhenAll(ahead).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
        return isComplete;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var reader in _idle)
        {
            reader.Segments.Dispose();
        }
    }

    bool HandOn(Task<Part> task)
    {
        var part = task.GetAwaiter().GetResult();
        part.Batches.ForEach(sink.Take);
        return part.IsComplete;
    }

    Part ReadPart(SourceState source, SegmentId[] segments)
    {
        var reader = _idle.TryTake(out var idle) ? idle : new Reader(sink, faults, cancel);
        var isComplete = reader.Segments.Read(source, segments);
        var part = new Part(reader.Rows.Release(), isComplete);
        _idle.Add(reader);
        return part;
    }

    readonly record struct Part(List<IObservationBatch> Batches, bool IsComplete);

    /// <summary>What one thread reads with.</summary>
    sealed class Reader
    {
        public Reader(IObservationSink sink, FaultLog faults, CancellationToken cancel)
        {
            Rows = new(sink);
            Segments = new(new(Rows, faults, RowChoice.Wanted), new(Rows, faults, RowChoice.Wanted), cancel);
        }

        public HeldRows Rows { get; }
        public SegmentReading Segments { get; }
    }
}
