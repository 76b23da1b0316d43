using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>The flows when everything is read, in the order of their keys.</summary>
public sealed class FrozenFlows
{
    internal FrozenFlows(KeyValuePair<FlowUseKey, FlowUse>[] uses, KeyValuePair<FlowUseKey, FlowUse>[] likenesses, KeyValuePair<ClientDayKey, FlowSender>[] senders, long dnsFlows, long flows)
    {
        Likenesses = ImmutableCollectionsMarshal.AsImmutableArray(likenesses);
        Uses = ImmutableCollectionsMarshal.AsImmutableArray(uses);
        Senders = ImmutableCollectionsMarshal.AsImmutableArray(senders);
        (DnsFlows, Flows) = (dnsFlows, flows);
        DnsFlowsLeftOut = dnsFlows - uses.Aggregate(0L, (sum, use) => FlowCounts.Sum(sum, use.Value.Records));
        FlowsLeftOut = flows - senders.Aggregate(0L, (sum, sender) => FlowCounts.Sum(sum, sender.Value.Flows));
    }

    /// <summary>Who spoke to which port of DNS on which server, by day, client, server, port, protocol and format.</summary>
    public ImmutableArray<KeyValuePair<FlowUseKey, FlowUse>> Uses { get; }

    /// <summary>Who has exchanges on other ports that look like DNS by their size (<see cref="DnsFlows.LooksLikeDns"/>), in the same order.</summary>
    public ImmutableArray<KeyValuePair<FlowUseKey, FlowUse>> Likenesses { get; }

    /// <summary>Which hosts began flows, by day, client and format.</summary>
    public ImmutableArray<KeyValuePair<ClientDayKey, FlowSender>> Senders { get; }

    /// <summary>All flows to a port of DNS; one flow may have been seen by several sources.</summary>
    public long DnsFlows { get; }

    /// <summary>All flows.</summary>
    public long Flows { get; }

    /// <summary>Flows to a port of DNS that <see cref="Uses"/> does not show, because there were more keys than are kept.</summary>
    public long DnsFlowsLeftOut { get; }

    /// <summary>Flows whose sender <see cref="Senders"/> does not show, for the same reason.</summary>
    public long FlowsLeftOut { get; }
}
