using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>One thread's search for indicators: questions, data of answers, name servers, and the servers themselves.</summary>
public sealed class IndicatorSink(ImmutableArray<IndicatorList> lists, IndicatorMatches matches) : IObservationSink
{
    readonly IndicatorMatches _found = new();

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            foreach (var list in lists)
            {
                Match(list, message, batch);
            }
        }
    }

    /// <summary>Hands over what was found. Called once, when the evidence is read.</summary>
    public void Finish() => matches.Merge(_found);

    void Match(IndicatorList list, in DnsMessage message, IObservationBatch batch)
    {
        Found(list.Find(batch.Bytes(message.Name)), HitPlace.Question, message, batch);
        if (list.Networks > 0 && !message.Server.Address.IsNone)
        {
            Found(list.Find(message.Server.Address), HitPlace.Server, message, batch);
        }
        foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
        {
            var place = record.Section == Section.Answer ? HitPlace.Answer : HitPlace.NameServer;
            var address = record.Type is RecordTypes.A or RecordTypes.Aaaa ? Address.FromBytes(record.Data) : Address.None;
            Found(address.IsNone ? FindTarget(list, record) : list.Find(address), place, message, batch);
        }
    }

    static Indicator? FindTarget(IndicatorList list, in ResourceRecord record)
    {
        Span<byte> canonical = stackalloc byte[WireName.MaxBytes];
        var target = record.Target;
        if (target.IsEmpty || target.Length > canonical.Length)
        {
            return null;
        }
        WireName.ToCanonical(target, canonical);
        return list.Find(canonical[..target.Length]);
    }

    void Found(Indicator? indicator, HitPlace place, in DnsMessage message, IObservationBatch batch)
    {
        if (indicator is not null)
        {
            _found.Add(indicator, message.Client.Address, place, message.Time, batch.Segment);
        }
    }
}
