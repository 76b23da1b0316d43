using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What the hosts of virtual networks ask Azure's resolver, as a DNS security policy logs it: the table DNSQueryLogs of Log Analytics as CSV or JSON, or records of
/// a diagnostic setting, whose fields have other names.
/// </summary>
public sealed class AzureDnsQuery : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "azure-dns-query",
        Number = 31,
        Title = "Azure DNS security policy query log",
        Source = "https://learn.microsoft.com/azure/azure-monitor/reference/tables/dnsquerylogs; no real file was at hand",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 2,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients,
        Lacks = ["the server's address", "message ids", "sizes of messages"],
        Unproven = "no real row was to be had: written by the vendor's page",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        static readonly FieldTable Fields = new(
            ("TimeGenerated", LogField.Time), ("TimeGenerated [UTC]", LogField.Time),
            ("TimeGenerated [Local Time]", AzureTimes.LocalTime), ("time", LogField.Time), ("SourceIpAddress", LogField.Client), ("SourcePort", LogField.ClientPort),
            ("QueryName", LogField.Name), ("QueryType", LogField.Type), ("ResponseCode", LogField.Rcode), ("Transport", LogField.Transport), ("Protocol", LogField.Transport),
            ("Answer", LogField.Answers), ("ResolutionPath", LogField.Kind), ("ResolverPolicyId", LogField.Kind),
            ("properties.srcipaddr", LogField.Client), ("properties.srcport", LogField.ClientPort), ("properties.query_name", LogField.Name),
            ("properties.query_type", LogField.Type), ("properties.response_code", LogField.Rcode), ("properties.transport", LogField.Transport),
            ("properties.answer", LogField.Answers), ("properties.resolution_path", LogField.Kind), ("properties.resolverpolicy_id", LogField.Kind),
            ("properties.SourceIpAddress", LogField.Client), ("properties.SourcePort", LogField.ClientPort), ("properties.QueryName", LogField.Name),
            ("properties.QueryType", LogField.Type), ("properties.ResponseCode", LogField.Rcode), ("properties.Transport", LogField.Transport),
            ("properties.Answer", LogField.Answers), ("properties.ResolutionPath", LogField.Kind), ("properties.ResolverPolicyId", LogField.Kind));

        static readonly FieldTable OfAnswer = new(
            ("RData", LogField.Answers), ("Type", LogField.Type), ("RRType", LogField.Type), ("TTL", LogField.Time), ("Name", LogField.Name));

        readonly JsonRecords _answers = new(OfAnswer);

        public override FieldTable Table => Fields;

        public override LogStamp StampOf(FieldValues fields) => AzureTimes.StampOf(fields, Dates);

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Name) && fields.Has(LogField.Client) && fields.Has(LogField.Kind);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            var sides = fields[LogField.Rcode].IsEmpty ? Sides.Query : Sides.Query | Sides.Response;
            if (Begin(fields, time, sides, Leg.Client) is { } problem)
            {
                return problem;
            }
            var answers = fields.List(LogField.Answers);
            Row.Message.ShowsAnswers = answers is [(byte)'[', ..];
            Row.TryName(fields[LogField.Name]);
            return _answers.TryAddTo(Row, answers) ? End(fields[LogField.Name], offset, rows) : LineResult.Malformed(JsonRecords.Problem);
        }
    }
}
