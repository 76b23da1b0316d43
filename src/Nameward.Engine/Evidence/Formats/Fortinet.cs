using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The log of a FortiGate firewall: names with values between spaces or commas, the same in CEF under names with a prefix, or in JSON of FortiAnalyzer. Records of
/// traffic and of inspected traffic are flows; those of the DNS filter carry a name. A record that gives a host name for an address is malformed: it cannot be placed.
/// </summary>
public sealed class Fortinet : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "fortinet",
        Number = 70,
        Title = "Fortinet FortiGate log",
        Source = "https://docs.fortinet.com/document/fortigate/7.4.4/fortios-log-message-reference; FortiOS 5.4 to 7.4, FortiWeb's traffic log",
        Positions = PositionKind.ByteOffset,
        Kind = "firewall log",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.Flows,
        SeesEgress = true,
        Lacks =
        [
            "answers but addresses", "response codes", "sizes of messages", "the answers of look-ups that were blocked, and that they were", "look-ups that the DNS filter passes unless it logs all",
        ],
        Unproven = "JSON, and records of multicast and sniffed traffic, are read as the reference describes them",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Date = LogField.First, Clock = LogField.Second, Zone = LogField.Third, Subtype = LogField.Fourth, EventType = LogField.Fifth,
            LogId = LogField.Sixth, TypeNumber = LogField.Seventh, Vendor = LogField.Eighth;

        /// <summary>Before the product's own names in CEF: of FortiOS, of FortiOS from 6.0.4 on in some releases, of FortiAnalyzer.</summary>
        static readonly string[] Prefixes = ["", "FTNTFGT", "FortinetFortiGate", "ad."];

        static readonly (string Path, LogField Field)[] Own =
        [
            ("eventtime", LogField.Time), ("date", Date), ("time", Clock), ("tz", Zone), ("type", LogField.Kind), ("subtype", Subtype), ("eventtype", EventType),
            ("logid", LogId), ("log_id", LogId), ("srcip", LogField.Client), ("srcport", LogField.ClientPort), ("dstip", LogField.Server), ("dstport", LogField.ServerPort),
            ("proto", LogField.Protocol), ("action", LogField.Action), ("policyname", LogField.Rule), ("policyid", LogField.RuleNumber),
            ("transip", LogField.TranslatedClient), ("transport", LogField.TranslatedClientPort), ("tranip", LogField.TranslatedServer),
            ("tranport", LogField.TranslatedServerPort), ("sentbyte", LogField.UpBytes), ("rcvdbyte", LogField.DownBytes), ("sentpkt", LogField.UpPackets),
            ("rcvdpkt", LogField.DownPackets), ("duration", LogField.Duration), ("xid", LogField.Id), ("qname", LogField.Name), ("qtype", LogField.Type),
            ("qtypeval", TypeNumber), ("ipaddr", LogField.Answers),
        ];

        static readonly FieldTable Fields = new(
        [
            .. Prefixes.SelectMany(prefix => Own.Select(own => (prefix + own.Path, own.Field))),
            ("src", LogField.Client), ("spt", LogField.ClientPort), ("dst", LogField.Server), ("dpt", LogField.ServerPort), ("act", LogField.Action), ("cat", LogField.Kind),
            ("out", LogField.UpBytes), ("in", LogField.DownBytes), ("sourceTranslatedAddress", LogField.TranslatedClient),
            ("sourceTranslatedPort", LogField.TranslatedClientPort), ("destinationTranslatedAddress", LogField.TranslatedServer),
            ("destinationTranslatedPort", LogField.TranslatedServerPort), ("deviceVendor", Vendor), ("src_port", LogField.ClientPort), ("dst_port", LogField.ServerPort),
            ("policy", LogField.Rule), ("trans_src", LogField.TranslatedClient), ("trans_src_port", LogField.TranslatedClientPort),
            ("trans_dst", LogField.TranslatedServer), ("trans_dst_port", LogField.TranslatedServerPort),
        ]);

        public override FieldTable Table => Fields;

        public override PairForm PairsOf(scoped ref ReadOnlySpan<byte> line)
        {
            var form = PairHeader.Take(ref line, "|Fortinet|"u8);
            if (form != PairForm.None)
            {
                return form;
            }
            var at = line.IndexOf("subtype="u8);
            var isMine = at > 0 && line[at - 1] is (byte)' ' or (byte)',' && (line.IndexOf("logid="u8) >= 0 || line.IndexOf("log_id="u8) >= 0 || line.IndexOf("vd="u8) >= 0);
            if (!isMine)
            {
                return PairForm.None;
            }
            var separator = line[at - 1];
            line = PairHeader.WithoutPriority(line);
            return separator == ',' ? PairForm.Commas : PairForm.Spaced;
        }

        public override bool IsMine(FieldValues fields) => fields.Has(Vendor) || (fields.Has(Subtype) && (fields.Has(LogId) || fields is PairFields));

        public override LogStamp StampOf(FieldValues fields) => !fields[LogField.Time].IsEmpty ? LogStamp.Iso(fields[LogField.Time])
            : fields[Date].IsEmpty || fields[Clock].IsEmpty ? Envelope : SplitStamp.Join(fields[Date], fields[Clock], fields[Zone]);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            var dns = fields[EventType].IsEmpty ? fields[Subtype] : fields[EventType];
            if (dns.SequenceEqual("dns-query"u8) || dns.SequenceEqual("dns-response"u8))
            {
                return ReadLookUp(fields, dns, time, offset, rows);
            }
            var kind = fields[LogField.Kind];
            var isTraffic = kind.StartsWith("traffic"u8);
            // An event is of the device itself.
            if (kind.StartsWith("event"u8) || kind.SequenceEqual("appevent"u8) || !HasEnds(fields))
            {
                return isTraffic ? LineResult.Malformed(NoEndpoint) : LineResult.Ignored;
            }
            // A record of traffic is written when the session ends, or while it lasts, with its duration so far; any other when something is found.
            if (FlowRow.Read(fields, FlowRow.Began(fields, time), offset, out var flow) is { } problem)
            {
                return problem;
            }
            var action = fields[LogField.Action];
            flow = flow with { Verdict = IsLet(action) ? FlowVerdict.Allowed : flow.Verdict };
            rows.Flow(isTraffic && !action.SequenceEqual("start"u8) ? flow : FlowRow.Unfinished(flow), RuleOf(fields));
            return LineResult.Observed;
        }

        /// <summary>Words for sessions that a policy let pass and that came to nothing.</summary>
        static bool IsLet(ReadOnlySpan<byte> action) => action.SequenceEqual("dns"u8) || action.SequenceEqual("ip-conn"u8);

        /// <summary>
        /// A look-up that the DNS filter saw. The question of the root is written without a name. Of one that was blocked or redirected the client never saw the server's
        /// answer: what is sure is the question.
        /// </summary>
        LineResult ReadLookUp(FieldValues fields, ReadOnlySpan<byte> kind, DateTime time, long offset, IBatchWriter rows)
        {
            var isAnswer = kind.EndsWith("response"u8) && FlowWords.Verdict(fields[LogField.Action]) != FlowVerdict.Denied && !fields[LogField.Action].StartsWith("redirect"u8);
            if (Begin(fields, time, isAnswer ? Sides.Response : Sides.Query, Leg.Wire) is { } problem)
            {
                return problem;
            }
            Row.Message.Transport = DnsWords.Transport(fields[LogField.Protocol]);
            Row.Message.Type = Numbers.TryUInt16(fields[TypeNumber], out var type) ? type : Row.Message.Type;
            Row.Message.Rcode = null;
            Row.Message.ShowsAnswers = isAnswer && fields.Has(LogField.Answers);
            var answers = isAnswer ? fields[LogField.Answers] : [];
            foreach (var part in answers.Split((byte)','))
            {
                var answer = answers[part].Trim((byte)' ');
                if (!answer.IsEmpty && !Row.Records.TryAdd(answer, Row.Message.Type))
                {
                    return LineResult.Malformed(RecordTexts.TooLong);
                }
            }
            return End(fields[LogField.Name], offset, rows);
        }
    }
}
