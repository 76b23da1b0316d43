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
    readonly ulong[] _harmlessZones = new ulong[Remembered], _harmlessTargets = new ulong[Remembered];
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
                indicators.Find(flow.Server.Address, isNameServer: false, _now);
                Found(HitPlace.Server, flow.Client.Address, flow.Time, batch);
            }
        }
    }

    /// <summary>Hands over what was found. Called once, when the evidence is read.</summary>
    public void Finish() => matches.Merge(_found);

    void Match(in DnsMessage message, IObservationBatch batch)
    {
        if (_hasNames && MayBeListed(message.ZoneHash))
        {
            indicators.Find(batch.Bytes(message.Name), isNameServer: false, _now);
            Remember(message.ZoneHash);
            Found(HitPlace.Question, message.Client.Address, message.Time, batch);
        }
        if (_hasNetworks && indicators.MayHold(message.Server.Address))
        {
            indicators.Find(message.Server.Address, isNameServer: false, _now);
            Found(HitPlace.Server, message.Client.Address, message.Time, batch);
        }
        foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
        {
            var isNameServer = record.Type == RecordTypes.Ns || record.Section != Section.Answer;
            if (record.Type is not (RecordTypes.A or RecordTypes.Aaaa))
            {
                FindTarget(record, isNameServer);
            }
            else if (_hasNetworks && Address.FromBytes(record.Data) is var address && indicators.MayHold(address))
            {
                indicators.Find(address, isNameServer, _now);
            }
            Found(isNameServer ? HitPlace.NameServer : HitPlace.Answer, message.Client.Address, message.Time, batch);
        }
    }

    /// <summary>Whether an entry may cover names of a zone: it has a listed name, or a suffix above it is listed, of which each zone is asked for once.</summary>
    bool MayBeListed(ulong zone) => indicators.MayListIn(zone) || indicators.ListsSuffixes && _harmlessZones[zone % Remembered] != zone;

    void Remember(ulong zone)
    {
        if (_now.Count == 0 && !indicators.MayListIn(zone))
        {
            _harmlessZones[zone % Remembered] = zone;
        }
    }

    void FindTarget(in ResourceRecord record, bool isNameServer)
    {
        var target = record.Target;
        if (!_hasNames || target.IsEmpty || target.Length > WireName.MaxBytes)
        {
            return;
        }
        var hash = WyHash.Of(target, NameHashing.Seed);
        if (_harmlessTargets[hash % Remembered] == hash)
        {
            return;
        }
        Span<byte> canonical = stackalloc byte[WireName.MaxBytes];
        WireName.ToCanonical(target, canonical);
        // An entry for name servers alone is found as one, so that what is remembered holds everywhere.
        indicators.Find(canonical[..target.Length], isNameServer: true, _now);
        if (_now.Count == 0)
        {
            _harmlessTargets[hash % Remembered] = hash;
        }
        else if (!isNameServer)
        {
            _now.Clear();
            indicators.Find(canonical[..target.Length], isNameServer: false, _now);
        }
    }

    void Found(HitPlace place, Address client, DateTime time, IObservationBatch batch)
    {
        if (_now.Count == 0)
        {
            return;
        }
        foreach (var indicator in _now)
        {
            _found.Add(indicator, client, place, time, batch.Segment);
        }
        _now.Clear();
    }
}
