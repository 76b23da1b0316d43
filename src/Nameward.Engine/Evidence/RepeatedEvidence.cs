using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>Files that are read as a whole more than once: each reading opens them anew, and what is looked up again is looked up in the newest.</summary>
/// <param name="open">Opens them.</param>
public sealed class RepeatedEvidence(Func<FileEvidence> open) : IEvidence, IDisposable
{
    readonly HashSet<string> _faults = [];
    FileEvidence? _newest;

    /// <summary>The faults of ours met in any reading, each once.</summary>
    public ImmutableArray<string> OurFaults => [.. _faults.Order(StringComparer.Ordinal)];

    FileEvidence Newest => _newest ?? throw new InvalidOperationException("Nothing was read yet.");

    /// <inheritdoc/>
    public EvidenceReport ReadAll(Func<IObservationSink> perThread, int threads, IReadingOrder? order = null)
    {
        Close();
        _newest = open();
        return _newest.ReadAll(perThread, threads, order);
    }

    /// <inheritdoc/>
    public bool Revisit(IReadOnlySet<SegmentId> segments, IObservationSink sink, int threads) => Newest.Revisit(segments, sink, threads);

    /// <inheritdoc/>
    public ImmutableDictionary<SourcePosition, HostileText> Excerpts(IEnumerable<SourcePosition> positions) => Newest.Excerpts(positions);

    /// <inheritdoc/>
    public void Dispose() => Close();

    void Close()
    {
        _faults.UnionWith(_newest?.OurFaults ?? []);
        _newest?.Dispose();
        _newest = null;
    }
}
