using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>Reads chosen segments of sources again, exactly as they were read the first time.</summary>
sealed class SegmentReading(SegmentWorker worker, CancellationToken cancel)
{
    /// <summary>Reads <paramref name="segments"/> of one source, in rising order.</summary>
    /// <returns>Whether all of them could be read.</returns>
    public bool Read(SourceState source, IEnumerable<SegmentId> segments)
    {
        using var file = source.Reopen();
        if (file is null)
        {
            return false;
        }
        using var bytes = UnpackedBytes.Open(file);
        var window = new UnpackedWindow(bytes);
        var isComplete = true;
        foreach (var segment in segments)
        {
            cancel.ThrowIfCancellationRequested();
            isComplete &= Read(source, window, segment.Number);
        }
        return isComplete;
    }

    bool Read(SourceState source, UnpackedWindow window, int number)
    {
        if (number < 0 || number >= source.Segments.Count)
        {
            return false;
        }
        var segment = source.Segments[number];
        var bytes = window.At(segment.Offset, segment.Length);
        return bytes.Length == segment.Length && worker.Read(new(source, number, segment, bytes));
    }
}
