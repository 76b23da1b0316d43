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

    const uint Version = 2;

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
        if (MayCarryDns(flow))
        {
            _dnsFlows = FlowCounts.Sum(_dnsFlows, 1);
            Add(_uses, new(day, format, flow.Client.Address, flow.Server, flow.Protocol), flow, segment);
        }
        else if (LooksLikeDns(flow))
        {
            Add(_likenesses, new(day, format, flow.Client.Address, flow.Server, flow.Protocol), flow, segment);
        }
    }

    /// <summary>
    /// Whether a flow goes to where DNS travels: to one of its ports, or to 443 of a well-known public resolver (DNS over HTTPS, RFC 8484, cannot be told from other
    /// conversations elsewhere). Multicast DNS and LLMNR (5353, 5355) stay on the link and do not count; at a single address outside, the same ports are taken for
    /// what they may be. Where packets were translated on the way, whom the client meant counts.
    /// </summary>
    public static bool MayCarryDns(in Flow flow) => flow.Protocol is 0 or Flow.Tcp or Flow.Udp
        && ((ServerPorts.IsOfDns(flow.Server.Port) && !flow.Server.IsOfTheLink) || (flow.Server.Port == Https && PublicResolvers.OperatorOf(flow.Server.Address) is not null));

    /// <summary>
    /// Whether a flow elsewhere has the shape of a stub's exchange: a few datagrams within seconds, of a size that questions and answers have (RFC 1035 section 2.3.4:
    /// a header and a question take 17 to 271 bytes, with EDNS, UDP and IP about 40 more), to a server outside, on a port where no other protocol is at home.
    /// </summary>
    public static bool LooksLikeDns(in Flow flow) => flow.Protocol == Flow.Udp && !flow.Server.Address.IsInternal && !flow.Server.Address.IsMulticast && flow.Server.Port != 0
        && !ServerPorts.IsOfAnother(flow.Server.Port) && flow.Duration <= ExchangeTime
        && IsSized(flow.UpPackets, flow.UpBytes, LargestQuery) && IsSized(flow.DownPackets, flow.DownBytes, LargestAnswer);

    const ushort Https = 443;
    const long MostPackets = 4, SmallestMessage = 17, LargestQuery = 311, LargestAnswer = 4096;
    static readonly TimeSpan ExchangeTime = TimeSpan.FromSeconds(FlowUse.LongestExchange);

    static bool IsSized(long packets, long bytes, long largest) =>
        (packets <= 0 && bytes <= 0) || (packets is > 0 and <= MostPackets && bytes >= packets * SmallestMessage && bytes <= packets * largest);

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
        if (from.U32() != Version)
        {
            throw new InvalidDataException("a block of flows of another version");
        }
        var (flows, dnsFlows) = (FlowCounts.ReadFrom(ref from), FlowCounts.ReadFrom(ref from));
        return new(LowestKeys<FlowUseKey, FlowUse>.ReadFrom(ref from), LowestKeys<FlowUseKey, FlowUse>.ReadFrom(ref from), LowestKeys<ClientDayKey, FlowSender>.ReadFrom(ref from)) { _flows = flows, _dnsFlows = dnsFlows };
    }
}
