using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The log of a Check Point gateway as its Log Exporter sends it: syslog with colons, names with values between upright strokes, CEF, LEEF or JSON; and rows that
/// SmartView Tracker exported. A record that gives a host name for an address, or a port and no address, is malformed: it cannot be placed.
/// </summary>
public sealed class CheckPoint : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "check-point",
        Number = 72,
        Title = "Check Point log",
        Source = "https://support.checkpoint.com/results/sk/sk122323 and sk144192; Log Exporter of R80.10 to R81.20",
        Positions = PositionKind.ByteOffset,
        Kind = "firewall log",
        Tier = 2,
        Carries = Carries.Queries | Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows,
        SeesEgress = true,
        Lacks = ["responses", "message ids", "sizes of messages", "times below a second", "services that were written by name", "later records that complete one of a connection are read as their own"],
        Unproven = "LEEF, and records with the name of a look-up, are read as the field reference describes them",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Custom = LogField.First, CustomLabel = LogField.Second, Layers = LogField.Third, RuleAction = LogField.Fourth, Vendor = LogField.Fifth,
            Serial = LogField.Sixth, Direction = LogField.Eighth, Gateway = LogField.Id;

        static readonly FieldTable Fields = new(
            ("time", LogField.Time), ("rt", LogField.Time), ("devTime", LogField.Time), ("action", LogField.Action), ("act", LogField.Action), ("Action", LogField.Action),
            ("rule_action", RuleAction), ("src", LogField.Client), ("sip", LogField.Client), ("s_port", LogField.ClientPort), ("sport", LogField.ClientPort),
            ("spt", LogField.ClientPort), ("srcPort", LogField.ClientPort), ("dst", LogField.Server), ("dip", LogField.Server), ("service", LogField.ServerPort),
            ("dport", LogField.ServerPort), ("dpt", LogField.ServerPort), ("dstPort", LogField.ServerPort), ("proto", LogField.Protocol), ("protnum", LogField.Protocol),
            ("rule_name", LogField.Rule), ("rule", LogField.RuleNumber), ("cs2", Custom), ("cs2Label", CustomLabel), ("rule_name_._._match_table", Layers),
            ("xlatesrc", LogField.TranslatedClient), ("snatip", LogField.TranslatedClient), ("sourceTranslatedAddress", LogField.TranslatedClient),
            ("srcPostNAT", LogField.TranslatedClient), ("xlatesport", LogField.TranslatedClientPort), ("snatport", LogField.TranslatedClientPort),
            ("sourceTranslatedPort", LogField.TranslatedClientPort), ("srcPostNATPort", LogField.TranslatedClientPort), ("xlatedst", LogField.TranslatedServer),
            ("dnatip", LogField.TranslatedServer), ("destinationTranslatedAddress", LogField.TranslatedServer), ("dstPostNAT", LogField.TranslatedServer),
            ("xlatedport", LogField.TranslatedServerPort), ("dnatport", LogField.TranslatedServerPort), ("destinationTranslatedPort", LogField.TranslatedServerPort),
            ("dstPostNATPort", LogField.TranslatedServerPort), ("sent_bytes", LogField.UpBytes), ("bytesout", LogField.UpBytes), ("out", LogField.UpBytes),
            ("received_bytes", LogField.DownBytes), ("bytesin", LogField.DownBytes), ("in", LogField.DownBytes), ("packetsout", LogField.UpPackets),
            ("packetsin", LogField.DownPackets), ("duration", LogField.Duration), ("dns_query", LogField.Name), ("dns_type", LogField.Type),
            ("dns_message_type", Direction), ("deviceVendor", Vendor), ("sequencenum", Serial), ("loguid", LogField.Kind), ("UUid", LogField.Kind), ("origin", Gateway));

        public override FieldTable Table => Fields;

        public override PairForm PairsOf(scoped ref ReadOnlySpan<byte> line)
        {
            var form = PairHeader.Take(ref line, "|Check Point|"u8);
            if (form != PairForm.None)
            {
                return form;
            }
            if (line.IndexOf("|loguid="u8) >= 0)
            {
                line = PairHeader.WithoutPriority(line);
                return PairForm.Strokes;
            }
            var colon = line.IndexOf(":\""u8);
            if (colon < 0 || line.IndexOf("loguid:\""u8) < 0)
            {
                return PairForm.None;
            }
            line = line[(line[..colon].LastIndexOf((byte)'[') + 1)..];
            return PairForm.Colons;
        }

        public override CsvColumns? ColumnsWithoutHeader(ReadOnlySpan<byte> line) => CheckPointTracker.ColumnsOf(line);

        public override bool MayBeHeader(ReadOnlySpan<byte> line) => false;

        public override bool IsMine(FieldValues fields) =>
            fields.Has(Vendor) || CheckPointTracker.IsRow(fields) || (fields.Has(LogField.Action) && fields.Has(Gateway) && (fields.Has(LogField.Kind) || fields.Has(Serial)));

        public override LogStamp StampOf(FieldValues fields) =>
            fields.Has(CheckPointTracker.Date) ? CheckPointTracker.StampOf(fields) : fields[LogField.Time].IsEmpty ? Envelope : LogStamp.Iso(fields[LogField.Time]);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (!HasEnds(fields))
            {
                // A port without an address is what remains of a record that was wrapped.
                return fields[LogField.ClientPort].IsEmpty ? LineResult.Ignored : LineResult.Malformed(NoEndpoint);
            }
            if (!fields[LogField.Name].IsEmpty && !fields[Direction].StartsWith("Response"u8))
            {
                return ReadQuestion(fields, fields[LogField.Name], time, offset, rows);
            }
            if (FlowRow.Read(fields, time, offset, out var flow) is { } problem)
            {
                return problem;
            }
            // Decrypt, Redirect and their like say how, and the action of the rule says whether.
            var verdict = flow.Verdict == FlowVerdict.Unknown ? FlowWords.Verdict(fields[RuleAction]) : flow.Verdict;
            rows.Flow(flow with { Verdict = verdict, IsAnswered = verdict == FlowVerdict.Denied ? false : flow.IsAnswered }, RuleOfLayers(fields));
            return LineResult.Observed;
        }

        /// <summary>The rule, which CEF writes in a field for any use, and JSON as one for each layer of the policy: the first of these.</summary>
        static ReadOnlySpan<byte> RuleOfLayers(FieldValues fields)
        {
            if (fields[CustomLabel].SequenceEqual("Rule Name"u8) && !fields[Custom].IsEmpty)
            {
                return fields[Custom];
            }
            var layers = fields.List(Layers);
            var scanner = new JsonScanner(layers);
            return scanner.TryBegin((byte)'[') && scanner.TryItem(out var first) && first.Kind == JsonKind.String ? first.In(layers) : RuleOf(fields);
        }
    }
}
