using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The query log of Amazon's Route 53 Resolver: what the hosts of a virtual network ask its resolver.</summary>
public sealed class Route53 : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "aws-route53",
        Number = 20,
        Title = "Amazon Route 53 Resolver query log",
        Source = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-format.html; version 1.100000",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients,
        Lacks = ["the server's address", "message ids", "sizes of messages", "times below a second", "look-ups answered from the resolver's cache, of which one for each TTL is logged"],
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        static readonly FieldTable Fields = new(
            ("query_timestamp", LogField.Time), ("srcaddr", LogField.Client), ("srcport", LogField.ClientPort), ("query_name", LogField.Name), ("query_type", LogField.Type),
            ("rcode", LogField.Rcode), ("transport", LogField.Transport), ("answers", LogField.Answers), ("vpc_id", LogField.Kind));

        static readonly FieldTable OfAnswer = new(("Rdata", LogField.Answers), ("Type", LogField.Type));

        readonly JsonRecords _answers = new(OfAnswer);

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Time) && fields.Has(LogField.Name) && (fields.Has(LogField.Kind) || fields.Has(LogField.Client));

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            // A query is logged once it is answered; without a code it never was.
            var sides = fields[LogField.Rcode].IsEmpty ? Sides.Query : Sides.Query | Sides.Response;
            if (Begin(fields, time, sides, Leg.Client) is { } problem)
            {
                return problem;
            }
            Row.Message.ShowsAnswers = fields.Kind(LogField.Answers) == JsonKind.Array;
            if (!_answers.TryAddTo(Row, fields.Written(LogField.Answers)))
            {
                return LineResult.Malformed(JsonRecords.Problem);
            }
            return End(fields[LogField.Name], offset, rows);
        }
    }
}
