using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What the hosts behind an Azure Firewall ask its DNS proxy: the table AZFWDnsQuery, and the older category AzureFirewallDnsProxy, whose records are one line of
/// text each. Both come as CSV or JSON of Log Analytics, or in the envelope of a diagnostic setting.
/// </summary>
public sealed class AzureFirewallDns : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "azure-firewall-dns",
        Number = 30,
        Title = "Azure Firewall DNS proxy log",
        Source = "https://learn.microsoft.com/azure/azure-monitor/reference/tables/azfwdnsquery; AZFWDnsQuery and AzureFirewallDnsProxy",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 2,
        Carries = Carries.Queries | Carries.Responses | Carries.Times | Carries.Clients | Carries.Ids | Carries.Sizes | Carries.HeaderBits,
        Lacks = ["records of answers", "the server's address", "the letter case of names", "codes of look-ups that ended in an error"],
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Flags = LogField.First, Error = LogField.Second, QuerySize = LogField.Third, Text = LogField.Fourth;

        static readonly FieldTable Fields = new(
            ("TimeGenerated", LogField.Time), ("TimeGenerated [UTC]", LogField.Time),
            ("TimeGenerated [Local Time]", AzureTimes.LocalTime), ("time", LogField.Time), ("category", LogField.Kind), ("Category", LogField.Kind),
            ("SourceIp", LogField.Client), ("SourcePort", LogField.ClientPort), ("QueryId", LogField.Id), ("QueryType", LogField.Type), ("QueryName", LogField.Name),
            ("Protocol", LogField.Transport), ("RequestSize", QuerySize), ("ResponseCode", LogField.Rcode), ("ResponseFlags", Flags), ("ResponseSize", LogField.Bytes),
            ("ErrorMessage", Error), ("msg_s", Text), ("properties.msg", Text),
            ("properties.SourceIp", LogField.Client), ("properties.SourcePort", LogField.ClientPort), ("properties.QueryId", LogField.Id),
            ("properties.QueryType", LogField.Type), ("properties.QueryName", LogField.Name), ("properties.Protocol", LogField.Transport),
            ("properties.RequestSize", QuerySize), ("properties.ResponseCode", LogField.Rcode), ("properties.ResponseFlags", Flags),
            ("properties.ResponseSize", LogField.Bytes), ("properties.ErrorMessage", Error));

        public override FieldTable Table => Fields;

        public override LogStamp StampOf(FieldValues fields) => AzureTimes.StampOf(fields, Dates);

        public override bool IsMine(FieldValues fields) => HasColumns(fields) || AzureProxyText.Is(fields[Text]);

        public override bool IsHeader(FieldValues columns) => HasColumns(columns) || (columns.Has(Text) && columns.Has(LogField.Kind));

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (!HasColumns(fields))
            {
                return AzureProxyText.Read(fields[Text], time, Row, offset, rows);
            }
            // The code of a look-up that ended in an error is 0 whatever came of it.
            var isAnswered = fields[Error].IsEmpty && !fields[LogField.Rcode].IsEmpty;
            if (Begin(fields, time, isAnswered ? Sides.Query | Sides.Response : Sides.Query, Leg.Client) is { } problem)
            {
                return problem;
            }
            if (isAnswered)
            {
                Row.Message.Header = FlagWords.Read(fields[Flags]);
            }
            else
            {
                Row.Message.Bytes = Numbers.TryUInt16(fields[QuerySize], out var bytes) ? bytes : 0;
            }
            return End(fields[LogField.Name], offset, rows);
        }

        static bool HasColumns(FieldValues fields) => fields.Has(LogField.Name) && fields.Has(LogField.Client) && fields.Has(Flags);
    }
}
