using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;

namespace Nameward.Engine.Cases.Reviewing;

/// <summary>Counts for each source what it shows of each finding: what is asked below its zones, or said to its server where it has no zone. It belongs to one thread.</summary>
/// <param name="findings">The findings.</param>
sealed class ShareSink(ImmutableArray<SharedSubject> findings) : IObservationSink
{
    const int MostClients = 10_000;

    readonly Dictionary<(int Source, int Finding), Count> _counts = [];

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            for (var i = 0; i < findings.Length; i++)
            {
                if (IsOf(findings[i], message.IsNameHidden ? [] : batch.Bytes(message.Name), message.Server.Address))
                {
                    Of(batch, i).Add(message.Client.Address, message.Time);
                }
            }
        }
        foreach (ref readonly var flow in batch.Flows)
        {
            for (var i = 0; i < findings.Length; i++)
            {
                if (findings[i].Server == flow.Server.Address)
                {
                    Of(batch, i).Add(flow.Client.Address, flow.Time);
                }
            }
        }
    }

    /// <summary>Takes in what another thread counted.</summary>
    public void Merge(ShareSink other)
    {
        foreach (var (key, count) in other._counts)
        {
            Of(key).Merge(count);
        }
    }

    /// <summary>What was counted, by source and finding.</summary>
    /// <param name="evidence">The sources, in order.</param>
    public ImmutableArray<SourceShare> Shares(ImmutableArray<TriageEvidence> evidence) =>
        [.. _counts.OrderBy(pair => pair.Key).Select(pair => pair.Value.Share(pair.Key.Source, evidence[pair.Key.Source], findings[pair.Key.Finding].Id))];

    static bool IsOf(SharedSubject finding, ReadOnlySpan<byte> name, Address server)
    {
        foreach (var zone in finding.Zones)
        {
            if (ProfileSubject.IsBelow(name, zone))
            {
                return true;
            }
        }
        return finding.Server == server;
    }

    Count Of(IObservationBatch batch, int finding) => Of((batch.Segment.Source, finding));

    Count Of((int, int) key) => _counts.TryGetValue(key, out var count) ? count : _counts[key] = new();

    sealed class Count
    {
        readonly HashSet<Address> _clients = [];
        long _messages;
        DateTime _first = DateTime.MaxValue, _last = DateTime.MinValue;

        public void Add(Address client, DateTime time)
        {
            _messages++;
            if (time != DateTime.MinValue)
            {
                (_first, _last) = (time < _first ? time : _first, time > _last ? time : _last);
            }
            if (!client.IsNone && _clients.Count < MostClients)
            {
                _clients.Add(client);
            }
        }

        public void Merge(Count other)
        {
            _messages += other._messages;
            (_first, _last) = (other._first < _first ? other._first : _first, other._last > _last ? other._last : _last);
            _clients.UnionWith(other._clients);
        }

        public SourceShare Share(int at, TriageEvidence source, string finding) => new(at, source.Path, source.Format, finding, _messages, [.. _clients.Order().Take(SourceShare.MostClients)], _clients.Count,
            _last == DateTime.MinValue ? null : _first, _last == DateTime.MinValue ? null : _last);
    }
}

/// <summary>What a finding is looked for by.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Zones">Its zones in canonical wire form.</param>
/// <param name="Server">Its server, where it has no zone; null for none.</param>
sealed record SharedSubject(string Id, ImmutableArray<byte[]> Zones, Address? Server);
