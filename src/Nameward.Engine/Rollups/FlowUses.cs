using System.Buffers;
using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// What is remembered of flows: who spoke to which port of DNS on which server, who has exchanges elsewhere that look like DNS by their size, and which hosts
/// began flows at all, so that it can be said whose traffic a source sees. All are bounded by leaving out the keys with the highest hashes
/// (<see cref="LowestKeys{TKey,TState}"/>); what that cost is counted without error, because all flows are counted beside those that are kept.
/// </summary>
public sealed class FlowUses : IMergeable<FlowUses>
{
    /// <summary>Most senders: some 100 MB of memory, when full.</summary>
    public const int MostKeys = 1 << 20;

    /// <summary>Most uses of a port of DNS: from some 60 MB of memory, when full, to 800 MB where each is busy all day with a server outside.</summary>
    public const int MostUses = 1 << 17;

    /// <summary>Most uses of other ports.</summary>
    const int MostLikenesses = 1 << 14;

    /// <summary>A block of version 3 is read as one of 4 in which no datagram of a tunnel is.</summary>
    const uint Version = 4, FirstRead = 3;

    readonly LowestKeys<FlowUseKey, FlowUse> _uses;
    readonly LowestKeys<FlowUseKey, FlowUse> _likenesses;
    readonly LowestKeys<ClientDayKey, FlowSender> _senders;
    long _dnsFlows;
    long _flows;

    /// <summary>Of no flow.</summary>
    public FlowUses()
        : this(new(MostUses), new(MostLikenesses), new(MostKeys))
    {
    }

    /// <summary>Of no flow, with another bound.</summary>
    internal FlowUses(int mostKeys)
        : this(new(mostKeys), new(mostKeys), new(mostKeys))
    {
    }

    FlowUses(LowestKeys<FlowUseKey, FlowUse> uses, LowestKeys<FlowUseKey, FlowUse> likenesses, LowestKeys<ClientDayKey, FlowSender> senders) =>
        (_uses, _likenesses, _senders) = (uses, likenesses, senders);

    /// <summary>Adds one flow as the format of this number shows it, from the segment of this code.</summary>
    public void Add(in Flow flow, byte format, uint segment)
    {
        var day = RollupSink.DayOf(flow.Time);
        _flows = FlowCounts.Sum(_flows, 1);
        _senders.Add(new(day, format, flow.Client.Address), FlowSender.Of(flow));
        if (DnsFlows.MayCarryDns(flow))
        {
            _dnsFlows = FlowCounts.Sum(_dnsFlows, 1);
            Add(_uses, new(day, format, flow.Client.Address, flow.Server, flow.Protocol), flow, segment);
        }
        else if (DnsFlows.LooksLikeDns(flow))
        {
            Add(_likenesses, new(day, format, flow.Client.Address, flow.Server, flow.Protocol), flow, segment);
        }
    }

    static void Add(LowestKeys<FlowUseKey, FlowUse> uses, in FlowUseKey key, in Flow flow, uint segment)
    {
        ref var use = ref uses.Find(key, default, out var isNew);
        if (Unsafe.IsNullRef(ref use))
        {
            return;
        }
        if (isNew)
        {
            use = FlowUse.To(key.Server.Address);
        }
        use.Add(flow, segment);
    }

    /// <summary>What came together so far, sorted. It shares what is remembered: nothing is to be added afterwards.</summary>
    public FrozenFlows Freeze() => new(_uses.Sorted(), _likenesses.Sorted(), _senders.Sorted(), _dnsFlows, _flows);

    /// <inheritdoc/>
    public void Merge(FlowUses other)
    {
        _flows = FlowCounts.Sum(_flows, other._flows);
        _dnsFlows = FlowCounts.Sum(_dnsFlows, other._dnsFlows);
        _uses.Merge(other._uses);
        _likenesses.Merge(other._likenesses);
        _senders.Merge(other._senders);
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.U32(Version);
        to.U64((ulong)_flows);
        to.U64((ulong)_dnsFlows);
        _uses.WriteTo(to);
        _likenesses.WriteTo(to);
        _senders.WriteTo(to);
    }

    /// <inheritdoc/>
    public static FlowUses ReadFrom(ref StateReader from)
    {
        if (from.U32() is < FirstRead or > Version)
        {
            throw new InvalidDataException("a block of flows of another version");
        }
        var (flows, dnsFlows) = (FlowCounts.ReadFrom(ref from), FlowCounts.ReadFrom(ref from));
        return new(LowestKeys<FlowUseKey, FlowUse>.ReadFrom(ref from), LowestKeys<FlowUseKey, FlowUse>.ReadFrom(ref from), LowestKeys<ClientDayKey, FlowSender>.ReadFrom(ref from)) { _flows = flows, _dnsFlows = dnsFlows };
    }
}
