using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Look-ups of the processes of Windows hosts, as the agent of HarfangLab EDR sees them: telemetry of type <c>dns_resolution</c>, one JSON object a line.</summary>
public sealed class HarfangLabDns : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "harfanglab-dns",
        Number = 44,
        Title = "HarfangLab EDR DNS telemetry",
        Source = "HarfangLab EDR, telemetry dns_resolution; agent 2.24",
        Positions = PositionKind.ByteOffset,
        Kind = "host and process records",
        Tier = 3,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Processes,
        Lacks = ["the host's address, in some exports", "servers", "transport", "message ids", "sizes of messages", "owners and times to live of answers"],
        Unproven = "one real record alone was to be had",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Seen = LogField.Time, Received = LogField.Second, Telemetry = LogField.Third;

        static readonly FieldTable Fields = new(
            ("@event_create_date", Seen), ("utc_time", Seen), ("@timestamp", Received), ("requested_name", LogField.Name), ("query_type", LogField.Type),
            ("status", LogField.Rcode), ("raw_windows_resolver_results", LogField.Answers), ("ip_addresses", LogField.First), ("process_unique_id", LogField.Kind),
            ("agent.ipaddress", LogField.Client), ("log_type", Telemetry), ("agent.hostname", LogField.Host), ("username", LogField.User),
            ("process_image_path", LogField.Process), ("process_name", LogField.Process), ("pid", LogField.ProcessId));

        readonly WindowsQueryResults _results = new();
        readonly JsonRecords _addresses = new(new());

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Name) && fields.Has(LogField.Type) && (fields.Has(LogField.Kind) || fields.Has(Telemetry));

        /// <summary>The agent's time; that of the collector where the agent's is missing.</summary>
        public override LogStamp StampOf(FieldValues fields) => LogStamp.Iso(fields[fields.Has(Seen) ? Seen : Received]).AsUtc();

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            _results.Read(fields[LogField.Answers]);
            var rcode = DnsWords.Rcode(fields[LogField.Rcode]);
            var isAnswered = rcode is not null || !_results.Written.IsEmpty;
            if (Begin(fields, time, isAnswered ? Sides.Query | Sides.Response : Sides.Query, Leg.Client) is { } problem)
            {
                return problem;
            }
            if (_results.Written.IsEmpty && !_addresses.TryAddTo(Row, fields.List(LogField.First)))
            {
                return LineResult.Malformed(JsonRecords.Problem);
            }
            var records = _results.Written.IsEmpty ? Row.Records.Written : _results.Written;
            Row.Message.ShowsAnswers = !records.IsEmpty;
            return End(fields[LogField.Name], offset, rows, records);
        }
    }
}
