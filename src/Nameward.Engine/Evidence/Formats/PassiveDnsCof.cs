using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What a passive DNS service knows: in each JSON object the data that one name had for one type over a span of time, in the Common Output Format, maybe in the
/// envelope of DNSDB's streaming format. It is knowledge gathered from the look-ups of strangers: who asked and how often is not in it, and counts are not
/// look-ups of anyone here.
/// </summary>
public sealed class PassiveDnsCof : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "passive-dns-cof",
        Number = 38,
        Title = "Passive DNS, Common Output Format",
        Source = "draft-dulaunoy-dnsop-passive-dns-cof; DNSDB API version 2, Streaming API Framing",
        Positions = PositionKind.ByteOffset,
        Kind = "passive DNS",
        Tier = 2,
        Carries = Carries.Responses | Carries.Records | Carries.Times,
        Lacks = ["clients", "servers", "queries", "response codes", "times to live", "each time but the last"],
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        static readonly FieldTable Fields = new(
            ("rrname", LogField.Name), ("rrtype", LogField.Type), ("rdata", LogField.Answers), ("time_last", LogField.Time), ("zone_time_last", LogField.Time),
            ("time_last_ms", LogField.Time), ("obj.rrname", LogField.Name), ("obj.rrtype", LogField.Type), ("obj.rdata", LogField.Answers), ("obj.time_last", LogField.Time),
            ("obj.zone_time_last", LogField.Time));

        readonly JsonRecords _answers = new(new());

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) =>
            fields.Has(LogField.Name) && fields.Has(LogField.Type) && fields.Kind(LogField.Answers) is JsonKind.String or JsonKind.EscapedString or JsonKind.Array;

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (Begin(fields, time, Sides.Response, Leg.Internal) is { } problem)
            {
                return problem;
            }
            Row.Message.ShowsAnswers = true;
            var type = Row.Message.Type;
            var isRead = fields.Kind(LogField.Answers) == JsonKind.Array
                ? _answers.TryAddTo(Row, fields.Written(LogField.Answers), type)
                : Row.Records.TryAdd(type, ResourceRecord.UnknownTtl, [], fields[LogField.Answers]);
            return isRead ? End(fields[LogField.Name], offset, rows) : LineResult.Malformed(JsonRecords.Problem);
        }
    }
}
