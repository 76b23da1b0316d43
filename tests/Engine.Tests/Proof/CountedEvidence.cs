using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Tests.Proof;

/// <summary>Evidence that counts, on its way to the pipeline and apart from it, who asked on which day and how often the true client asked the true names.</summary>
sealed class CountedEvidence(IEvidence evidence, IReadOnlyList<TruthSession> sessions) : IEvidence
{
    readonly Lock _gate = new();
    readonly ILookup<TruthSession, Channel> _channels = sessions.SelectMany(ChannelsOf).ToLookup(channel => channel.Session);

    /// <summary>Each client that asked a server (no multicast group), with each UTC day on which it did.</summary>
    public HashSet<(Address Client, ushort Day)> ClientDays { get; } = [];

    /// <summary>The segments that held anything.</summary>
    public HashSet<SegmentId> Segments { get; } = [];

    /// <summary>Queries of the true client for the true names of a session; of the one that asked most where the table names several.</summary>
    public long QueriesOf(TruthSession session) => _channels[session].Select(channel => channel.Queries).DefaultIfEmpty().Max();

    public EvidenceReport ReadAll(Func<IObservationSink> perThread, int threads, IReadingOrder? order = null) => evidence.ReadAll(() => new Counter(this, perThread()), threads, order);

    public bool Revisit(IReadOnlySet<SegmentId> segments, IObservationSink sink, int threads) => evidence.Revisit(segments, sink, threads);

    public ImmutableDictionary<SourcePosition, HostileText> Excerpts(IEnumerable<SourcePosition> positions) => evidence.Excerpts(positions);

    static IEnumerable<Channel> ChannelsOf(TruthSession session)
    {
        foreach (var client in session.Clients)
        {
            if (NameOf(session) is { } name && Address.TryParse(Encoding.ASCII.GetBytes(client.Raw), out var address))
            {
                yield return new(session, new SuspectPair(address, [name]));
            }
        }
    }

    // In canonical wire form; null where the subject is no name.
    static byte[]? NameOf(TruthSession session)
    {
        var name = new byte[WireName.MaxBytes];
        var length = session.Subject.IsAny || session.Subject.IsServer ? 0 : WireName.FromText(Encoding.ASCII.GetBytes(session.Subject.Text.Raw), name);
        return length > 0 ? name[..length] : null;
    }

    void Count(IObservationBatch batch)
    {
        lock (_gate)
        {
            Segments.Add(batch.Segment);
            foreach (ref readonly var message in batch.Messages)
            {
                if ((message.Sides & Sides.Query) != 0 && !message.Server.Address.IsMulticast)
                {
                    Count(message, batch.Bytes(message.Name));
                }
            }
        }
    }

    void Count(in DnsMessage message, ReadOnlySpan<byte> name)
    {
        ClientDays.Add((message.Client.Address, RollupSink.DayOf(message.Time)));
        foreach (var channel in _channels.SelectMany(channels => channels))
        {
            channel.Queries += channel.Ends.Holds(message, name) ? 1 : 0;
        }
    }

    sealed record Channel(TruthSession Session, SuspectPair Ends)
    {
        public long Queries { get; set; }
    }

    sealed class Counter(CountedEvidence counts, IObservationSink next) : IObservationSink
    {
        public void Take(IObservationBatch batch)
        {
            counts.Count(batch);
            next.Take(batch);
        }
    }
}
