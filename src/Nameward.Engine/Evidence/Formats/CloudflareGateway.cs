using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What the devices and networks of an organisation ask Cloudflare Gateway: the Logpush data set <c>gateway_dns</c>, one JSON object a line.</summary>
public sealed class CloudflareGateway : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "cloudflare-gateway",
        Number = 34,
        Title = "Cloudflare Gateway DNS log",
        Source = "https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/gateway_dns",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 2,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers,
        Lacks = ["message ids", "sizes of responses", "hosts behind an address of their network"],
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Wire = LogField.Answers, OtherWire = LogField.First, Text = LogField.Second, Addresses = LogField.Third;

        static readonly FieldTable Fields = new(
            ("Datetime", LogField.Time), ("QueryName", LogField.Name), ("QueryType", LogField.Type), ("RCode", LogField.Rcode), ("SrcIP", LogField.Client),
            ("SrcPort", LogField.ClientPort), ("DstIP", LogField.Server), ("DstPort", LogField.ServerPort), ("Protocol", LogField.Transport), ("RData", Wire),
            ("ResourceRecords", OtherWire), ("ResourceRecordsJSON", Text), ("ResolvedIPs", Addresses), ("ResolverDecision", LogField.Kind));

        static readonly FieldTable OfAnswer = new(("name", LogField.Name), ("type", LogField.Type), ("ttl", LogField.Time), ("rdata", LogField.Answers), ("data", LogField.Answers));

        readonly JsonRecords _answers = new(OfAnswer);
        readonly WireRecordList _records = new("data");

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Name) && fields.Has(LogField.Kind);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            var sides = fields[LogField.Rcode].IsEmpty ? Sides.Query : Sides.Query | Sides.Response;
            if (Begin(fields, time, sides, Leg.Client) is { } problem)
            {
                return problem;
            }
            Row.Message.ShowsAnswers = fields.Has(Wire) || fields.Has(OtherWire) || fields.Has(Text) || fields.Has(Addresses);
            Row.TryName(fields[LogField.Name]);
            if (!_records.TryRead(Row, fields.List(fields.Has(Wire) ? Wire : OtherWire)))
            {
                return LineResult.Malformed(JsonRecords.Problem);
            }
            return _records.IsEmpty ? EndWithTexts(fields, offset, rows) : End(fields[LogField.Name], offset, rows, _records.Written);
        }

        /// <summary>Fewer fields than those of whole records may be chosen for a job: addresses alone are the least.</summary>
        LineResult EndWithTexts(FieldValues fields, long offset, IBatchWriter rows)
        {
            if (!_answers.TryAddTo(Row, fields.List(Text)) || (Row.Records.IsEmpty && !_answers.TryAddTo(Row, fields.List(Addresses))))
            {
                return LineResult.Malformed(JsonRecords.Problem);
            }
            Row.Message.ShowsAnswers &= !_records.IsDamaged || !Row.Records.IsEmpty;
            return End(fields[LogField.Name], offset, rows);
        }
    }
}
