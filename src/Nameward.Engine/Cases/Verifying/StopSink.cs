using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;

namespace Nameward.Engine.Cases.Verifying;

/// <summary>Gathers what later evidence shows of the zones, servers and clients of a case. It belongs to one thread.</summary>
sealed class StopSink(VerifyRequest request) : IObservationSink
{
    const ushort NxDomain = 3;

    readonly HashSet<Address> _known = [.. request.Case.Clients];

    /// <summary>For each zone of the request.</summary>
    public StopCount[] Zones { get; } = [.. request.Zones.Select(_ => new StopCount())];

    /// <summary>For each server of the request.</summary>
    public StopCount[] Servers { get; } = [.. request.Servers.Select(_ => new StopCount())];

    /// <summary>Clients of the case that are seen to ask or to speak to anybody.</summary>
    public HashSet<Address> Seen { get; } = [];

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            if (message.Time >= request.Since && !message.Server.IsOfTheLink)
            {
                Take(message, message.IsNameHidden ? [] : batch.Bytes(message.Name), batch.Bytes(message.Answers));
            }
        }
        foreach (ref readonly var flow in batch.Flows)
        {
            if (flow.Time >= request.Since)
            {
                Note(flow.Client.Address);
                Count(flow.Server.Address, flow.Client.Address, flow.Time, isAsked: flow.ShowsClient, isThrough: flow.ShowsServer && flow.Verdict != FlowVerdict.Denied, isStopped: flow.Verdict == FlowVerdict.Denied || flow.IsAnswered == false);
            }
        }
    }

    /// <summary>Takes in what another thread gathered.</summary>
    public void Merge(StopSink other)
    {
        for (var i = 0; i < Zones.Length; i++)
        {
            Zones[i].Merge(other.Zones[i]);
        }
        for (var i = 0; i < Servers.Length; i++)
        {
            Servers[i].Merge(other.Servers[i]);
        }
        Seen.UnionWith(other.Seen);
    }

    void Take(in DnsMessage message, ReadOnlySpan<byte> name, ReadOnlySpan<byte> answers)
    {
        var (isAsked, isAnswered) = ((message.Sides & Sides.Query) != 0, (message.Sides & Sides.Response) != 0);
        if (isAsked)
        {
            Note(message.Client.Address);
        }
        for (var i = 0; i < Zones.Length; i++)
        {
            if (ProfileSubject.IsBelow(name, request.Zones[i]))
            {
                var isThrough = isAnswered && message.Rcode is 0 or null && LeadsAnywhere(answers);
                var isStopped = isAnswered && !isThrough && (message.Rcode is not (null or 0) || message.ShowsAnswers || message.Leg == Leg.Internal);
                // Logs of policy zones tell of what was answered inside the server; refusals and failures stand there too.
                var isByPolicy = isStopped && message is { Leg: Leg.Internal, Rcode: 0 or NxDomain };
                Zones[i].Add(message.Client.Address, message.Time, isAsked, isThrough, isStopped, isByPolicy);
            }
        }
        Count(message.Server.Address, message.Client.Address, message.Time, isAsked, isThrough: isAnswered && message.Rcode is not null, isStopped: false);
    }

    /// <summary>Whether an answer holds something that is no sinkhole.</summary>
    bool LeadsAnywhere(ReadOnlySpan<byte> answers)
    {
        foreach (var record in new ResourceRecords(answers))
        {
            if (record.Section == Section.Answer && !(record.Type is RecordTypes.A or RecordTypes.Aaaa && Address.FromBytes(record.Data) is var address && (address.IsUnspecified || request.Sinkholes.Contains(address))))
            {
                return true;
            }
        }
        return false;
    }

    void Count(Address server, Address client, DateTime time, bool isAsked, bool isThrough, bool isStopped)
    {
        var at = request.Servers.IndexOf(server);
        if (at >= 0)
        {
            Servers[at].Add(client, time, isAsked, isThrough, isStopped);
        }
    }

    void Note(Address client)
    {
        if (_known.Contains(client))
        {
            Seen.Add(client);
        }
    }
}
