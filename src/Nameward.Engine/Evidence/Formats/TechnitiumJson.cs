using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What the log exporter of Technitium DNS Server sends: one JSON object a look-up.</summary>
public sealed class TechnitiumJson : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "technitium-json",
        Number = 45,
        Title = "Technitium DNS Server log exporter",
        Source = "https://github.com/TechnitiumSoftware/DnsServer, Apps/LogExporterApp; no real file was at hand",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 3,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients,
        Lacks = ["the server's address", "the client's port", "message ids", "sizes of messages"],
        Unproven = "no real record was to be had: written by the exporter's source",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        static readonly FieldTable Fields = new(
            ("timestamp", LogField.Time), ("clientIp", LogField.Client), ("protocol", LogField.Transport), ("responseType", LogField.Kind),
            ("responseCode", LogField.Rcode), ("question.questionName", LogField.Name), ("question.questionType", LogField.Type), ("answers", LogField.Answers));

        static readonly FieldTable OfAnswer = new(
            ("name", LogField.Name), ("recordType", LogField.Type), ("recordTtl", LogField.Time), ("recordData", LogField.Answers));

        readonly JsonRecords _answers = new(OfAnswer);

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Name) && fields.Has(LogField.Client) && fields.Has(LogField.Kind);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            // A server that limits its clients drops a query without a word.
            var isAnswered = !fields[LogField.Rcode].IsEmpty && !fields[LogField.Kind].SequenceEqual("Dropped"u8);
            if (Begin(fields, time, isAnswered ? Sides.Query | Sides.Response : Sides.Query, Leg.Client) is { } problem)
            {
                return problem;
            }
            Row.Message.ShowsAnswers = isAnswered && fields.Kind(LogField.Answers) == JsonKind.Array;
            if (!Row.TryRawName(fields[LogField.Name]))
            {
                return LineResult.Malformed(LogRow.NoName);
            }
            if (!_answers.TryAddTo(Row, fields.Written(LogField.Answers)))
            {
                return LineResult.Malformed(JsonRecords.Problem);
            }
            Row.End(offset, rows);
            return LineResult.Observed;
        }
    }
}
