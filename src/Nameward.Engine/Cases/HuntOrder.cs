using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// Puts what threads find in segments into the order of the evidence: a part is told when all before it are. Parts that are ready too early are held back, and so
/// many of them at most that memory stays bounded however the sources differ in size.
/// </summary>
/// <param name="tell">Tells the parts of a segment; called by one thread at a time. There may be two: what only order could read comes first.</param>
sealed class HuntOrder<T>(Action<SegmentOfSource, IReadOnlyList<T>> tell) : IReadingOrder where T : class, new()
{
    const int MostHeld = 64;
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    readonly object _gate = new();
    readonly Dictionary<SegmentId, List<T>> _parts = [];
    readonly Dictionary<SegmentId, SegmentOfSource> _read = [];
    readonly Dictionary<int, SegmentOfSource> _ends = [];
    SegmentId _next;
    volatile bool _hasEnough;

    /// <inheritdoc/>
    public bool HasEnough => _hasEnough;

    /// <summary>Nothing more is wanted.</summary>
    public void Stop() => _hasEnough = true;

    /// <summary>A part for what one thread finds in a segment.</summary>
    public T Open(SegmentId segment)
    {
        var part = new T();
        lock (_gate)
        {
            if (!_parts.TryGetValue(segment, out var parts))
            {
                _parts.Add(segment, parts = []);
            }
            parts.Add(part);
        }
        return part;
    }

    /// <inheritdoc/>
    public void Wait(int source, CancellationToken cancel)
    {
        lock (_gate)
        {
            while (!_hasEnough && source != _next.Source && _parts.Count > MostHeld)
            {
                cancel.ThrowIfCancellationRequested();
                Monitor.Wait(_gate, Patience);
            }
        }
    }

    /// <inheritdoc/>
    public void Read(in SegmentOfSource segment)
    {
        lock (_gate)
        {
            _read.Add(segment.Id, segment);
            Move();
        }
    }

    /// <inheritdoc/>
    public void End(in SegmentOfSource end)
    {
        lock (_gate)
        {
            _ends.Add(end.Id.Source, end);
            Move();
        }
    }

    void Move()
    {
        while (!_hasEnough)
        {
            if (_read.Remove(_next, out var segment))
            {
                Tell(segment);
                _next = new(_next.Source, _next.Number + 1);
            }
            else if (_ends.TryGetValue(_next.Source, out var end) && end.Id.Number == _next.Number)
            {
                // A fault of ours may have ended a source within a segment that does not count.
                Tell(end);
                _next = new(_next.Source + 1, 0);
            }
            else
            {
                break;
            }
        }
        Monitor.PulseAll(_gate);
    }

    void Tell(in SegmentOfSource segment)
    {
        if (_parts.Remove(segment.Id, out var parts))
        {
            tell(segment, parts);
        }
    }
}
