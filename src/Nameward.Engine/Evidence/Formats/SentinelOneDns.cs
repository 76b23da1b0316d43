using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Look-ups of the processes of hosts, as the agent of SentinelOne sees them: events of category <c>dns</c> that Cloud Funnel exports, one JSON object a line.</summary>
public sealed class SentinelOneDns : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "sentinelone-dns",
        Number = 43,
        Title = "SentinelOne DNS events",
        Source = "SentinelOne Cloud Funnel 2.0, events of category dns; agents 22 to 24",
        Positions = PositionKind.ByteOffset,
        Kind = "host and process records",
        Tier = 3,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Processes,
        Lacks = ["the host's address, in most exports", "servers", "response codes", "transport", "message ids", "sizes of messages", "owners and times to live of answers", "types of questions, on Windows"],
        Unproven = "two real records alone were to be had",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        static readonly FieldTable Fields = new(
            ("event.time", LogField.Time), ("timestamp", LogField.Time), ("event.dns.request", LogField.Name), ("event.dns.response", LogField.Answers),
            ("agent.uuid", LogField.Kind), ("src.ip.address", LogField.Client), ("endpoint.name", LogField.Host), ("src.process.user", LogField.User),
            ("src.process.image.path", LogField.Process), ("src.process.name", LogField.Process), ("src.process.pid", LogField.ProcessId));

        readonly WindowsQueryResults _results = new();

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Name) && (fields.Has(LogField.Kind) || fields.Has(LogField.Answers));

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            _results.Read(fields[LogField.Answers]);
            var isAnswered = !_results.Written.IsEmpty;
            if (Begin(fields, time, isAnswered ? Sides.Query | Sides.Response : Sides.Query, Leg.Client) is { } problem)
            {
                return problem;
            }
            Row.Message.ShowsAnswers = isAnswered;
            var name = fields[LogField.Name];
            // Agents of macOS and Linux write the type before the name.
            if (TextWords.TryTake(ref name, "type:"u8))
            {
                name = name.TrimStart((byte)' ');
                Row.Message.Type = DnsWords.Type(TextWords.Take(ref name));
            }
            return End(name, offset, rows, _results.Written);
        }
    }
}
