using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Reviewing;

/// <summary>Evidence as it was at a moment, and without some of its sources: what came later, or from them, is not seen. What carries no time is seen from the start.</summary>
/// <param name="evidence">The whole.</param>
/// <param name="until">The last moment that is seen, UTC.</param>
/// <param name="isThere">Whether a source is there, by its ordinal.</param>
sealed class CutEvidence(IEvidence evidence, DateTime until, Func<int, bool> isThere) : IEvidence
{
    /// <inheritdoc/>
    public EvidenceReport ReadAll(Func<IObservationSink> perThread, int threads, IReadingOrder? order = null)
    {
        var report = evidence.ReadAll(() => new Cut(perThread(), until, isThere), threads, order);
        return report with { Sources = [.. report.Sources.Select((source, at) => !isThere(at) || source.From > until ? Empty(source) : source with { To = source.To > until ? until : source.To })] };
    }

    /// <inheritdoc/>
    public bool Revisit(IReadOnlySet<SegmentId> segments, IObservationSink sink, int threads) => evidence.Revisit(segments, new Cut(sink, until, isThere), threads);

    /// <inheritdoc/>
    public ImmutableDictionary<SourcePosition, HostileText> Excerpts(IEnumerable<SourcePosition> positions) => evidence.Excerpts(positions);

    /// <summary>A source of which nothing is seen.</summary>
    static SourceReport Empty(SourceReport source) => new() { Path = source.Path, Format = null };

    sealed class Cut(IObservationSink next, DateTime until, Func<int, bool> isThere) : IObservationSink
    {
        public bool Wants(Address client, Address server) => next.Wants(client, server);

        public void Take(IObservationBatch batch)
        {
            if (isThere(batch.Segment.Source))
            {
                next.Take(CutBatch.Of(batch, until));
            }
        }
    }

    /// <summary>The rows of a batch up to a moment.</summary>
    sealed class CutBatch : IObservationBatch
    {
        readonly IObservationBatch _whole;
        readonly DnsMessage[] _messages;
        readonly Flow[] _flows;
        readonly ConfigurationChange[] _changes;
        readonly HostLease[] _leases;
        readonly ProcessActivity[] _processes;

        CutBatch(IObservationBatch whole, DateTime until)
        {
            _whole = whole;
            _messages = Kept(whole.Messages, row => row.Time, until);
            _flows = Kept(whole.Flows, row => row.Time, until);
            _changes = Kept(whole.Changes, row => row.Time, until);
            _leases = Kept(whole.Leases, row => row.From, until);
            _processes = Kept(whole.Processes, row => row.Time, until);
        }

        public SegmentId Segment => _whole.Segment;
        public byte Format => _whole.Format;
        public ReadOnlySpan<DnsMessage> Messages => _messages;
        public ReadOnlySpan<Flow> Flows => _flows;
        public ReadOnlySpan<ConfigurationChange> Changes => _changes;
        public ReadOnlySpan<HostLease> Leases => _leases;
        public ReadOnlySpan<ProcessActivity> Processes => _processes;

        public ReadOnlySpan<byte> Bytes(Slice slice) => _whole.Bytes(slice);

        /// <summary>The batch itself where the cut is behind all that there is.</summary>
        public static IObservationBatch Of(IObservationBatch whole, DateTime until) => until == DateTime.MaxValue ? whole : new CutBatch(whole, until);

        static T[] Kept<T>(ReadOnlySpan<T> rows, Func<T, DateTime> time, DateTime until)
        {
            var kept = new T[rows.Length];
            var count = 0;
            foreach (ref readonly var row in rows)
            {
                if (time(row) <= until)
                {
                    kept[count++] = row;
                }
            }
            return count == kept.Length ? kept : kept[..count];
        }
    }
}
