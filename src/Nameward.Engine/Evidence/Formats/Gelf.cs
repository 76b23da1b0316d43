using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Messages of the Graylog Extended Log Format whose fields name two network ends or what was looked up, by the names of Graylog's own schema and those in common use.
/// Messages that hold the line of a log that is known are read as that log.
/// </summary>
public sealed class Gelf : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "gelf",
        Number = 96,
        Title = "Graylog Extended Log Format (GELF)",
        Source = "https://go2docs.graylog.org/current/getting_in_log_data/gelf.html, and Graylog Information Model for the fields; GELF 1.0 and 1.1",
        Positions = PositionKind.ByteOffset,
        Kind = "SIEM export",
        Tier = 3,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows,
        Lacks = ["header bits", "message ids", "sizes of messages", "events whose ends have names and no addresses", "messages in chunks or packed, as they travel over UDP"],
        Unproven = "no real message was to be had: written by the specification",
    };

    internal override Likeness Sureness => Likeness.Possible;

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        static readonly (string Name, LogField Field)[] Added =
        [
            ("source_ip", LogField.Client), ("src_ip", LogField.Client), ("srcip", LogField.Client), ("src_addr", LogField.Client), ("src", LogField.Client),
            ("source_port", LogField.ClientPort), ("src_port", LogField.ClientPort), ("srcport", LogField.ClientPort), ("spt", LogField.ClientPort),
            ("destination_ip", LogField.Server), ("dest_ip", LogField.Server), ("dst_ip", LogField.Server), ("dstip", LogField.Server), ("dst_addr", LogField.Server), ("dst", LogField.Server),
            ("destination_port", LogField.ServerPort), ("dest_port", LogField.ServerPort), ("dst_port", LogField.ServerPort), ("dstport", LogField.ServerPort), ("dpt", LogField.ServerPort),
            ("network_transport", LogField.Protocol), ("network_iana_number", LogField.Protocol), ("protocol", LogField.Protocol), ("proto", LogField.Protocol),
            ("source_bytes_sent", LogField.UpBytes), ("source_bytes", LogField.UpBytes), ("destination_bytes_sent", LogField.DownBytes), ("destination_bytes", LogField.DownBytes),
            ("source_packets_sent", LogField.UpPackets), ("destination_packets_sent", LogField.DownPackets),
            ("vendor_event_action", LogField.Action), ("event_action", LogField.Action), ("action", LogField.Action), ("rule_name", LogField.Rule), ("policy_name", LogField.Rule),
            ("source_nat_ip", LogField.TranslatedClient), ("source_nat_port", LogField.TranslatedClientPort), ("destination_nat_ip", LogField.TranslatedServer),
            ("destination_nat_port", LogField.TranslatedServerPort),
            ("query_request", LogField.Name), ("query_record_type", LogField.Type), ("query_result_code", LogField.Rcode), ("query_response", LogField.Answers),
        ];

        // On its way a field that was added has a line before its name, which Graylog takes off.
        static readonly FieldTable Fields = new(
            [("timestamp", LogField.Time), ("short_message", LogField.Kind), ("gl2_message_id", LogField.Kind), ("gl2_source_input", LogField.Kind),
            .. Added.Select(added => ("_" + added.Name, added.Field)), .. Added]);

        readonly HostFields _hosts = new();

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Kind) && fields.Has(LogField.Client) && (fields.Has(LogField.Server) || fields.Has(LogField.Name));

        public override LogStamp StampOf(FieldValues fields) => fields.Has(LogField.Time) ? WrittenDates.Stamp(fields[LogField.Time]).AsUtc() : default;

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            var hosts = _hosts.Of(fields);
            if (IsNone(fields[LogField.Name]))
            {
                return hosts.HasEnds ? ReadFlow(hosts, time, offset, rows) : LineResult.Ignored;
            }
            if (Begin(hosts, time, IsNone(fields[LogField.Rcode]) ? Sides.Query : Sides.Query | Sides.Response, Leg.Wire) is { } problem)
            {
                return problem;
            }
            ref var row = ref Row.Message;
            row.Transport = DnsWords.Transport(fields[LogField.Protocol]);
            row.ShowsAnswers = (row.Sides & Sides.Response) != 0 && fields.Has(LogField.Answers);
            Row.TurnToServer();
            return !row.ShowsAnswers || AnswerTexts.TryAddTo(Row, fields[LogField.Answers]) ? End(fields[LogField.Name], offset, rows) : LineResult.Malformed(RecordTexts.TooLong);
        }
    }
}
