using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>
/// One thread's search for indicators: questions, data of answers, name servers, and the servers themselves. Names and addresses that no feed lists are remembered for a
/// while: most of what is asked was asked before.
/// </summary>
public sealed class IndicatorSink(FeedSet indicators, IndicatorMatches matches) : IObservationSink
{
    const int Remembered = 1 << 13;

    readonly IndicatorMatches _found = new();
    readonly ulong[] _harmlessNames = new ulong[Remembered];
    readonly Address[] _harmlessAddresses = new Address[Remembered];
    readonly List<Indicator> _now = [];
    readonly bool _hasNames = indicators.Names > 0, _hasNetworks = indicators.Networks > 0;

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            Match(message, batch);
        }
        foreach (ref readonly var flow in batch.Flows)
        {
            if (_hasNetworks && DnsFlows.MayCarryDns(flow))
            {
                Find(flow.Server.Address, isNameServer: false);
                Found(HitPlace.Server, flow.Client.Address, flow.Time, batch);
            }
        }
    }

    /// <summary>Hands over what was found. Called once, when the evidence is read.</summary>
    public void Finish() => matches.Merge(_found);

    void Match(in DnsMessage message, IObservationBatch batch)
    {
        if (_hasNames)
        {
            FindName(batch.Bytes(message.Name), message.NameHash);
            Found(HitPlace.Question, message.Client.Address, message.Time, batch);
        }
        if (_hasNetworks && !message.Server.Address.IsNone)
        {
            Find(message.Server.Address, isNameServer: false);
            Found(HitPlace.Server, message.Client.Address, message.Time, batch);
        }
        foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
        {
            var isNameServer = record.Type == RecordTypes.Ns || record.Section != Section.Answer;
            if (record.Type is RecordTypes.A or RecordTypes.Aaaa)
            {
                Find(Address.FromBytes(record.Data), isNameServer);
            }
            else
            {
                FindTarget(record, isNameServer);
            }
            Found(isNameServer ? HitPlace.NameServer : HitPlace.Answer, message.Client.Address, message.Time, batch);
        }
    }

    void FindName(ReadOnlySpan<byte> name, ulong hash)
    {
        ref var harmless = ref _harmlessNames[hash % Remembered];
        if (harmless != hash)
        {
            indicators.Find(name, isNameServer: false, _now);
            harmless = _now.Count == 0 ? hash : 0;
        }
    }

    void Find(Address address, bool isNameServer)
    {
        if (!_hasNetworks || address.IsNone)
        {
            return;
        }
        ref var harmless = ref _harmlessAddresses[(address.High ^ address.Low * 0x9E3779B97F4A7C15) >> 51];
        if (harmless != address)
        {
            indicators.Find(address, isNameServer: true, _now);
            harmless = _now.Count == 0 ? address : Address.None;
            if (_now.Count > 0 && !isNameServer)
            {
                _now.Clear();
                indicators.Find(address, isNameServer: false, _now);
            }
        }
    }

    void FindTarget(in ResourceRecord record, bool isNameServer)
    {
        Span<byte> canonical = stackalloc byte[WireName.MaxBytes];
        var target = record.Target;
        if (!_hasNames || target.IsEmpty || target.Length > canonical.Length)
        {
            return;
        }
        WireName.ToCanonical(target, canonical);
        indicators.Find(canonical[..target.Length], isNameServer, _now);
    }

    void Found(HitPlace place, Address client, DateTime time, IObservationBatch batch)
    {
        foreach (var indicator in _now)
        {
            _found.Add(indicator, client, place, time, batch.Segment);
        }
        _now.Clear();
    }
}
