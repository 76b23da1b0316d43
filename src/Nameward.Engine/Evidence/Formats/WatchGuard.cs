using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The traffic log of a WatchGuard Firebox, in LEEF for QRadar or in its own form of syslog. Records of its DNS proxy, and of packet filters that look into DNS, carry
/// a name. A record that gives a host name for an address is malformed: it cannot be placed.
/// </summary>
public sealed class WatchGuard : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "watchguard",
        Number = 74,
        Title = "WatchGuard Firebox traffic log",
        Source = "https://www.watchguard.com/help/docs/help-center/en-US/Content/en-US/Fireware/logging/read_log-msg.html; Fireware 12.10 (LEEF)",
        Positions = PositionKind.ByteOffset,
        Kind = "firewall log",
        Tier = 3,
        Carries = Carries.Queries | Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows,
        SeesEgress = true,
        Lacks = ["responses", "message ids", "sizes of messages", "which look-ups were denied"],
        Unproven = "one real record alone was to be had, of the DNS proxy in LEEF; syslog is read as the documentation shows it",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        static readonly FieldTable Fields = new(
            ("disp", LogField.Action), ("policy", LogField.Rule), ("src", LogField.Client), ("srcPort", LogField.ClientPort),
            ("dst", LogField.Server), ("dstPort", LogField.ServerPort), ("proto", LogField.Protocol), ("protocol", LogField.Protocol), ("query_type", LogField.Type),
            ("record_type", LogField.Type), ("question", LogField.Name), ("sent_bytes", LogField.UpBytes), ("rcvd_bytes", LogField.DownBytes),
            ("sent_pkts", LogField.UpPackets), ("rcvd_pkts", LogField.DownPackets), ("duration", LogField.Duration), ("src_ip_nat", LogField.TranslatedClient),
            ("src_port_nat", LogField.TranslatedClientPort), ("dst_ip_nat", LogField.TranslatedServer), ("dst_port_nat", LogField.TranslatedServerPort));

        readonly WatchGuardSyslog _syslog = new();

        // What Traffic Monitor writes first.
        LogStamp _first;

        public override FieldTable Table => Fields;

        public override PairForm PairsOf(scoped ref ReadOnlySpan<byte> line)
        {
            _first = default;
            var form = PairHeader.Take(ref line, "|WatchGuard|"u8);
            if (form != PairForm.None || line.IndexOf("msg_id=\""u8) < 0)
            {
                return form;
            }
            // Lines that are of no connection have names with values as well, and are of no concern.
            var rest = line;
            LogStamp.TryTakeIso(ref rest, out _first);
            line = _syslog.TryName(line) ? _syslog.Named : line;
            return PairForm.Spaced;
        }

        public override bool IsMine(FieldValues fields) => fields is PairFields;

        public override LogStamp StampOf(FieldValues fields) => Envelope.IsNone ? _first : Envelope;

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (!HasEnds(fields))
            {
                return LineResult.Ignored;
            }
            if (!fields[LogField.Name].IsEmpty)
            {
                return ReadQuestion(fields, fields[LogField.Name], time, offset, rows);
            }
            if (FlowRow.Read(fields, FlowRow.Began(fields, time), offset, out var flow) is { } problem)
            {
                return problem;
            }
            // Of a proxy: ProxyAllow, ProxyDeny and so on, with the reason behind a colon.
            var action = fields[LogField.Action];
            var verdict = FlowWords.Verdict(action.StartsWith("Proxy"u8) ? action["Proxy".Length..] : action);
            rows.Flow(flow with { Verdict = verdict, IsAnswered = verdict == FlowVerdict.Denied ? false : flow.IsAnswered }, RuleOf(fields));
            return LineResult.Observed;
        }
    }
}
