using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Events that leave Splunk under the names of its Common Information Model: Network Resolution (DNS) and Network Traffic, as JSON or CSV. Where <c>_raw</c> holds the
/// line of a log that is known, the export is read as that log.
/// </summary>
public sealed class SplunkCim : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "splunk-cim",
        Number = 91,
        Title = "Splunk Common Information Model events",
        Source = "https://docs.splunk.com/Documentation/CIM/latest/User/NetworkResolutionDNS and NetworkTraffic; CIM 4 to 6",
        Positions = PositionKind.ByteOffset,
        Kind = "SIEM export",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.Flows | Carries.Processes,
        Lacks = ["header bits", "sizes of messages", "events whose ends have names and no addresses", "what the search of the export left out"],
        Unproven = "no real export was to be had: written by the documentation of the model and of the export",
    };

    internal override Likeness Sureness => Likeness.Possible;

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField QueryType = LogField.First;

        static readonly (string Path, LogField Field)[] Paths =
        [
            ("_time", LogField.Time), ("src_ip", LogField.Client), ("src", LogField.Client), ("src_port", LogField.ClientPort),
            ("dest_ip", LogField.Server), ("dest", LogField.Server), ("dest_port", LogField.ServerPort), ("transport", LogField.Protocol), ("protocol_id", LogField.Protocol),
            ("query", LogField.Name), ("record_type", LogField.Type), ("query_type", QueryType), ("message_type", LogField.Kind),
            ("reply_code_id", LogField.Rcode), ("reply_code", LogField.Rcode), ("answer", LogField.Answers), ("transaction_id", LogField.Id),
            ("bytes_out", LogField.UpBytes), ("bytes_in", LogField.DownBytes), ("packets_out", LogField.UpPackets), ("packets_in", LogField.DownPackets),
            ("action", LogField.Action), ("rule", LogField.Rule), ("rule_id", LogField.Rule), ("duration", LogField.Duration),
            // "process" is the whole command line, which may hold what is not to be kept.
            ("src_host", LogField.Host), ("src_nt_host", LogField.Host), ("host", LogField.Device), ("user", LogField.User), ("src_user", LogField.User),
            ("process_path", LogField.Process), ("process_exec", LogField.Process), ("process_name", LogField.Process), ("process_id", LogField.ProcessId),
            ("src_translated_ip", LogField.TranslatedClient), ("src_translated_port", LogField.TranslatedClientPort),
            ("dest_translated_ip", LogField.TranslatedServer), ("dest_translated_port", LogField.TranslatedServerPort),
        ];

        static readonly FieldTable Fields = new([.. Paths, .. Paths.Select(path => ("result." + path.Path, path.Field))]) { OpensLists = true };

        static readonly FieldTable OfAnswer = new();

        readonly JsonRecords _answers = new(OfAnswer) { MayLackData = true };
        readonly HostFields _hosts = new();

        public override FieldTable Table => Fields;

        public override LogStamp StampOf(FieldValues fields) => WrittenDates.Stamp(fields[LogField.Time]);

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Time) && fields.Has(LogField.Client) && (fields.Has(LogField.Name) || fields.Has(LogField.Server));

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            var hosts = _hosts.Of(fields);
            if (IsNone(fields[LogField.Name]))
            {
                return hosts.HasEnds ? ReadFlow(hosts, time, offset, rows) : LineResult.Ignored;
            }
            if (Begin(hosts, time, SidesOf(fields), Leg.Wire) is { } problem)
            {
                return problem;
            }
            ref var row = ref Row.Message;
            // Of the two names the model gives the first to the type of the record and the second to the kind of query; many add-ons turn them round.
            row.Type = row.Type == 0 ? DnsWords.Type(fields[QueryType]) : row.Type;
            row.Transport = DnsWords.Transport(fields[LogField.Protocol]);
            row.ShowsAnswers = (row.Sides & Sides.Response) != 0 && fields.Has(LogField.Answers);
            Row.TurnToServer();
            var isAdded = !row.ShowsAnswers || (fields.Kind(LogField.Answers) == JsonKind.Array
                ? _answers.TryAddTo(Row, fields.Written(LogField.Answers))
                : AnswerTexts.TryAddTo(Row, fields[LogField.Answers]));
            return isAdded ? End(fields[LogField.Name], offset, rows) : LineResult.Malformed(RecordTexts.TooLong);
        }

        static Sides SidesOf(FieldValues fields) => fields[LogField.Kind] switch
        {
            [(byte)'Q' or (byte)'q', ..] => Sides.Query,
            [(byte)'R' or (byte)'r', ..] => Sides.Response,
            _ => IsNone(fields[LogField.Rcode]) ? Sides.Query : Sides.Query | Sides.Response,
        };
    }
}
