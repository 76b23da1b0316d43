using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Evaluation;

/// <summary>
/// Evidence that counts on its way to the pipeline, and apart from it, what false alarms are counted against: who asked on which day; and whether it
/// shows answers.
/// </summary>
public sealed class EvidenceCounter(IEvidence evidence) : IEvidence
{
    readonly List<Counter> _counters = [];

    /// <summary>Each client that asked a server (no multicast group), with each UTC day on which it did, in days since 1970; complete after the reading.</summary>
    public IReadOnlySet<(Address Client, ushort Day)> ClientDays { get; private set; } = ImmutableHashSet<(Address, ushort)>.Empty;

    /// <summary>Whether any record shows what a response held.</summary>
    public bool ShowsAnswers { get; private set; }

    /// <inheritdoc/>
    public EvidenceReport ReadAll(Func<IObservationSink> perThread, int threads, IReadingOrder? order = null)
    {
        var report = evidence.ReadAll(() =>
        {
            var counter = new Counter(perThread());
            lock (_counters)
            {
                _counters.Add(counter);
            }
            return counter;
        }, threads, order);
        ClientDays = _counters.SelectMany(counter => counter.ClientDays).ToHashSet();
        ShowsAnswers = _counters.Exists(counter => counter.ShowsAnswers);
        return report;
    }

    /// <inheritdoc/>
    public bool Revisit(IReadOnlySet<SegmentId> segments, IObservationSink sink, int threads) => evidence.Revisit(segments, sink, threads);

    /// <inheritdoc/>
    public ImmutableDictionary<SourcePosition, HostileText> Excerpts(IEnumerable<SourcePosition> positions) => evidence.Excerpts(positions);

    sealed class Counter(IObservationSink next) : IObservationSink
    {
        (Address, ushort) _last;

        public HashSet<(Address Client, ushort Day)> ClientDays { get; } = [];

        public bool ShowsAnswers { get; private set; }

        public void Take(IObservationBatch batch)
        {
            foreach (ref readonly var message in batch.Messages)
            {
                ShowsAnswers |= message.ShowsAnswers;
                if ((message.Sides & Sides.Query) != 0 && !message.Server.Address.IsMulticast)
                {
                    Count((message.Client.Address, RollupSink.DayOf(message.Time)));
                }
            }
            next.Take(batch);
        }

        // Queries of one client come in bursts.
        void Count((Address, ushort) clientDay)
        {
            if (clientDay != _last || ClientDays.Count == 0)
            {
                ClientDays.Add(clientDay);
                _last = clientDay;
            }
        }
    }
}
