using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The log of a Sophos firewall: that of Sophos Firewall (SFOS, XG), and that of Sophos UTM (Astaro). Records with two ends are flows; those of the advanced threat
/// protection that stopped a look-up carry its name. A zone that is written as a word (CET, IST) is not one offset: such times are local. A record that gives a
/// host name for an address is malformed: it cannot be placed.
/// </summary>
public sealed class Sophos : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "sophos",
        Number = 73,
        Title = "Sophos Firewall and UTM log",
        Source = "https://docs.sophos.com/nsg/sophos-firewall/latest/pdf/sf-syslog-guide.pdf; SFOS 18 to 21, UTM 9",
        Positions = PositionKind.ByteOffset,
        Kind = "firewall log",
        Tier = 2,
        Carries = Carries.Queries | Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows,
        SeesEgress = true,
        Lacks = ["names of look-ups but those of known threats, and their types", "responses", "message ids", "sizes of messages", "times below a second"],
        Unproven = "names of look-ups are read as the guide describes them",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Date = LogField.First, Clock = LogField.Second, Zone = LogField.Third, Component = LogField.Fourth, Place = LogField.Fifth, UtmId = LogField.Sixth,
            UtmPart = LogField.Seventh, Connection = LogField.Eighth;

        static readonly FieldTable Fields = new(
            ("timestamp", LogField.Time), ("date", Date), ("time", Clock), ("timezone", Zone), ("log_type", LogField.Kind), ("log_component", Component),
            ("log_subtype", LogField.Action), ("fw_rule_name", LogField.Rule), ("rule_name", LogField.Rule), ("fw_rule_id", LogField.RuleNumber),
            ("rule_id", LogField.RuleNumber), ("src_ip", LogField.Client), ("src_port", LogField.ClientPort), ("dst_ip", LogField.Server), ("dst_port", LogField.ServerPort),
            ("protocol", LogField.Protocol), ("sent_bytes", LogField.UpBytes), ("bytes_sent", LogField.UpBytes), ("recv_bytes", LogField.DownBytes),
            ("bytes_received", LogField.DownBytes), ("sent_pkts", LogField.UpPackets), ("packets_sent", LogField.UpPackets), ("recv_pkts", LogField.DownPackets),
            ("packets_received", LogField.DownPackets), ("tran_src_ip", LogField.TranslatedClient), ("src_trans_ip", LogField.TranslatedClient),
            ("tran_src_port", LogField.TranslatedClientPort), ("src_trans_port", LogField.TranslatedClientPort), ("tran_dst_ip", LogField.TranslatedServer),
            ("dst_trans_ip", LogField.TranslatedServer), ("tran_dst_port", LogField.TranslatedServerPort), ("dst_trans_port", LogField.TranslatedServerPort),
            ("duration", LogField.Duration), ("url", Place), ("connevent", Connection), ("con_event", Connection), ("id", UtmId), ("sub", UtmPart), ("action", LogField.Action), ("fwrule", LogField.RuleNumber),
            ("srcip", LogField.Client), ("srcport", LogField.ClientPort), ("dstip", LogField.Server), ("dstport", LogField.ServerPort), ("proto", LogField.Protocol),
            ("length", LogField.UpBytes));

        LogStamp _utm;

        public override FieldTable Table => Fields;

        public override PairForm PairsOf(scoped ref ReadOnlySpan<byte> line)
        {
            line = PairHeader.WithoutPriority(line);
            var utm = line.IndexOf("id=\""u8);
            if (line.IndexOf("log_component="u8) < 0 && (utm < 0 || !IsUtm(line[utm..])))
            {
                return PairForm.None;
            }
            // 2026:11:21-09:14:02, before the program that writes.
            _utm = utm >= 0 && line is [_, _, _, _, (byte)':', _, _, (byte)':', _, _, (byte)'-', _, _, (byte)':', _, _, (byte)':', _, _, ..]
                ? SplitStamp.Join(line[..10], line.Slice(11, 8), []) : default;
            return PairForm.Spaced;
        }

        /// <summary>Whether what begins with the field <c>id</c> is a record of UTM: its ids have four digits, and the two fields that follow are of few names.</summary>
        static bool IsUtm(ReadOnlySpan<byte> text) =>
            text.Length > 11 && text[8] == '"' && !text[4..8].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (text[10..].StartsWith("severity="u8) || text[10..].StartsWith("srcip="u8));

        public override bool IsMine(FieldValues fields) => (fields.Has(LogField.Kind) && fields.Has(Component)) || (fields.Has(UtmId) && (fields.Has(UtmPart) || fields.Has(LogField.Client)));

        public override LogStamp StampOf(FieldValues fields) => !fields[LogField.Time].IsEmpty ? LogStamp.Iso(fields[LogField.Time])
            : !fields[Date].IsEmpty ? SplitStamp.Join(fields[Date], fields[Clock], fields[Zone])
            : _utm.IsNone ? Envelope : _utm;

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (!HasEnds(fields))
            {
                return LineResult.Ignored;
            }
            if (fields[Component].SequenceEqual("DNS"u8) && DnsWords.IsDomain(fields[Place]))
            {
                return ReadQuestion(fields, fields[Place], time, offset, rows);
            }
            // A packet of no connection says who sent it, and so does one that UTM drops.
            var isPacket = fields[Component].SequenceEqual("Invalid Traffic"u8) || (fields.Has(UtmPart) && FlowWords.Verdict(fields[LogField.Action]) == FlowVerdict.Denied);
            return isPacket ? ReadOneWay(fields, time, offset, rows) : ReadConnection(fields, FlowRow.Began(fields, time), offset, rows);
        }

        static LineResult ReadConnection(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (FlowRow.Read(fields, time, offset, out var flow) is { } problem)
            {
                return problem;
            }
            rows.Flow(fields[Connection].SequenceEqual("Start"u8) ? FlowRow.Unfinished(flow) : flow, RuleOf(fields));
            return LineResult.Observed;
        }
    }
}
