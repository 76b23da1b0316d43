using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Records of NetFlow and IPFIX as collectors write them in JSON: under the names of the protocols themselves, and those of Logstash, pmacct, GoFlow2 and nfdump. What
/// Filebeat writes is of the Elastic Common Schema.
/// </summary>
public sealed class NetflowJson : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "netflow-json",
        Number = 97,
        Title = "NetFlow and IPFIX records in JSON",
        Source = "RFC 3954 section 8, RFC 7012 and the IANA registry of IPFIX for the names; Logstash's netflow codec 4, pmacct 1.7, GoFlow2 1 and 2, nfdump 1.6 and 1.7",
        Positions = PositionKind.ByteOffset,
        Kind = "flow records",
        SeesEgress = true,
        Tier = 2,
        Carries = Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows,
        Lacks = ["names and what was said", "times, where only the time since the exporter's start is written", "what sampling left out"],
        Unproven = "of the names of Logstash, pmacct, GoFlow2 and nfdump no real record was to be had",
    };

    internal override Likeness Sureness => Likeness.Possible;

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField UptimeStart = LogField.First, UptimeEnd = LogField.Second;

        static readonly (string Path, LogField Field)[] OfLogstash =
        [
            ("first_switched", LogField.Time), ("last_switched", LogField.End), ("flowStartMilliseconds", LogField.Time), ("flowEndMilliseconds", LogField.End),
            ("flowStartSeconds", LogField.Time), ("flowEndSeconds", LogField.End),
            ("ipv4_src_addr", LogField.Client), ("ipv6_src_addr", LogField.Client), ("sourceIPv4Address", LogField.Client), ("sourceIPv6Address", LogField.Client),
            ("ipv4_dst_addr", LogField.Server), ("ipv6_dst_addr", LogField.Server), ("destinationIPv4Address", LogField.Server), ("destinationIPv6Address", LogField.Server),
            ("l4_src_port", LogField.ClientPort), ("sourceTransportPort", LogField.ClientPort), ("l4_dst_port", LogField.ServerPort), ("destinationTransportPort", LogField.ServerPort),
            ("protocol", LogField.Protocol), ("protocolIdentifier", LogField.Protocol), ("in_bytes", LogField.UpBytes), ("octetDeltaCount", LogField.UpBytes),
            ("initiatorOctets", LogField.UpBytes), ("octetTotalCount", LogField.UpBytes), ("in_pkts", LogField.UpPackets), ("packetDeltaCount", LogField.UpPackets),
            ("initiatorPackets", LogField.UpPackets), ("packetTotalCount", LogField.UpPackets), ("responderOctets", LogField.DownBytes), ("responderPackets", LogField.DownPackets),
            ("reverseOctetDeltaCount", LogField.DownBytes), ("reversePacketDeltaCount", LogField.DownPackets),
            ("xlate_src_addr_ipv4", LogField.TranslatedClient), ("postNATSourceIPv4Address", LogField.TranslatedClient), ("xlate_src_port", LogField.TranslatedClientPort),
            ("postNAPTSourceTransportPort", LogField.TranslatedClientPort), ("xlate_dst_addr_ipv4", LogField.TranslatedServer),
            ("postNATDestinationIPv4Address", LogField.TranslatedServer), ("xlate_dst_port", LogField.TranslatedServerPort),
            ("postNAPTDestinationTransportPort", LogField.TranslatedServerPort), ("flowStartSysUpTime", UptimeStart), ("flowEndSysUpTime", UptimeEnd),
        ];

        static readonly FieldTable Fields = new(
        [
            .. OfLogstash.Select(path => ("netflow." + path.Path, path.Field)), .. OfLogstash, ("@timestamp", LogField.Time),
            // RFC 3954 and, where version 5 differs, its header files.
            ("IPV4_SRC_ADDR", LogField.Client), ("IPV6_SRC_ADDR", LogField.Client), ("IPV4_DST_ADDR", LogField.Server), ("IPV6_DST_ADDR", LogField.Server),
            ("L4_SRC_PORT", LogField.ClientPort), ("SRC_PORT", LogField.ClientPort), ("L4_DST_PORT", LogField.ServerPort), ("DST_PORT", LogField.ServerPort),
            ("PROTOCOL", LogField.Protocol), ("PROTO", LogField.Protocol), ("IN_BYTES", LogField.UpBytes), ("IN_OCTETS", LogField.UpBytes), ("IN_PKTS", LogField.UpPackets),
            ("IN_PACKETS", LogField.UpPackets), ("FIRST_SWITCHED", UptimeStart), ("LAST_SWITCHED", UptimeEnd),
            // pmacct
            ("timestamp_start", LogField.Time), ("stamp_inserted", LogField.Time), ("timestamp_end", LogField.End), ("ip_src", LogField.Client), ("ip_dst", LogField.Server),
            ("port_src", LogField.ClientPort), ("port_dst", LogField.ServerPort), ("ip_proto", LogField.Protocol), ("bytes", LogField.UpBytes), ("packets", LogField.UpPackets),
            ("post_nat_ip_src", LogField.TranslatedClient), ("post_nat_port_src", LogField.TranslatedClientPort), ("post_nat_ip_dst", LogField.TranslatedServer),
            ("post_nat_port_dst", LogField.TranslatedServerPort),
            // GoFlow2
            ("time_flow_start_ns", LogField.Time), ("time_received_ns", LogField.Time), ("time_flow_end_ns", LogField.End), ("src_addr", LogField.Client), ("dst_addr", LogField.Server),
            ("src_port", LogField.ClientPort), ("dst_port", LogField.ServerPort), ("proto", LogField.Protocol), ("TimeFlowStart", LogField.Time), ("TimeReceived", LogField.Time),
            ("TimeFlowEnd", LogField.End), ("SrcAddr", LogField.Client), ("DstAddr", LogField.Server), ("SrcPort", LogField.ClientPort), ("DstPort", LogField.ServerPort),
            ("Proto", LogField.Protocol), ("Bytes", LogField.UpBytes), ("Packets", LogField.UpPackets),
            // nfdump
            ("first", LogField.Time), ("t_first", LogField.Time), ("last", LogField.End), ("t_last", LogField.End), ("src4_addr", LogField.Client), ("src6_addr", LogField.Client),
            ("dst4_addr", LogField.Server), ("dst6_addr", LogField.Server), ("in_packets", LogField.UpPackets), ("out_bytes", LogField.DownBytes), ("out_packets", LogField.DownPackets),
        ]);

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Client) && fields.Has(LogField.Server) && (fields.Has(LogField.UpBytes) || fields.Has(LogField.UpPackets));

        /// <summary>A time without a zone is of the collector's clocks, as pmacct and nfdump write it.</summary>
        public override LogStamp StampOf(FieldValues fields) => fields.Has(LogField.Time) ? LogStamp.Iso(fields[LogField.Time]) : default;

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (FlowRow.Read(fields, time, offset, out var flow) is { } problem)
            {
                return problem;
            }
            flow = flow.Duration == default ? flow with { Duration = Between(fields[UptimeStart], fields[UptimeEnd]) } : flow;
            // Where both ways are counted in one record it says who began.
            rows.Flow(flow.DownPackets > 0 || flow.DownBytes > 0 ? flow : flow.WithServerFound(), []);
            return LineResult.Observed;
        }

        /// <summary>The time between two that are counted in milliseconds from the start of the exporter.</summary>
        static TimeSpan Between(ReadOnlySpan<byte> start, ReadOnlySpan<byte> end) =>
            Numbers.TrySeconds(start, out var first) && Numbers.TrySeconds(end, out var last) && last > first ? TimeSpan.FromMilliseconds(last - first) : default;
    }
}
