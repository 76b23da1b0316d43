using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The log of a Palo Alto Networks firewall: rows of PAN-OS whose columns are the same in all versions, and the same in CEF, LEEF or JSON (PAN-OS, Strata Logging
/// Service). Sessions and what was found in them are flows; a threat that was found in a look-up carries its name. A record that gives a host name for an address is
/// malformed: it cannot be placed.
/// </summary>
public sealed class PaloAlto : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "palo-alto",
        Number = 71,
        Title = "Palo Alto Networks log",
        Source = "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions; PAN-OS 8.0 to 11.1",
        Positions = PositionKind.ByteOffset,
        Kind = "firewall log",
        Tier = 1,
        Carries = Carries.Queries | Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows,
        SeesEgress = true,
        Lacks =
        [
            "names of look-ups but those of known threats, and their types", "what was done with these look-ups", "responses", "message ids", "sizes of messages",
            "how many sessions a record stands for that repeats", "names in telemetry of DNS Security",
        ],
        Unproven = "LEEF, CEF of PAN-OS itself, and records with the name of a look-up, are read as the documentation describes them",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Vendor = LogField.Sixth, Product = LogField.Seventh, KindOfPairs = LogField.Type, EventClass = LogField.Rcode, EventName = LogField.Answers, Serial = LogField.Id;
        const LogField Application = PaloAltoRows.Application, Subject = PaloAltoRows.Subject, Subtype = PaloAltoRows.Subtype;

        static readonly FieldTable Fields = new(
            ("LogType", LogField.Kind), ("Subtype", Subtype), ("Type", KindOfPairs), ("cat", KindOfPairs), ("deviceEventClassId", EventClass), ("name", EventName), ("deviceVendor", Vendor),
            ("deviceProduct", Product), ("DeviceSN", Serial), ("LogSourceID", Serial), ("SessionStartTime", PaloAltoTime.Start), ("PanOSSessionStartTime", PaloAltoTime.Start), ("StartTime", PaloAltoTime.Start),
            ("TimeGeneratedHighResolution", PaloAltoTime.Exact), ("PanOSTimeGeneratedHighResolution", PaloAltoTime.Exact), ("TimeGenerated", PaloAltoTime.Generated),
            ("start", PaloAltoTime.Generated), ("devTime", PaloAltoTime.Generated), ("rt", PaloAltoTime.Received), ("ReceiveTime", PaloAltoTime.Received), ("dtz", PaloAltoTime.Zone),
            ("SourceAddress", LogField.Client), ("src", LogField.Client), ("SourcePort", LogField.ClientPort), ("spt", LogField.ClientPort), ("srcPort", LogField.ClientPort),
            ("DestinationAddress", LogField.Server), ("DNSResolverIP", LogField.Server), ("dst", LogField.Server),
            ("c6a2", LogField.Client), ("c6a3", LogField.Server), ("DestinationPort", LogField.ServerPort),
            ("dpt", LogField.ServerPort), ("dstPort", LogField.ServerPort), ("Protocol", LogField.Protocol), ("proto", LogField.Protocol), ("Action", LogField.Action),
            ("act", LogField.Action), ("action", LogField.Action), ("Rule", LogField.Rule), ("RuleName", LogField.Rule), ("cs1", LogField.Rule),
            ("NATSource", LogField.TranslatedClient), ("sourceTranslatedAddress", LogField.TranslatedClient), ("srcPostNAT", LogField.TranslatedClient),
            ("NATSourcePort", LogField.TranslatedClientPort), ("sourceTranslatedPort", LogField.TranslatedClientPort), ("srcPostNATPort", LogField.TranslatedClientPort),
            ("NATDestination", LogField.TranslatedServer), ("destinationTranslatedAddress", LogField.TranslatedServer), ("dstPostNAT", LogField.TranslatedServer),
            ("NATDestinationPort", LogField.TranslatedServerPort), ("destinationTranslatedPort", LogField.TranslatedServerPort),
            ("dstPostNATPort", LogField.TranslatedServerPort), ("BytesSent", LogField.UpBytes), ("out", LogField.UpBytes), ("srcBytes", LogField.UpBytes),
            ("BytesReceived", LogField.DownBytes), ("in", LogField.DownBytes), ("dstBytes", LogField.DownBytes), ("PacketsSent", LogField.UpPackets),
            ("PanOSPacketsSent", LogField.UpPackets), ("srcPackets", LogField.UpPackets), ("PacketsReceived", LogField.DownPackets),
            ("PanOSPacketsReceived", LogField.DownPackets), ("dstPackets", LogField.DownPackets), ("SessionDuration", LogField.Duration), ("ElapsedTime", LogField.Duration),
            ("cn3", LogField.Duration), ("Application", Application), ("app", Application), ("URL", Subject), ("FileName", Subject), ("request", Subject), ("fname", Subject),
            ("Miscellaneous", Subject));

        readonly PaloAltoRows _rows = new();

        public override FieldTable Table => Fields;

        public override PairForm PairsOf(scoped ref ReadOnlySpan<byte> line) => PairHeader.Take(ref line, "|Palo Alto Networks|"u8);

        public override CsvColumns? ColumnsWithoutHeader(ReadOnlySpan<byte> line) => _rows.ColumnsOf(line);

        public override bool IsMine(FieldValues fields) => fields is CsvFields row
            ? row.Count >= PaloAltoRows.OfSession || !PaloAltoRows.IsSession(fields[LogField.Kind])
            : fields.Has(Vendor) || (fields.Has(LogField.Kind) && fields.Has(Serial));

        /// <summary>The columns stand where they stand; what an export writes above them is a row of no kind.</summary>
        public override bool IsHeader(FieldValues columns) => false;

        public override LogStamp StampOf(FieldValues fields) => PaloAltoTime.Of(fields, Dates) is { IsNone: false } stamp ? stamp : Envelope;

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (!IsOfSession(fields) || !HasEnds(fields))
            {
                return LineResult.Ignored;
            }
            if (fields[Application].StartsWith("dns"u8) && DnsWords.IsDomain(fields[Subject]))
            {
                return ReadQuestion(fields, fields[Subject], time, offset, rows);
            }
            if (FlowRow.Read(fields, time, offset, out var flow) is { } problem)
            {
                return problem;
            }
            flow = fields[Product].SequenceEqual("PAN-OS"u8) ? Turned(flow) : flow;
            rows.Flow(IsStart(fields[Subtype]) || IsStart(fields[EventName]) || IsStart(fields[EventClass]) ? FlowRow.Unfinished(flow) : flow, RuleOf(fields));
            return LineResult.Observed;
        }

        static bool IsStart(ReadOnlySpan<byte> subtype) => subtype.SequenceEqual("start"u8);

        static bool IsOfSession(FieldValues fields) => PaloAltoRows.IsSession(fields[LogField.Kind]) || PaloAltoRows.IsSession(fields[KindOfPairs])
            || PaloAltoRows.IsSession(fields[EventClass]) || PaloAltoRows.IsSession(fields[EventName]);

        /// <summary>In the CEF of PAN-OS itself, <c>in</c> is what the client sent (in to the firewall), as it is not in that of the logging service.</summary>
        static Flow Turned(Flow flow) => flow with
        {
            UpBytes = flow.DownBytes,
            DownBytes = flow.UpBytes,
            IsAnswered = flow.Verdict == FlowVerdict.Denied ? false : FlowRow.AnsweredBy(flow.DownPackets, flow.UpBytes),
        };
    }
}
