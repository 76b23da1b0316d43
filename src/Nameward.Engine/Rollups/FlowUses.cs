using System.Buffers;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// What is remembered of flows: who spoke to which port of DNS on which server, and which hosts began flows at all, so that it can be said whose traffic
/// a source sees. Both are bounded by leaving out the keys with the highest hashes (<see cref="LowestKeys{TKey,TState}"/>); what that cost is counted
/// without error, because all flows are counted beside those that are kept.
/// </summary>
public sealed class FlowUses : IMergeable<FlowUses>
{
    /// <summary>Most keys of each kind: some 260 MB of memory for both, when full.</summary>
    public const int MostKeys = 1 << 20;

    const uint Version = 1;

    readonly LowestKeys<FlowUseKey, FlowUse> _uses;
    readonly LowestKeys<ClientDayKey, FlowSender> _senders;
    long _dnsFlows;
    long _flows;

    /// <summary>Of no flow.</summary>
    public FlowUses()
        : this(MostKeys)
    {
    }

    /// <summary>Of no flow, with another bound.</summary>
    internal FlowUses(int mostKeys)
        : this(new(mostKeys), new(mostKeys))
    {
    }

    FlowUses(LowestKeys<FlowUseKey, FlowUse> uses, LowestKeys<ClientDayKey, FlowSender> senders) => (_uses, _senders) = (uses, senders);

    /// <summary>Adds one flow as the format of this number shows it.</summary>
    public void Add(in Flow flow, byte format)
    {
        var day = RollupSink.DayOf(flow.Time);
        _flows = FlowCounts.Sum(_flows, 1);
        _senders.Add(new(day, format, flow.Client.Address), FlowSender.Of(flow));
        if (MayCarryDns(flow))
        {
            _dnsFlows = FlowCounts.Sum(_dnsFlows, 1);
            _uses.Add(new(day, format, flow.Client.Address, flow.Server, flow.Protocol), FlowUse.Of(flow));
        }
    }

    /// <summary>
    /// Whether a flow goes to a port on which DNS travels. Multicast DNS and LLMNR (5353, 5355) stay on the link and do not count; at a single address outside, the
    /// same ports are taken for what they may be.
    /// </summary>
    public static bool MayCarryDns(in Flow flow) =>
        flow.Protocol is 0 or Flow.Tcp or Flow.Udp && ServerPorts.IsOfDns(flow.Server.Port) && !flow.Server.IsOfTheLink;

    /// <summary>What came together so far, sorted; later additions do not change it.</summary>
    public FrozenFlows Freeze() => new(_uses.Sorted(), _senders.Sorted(), _dnsFlows, _flows);

    /// <inheritdoc/>
    public void Merge(FlowUses other)
    {
        _flows = FlowCounts.Sum(_flows, other._flows);
        _dnsFlows = FlowCounts.Sum(_dnsFlows, other._dnsFlows);
        _uses.Merge(other._uses);
        _senders.Merge(other._senders);
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.U32(Version);
        to.U64((ulong)_flows);
        to.U64((ulong)_dnsFlows);
        _uses.WriteTo(to);
        _senders.WriteTo(to);
    }

    /// <inheritdoc/>
    public static FlowUses ReadFrom(ref StateReader from)
    {
        if (from.U32() != Version)
        {
            throw new InvalidDataException("a block of flows of another version");
        }
        var (flows, dnsFlows) = (FlowCounts.ReadFrom(ref from), FlowCounts.ReadFrom(ref from));
        return new(LowestKeys<FlowUseKey, FlowUse>.ReadFrom(ref from), LowestKeys<ClientDayKey, FlowSender>.ReadFrom(ref from)) { _flows = flows, _dnsFlows = dnsFlows };
    }
}
