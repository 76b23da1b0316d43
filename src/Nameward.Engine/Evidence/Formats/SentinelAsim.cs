using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Events of Microsoft Sentinel under the names of its Advanced Security Information Model: DNS and Network Session, and the older table DnsEvents, as CSV of the
/// portal or JSON.
/// </summary>
public sealed class SentinelAsim : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "sentinel-asim",
        Number = 92,
        Title = "Microsoft Sentinel ASIM events",
        Source = "https://learn.microsoft.com/azure/sentinel/normalization-schema-dns and normalization-schema-network; ASIM DNS 0.1.7, Network Session 0.2.7, DnsEvents",
        Positions = PositionKind.ByteOffset,
        Kind = "SIEM export",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.Flows | Carries.Processes,
        Lacks = ["header bits", "sizes of messages", "each one of look-ups that a row sums up (EventCount)", "what the query of the export left out"],
        Unproven = "no real export was to be had: written by the documentation of the schemas; how the portal writes times is proved by another table of Log Analytics",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Old = LogField.First;

        static readonly FieldTable Fields = new(
            ("EventStartTime", LogField.Time), ("EventStartTime [UTC]", LogField.Time), ("TimeGenerated", LogField.Time), ("TimeGenerated [UTC]", LogField.Time),
            ("EventStartTime [Local Time]", AzureTimes.LocalTime), ("TimeGenerated [Local Time]", AzureTimes.LocalTime), ("EventEndTime", LogField.End),
            ("NetworkDuration", LogField.Milliseconds), ("SrcIpAddr", LogField.Client), ("SrcPortNumber", LogField.ClientPort), ("DstIpAddr", LogField.Server),
            ("DstPortNumber", LogField.ServerPort), ("NetworkProtocol", LogField.Protocol), ("NetworkRuleName", LogField.Rule), ("NetworkRuleNumber", LogField.Rule),
            ("SrcBytes", LogField.UpBytes), ("DstBytes", LogField.DownBytes), ("SrcPackets", LogField.UpPackets), ("DstPackets", LogField.DownPackets),
            ("SrcNatIpAddr", LogField.TranslatedClient), ("SrcNatPortNumber", LogField.TranslatedClientPort), ("DstNatIpAddr", LogField.TranslatedServer),
            ("DstNatPortNumber", LogField.TranslatedServerPort), ("DvcAction", LogField.Action), ("EventSubType", LogField.Kind), ("SubType", LogField.Kind),
            ("DnsQuery", LogField.Name), ("DnsQueryTypeName", LogField.Type), ("DnsQueryType", LogField.Type), ("DnsResponseCode", LogField.Rcode),
            ("DnsResponseCodeName", LogField.Rcode), ("EventResultDetails", LogField.Rcode), ("DnsResponseName", LogField.Answers), ("TransactionIdHex", LogField.Id),
            ("SrcHostname", LogField.Host), ("DvcHostname", LogField.Device), ("SrcUsername", LogField.User), ("SrcProcessName", LogField.Process), ("SrcProcessId", LogField.ProcessId),
            // DnsEvents
            ("ClientIP", Old), ("Name", LogField.Name), ("QueryType", LogField.Type), ("ResultCode", LogField.Rcode), ("IPAddresses", LogField.Answers));

        static readonly FieldTable OfAnswer = new(("rdata", LogField.Answers), ("data", LogField.Answers), ("type", LogField.Type), ("ttl", LogField.Time));

        readonly JsonRecords _answers = new(OfAnswer) { MayLackData = true };

        public override FieldTable Table => Fields;

        public override LogStamp StampOf(FieldValues fields) => AzureTimes.StampOf(fields, Dates);

        public override bool IsMine(FieldValues fields) =>
            (fields.Has(LogField.Time) || fields.Has(AzureTimes.LocalTime)) && (fields.Has(Old) ? fields.Has(LogField.Kind) && fields.Has(LogField.Name)
                : fields.Has(LogField.Client) && (fields.Has(LogField.Server) || fields.Has(LogField.Name)));

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows) =>
            !IsNone(fields[LogField.Name]) ? ReadLookUp(fields, time, offset, rows)
            : !IsNone(fields[LogField.Client]) && !IsNone(fields[LogField.Server]) ? ReadFlow(fields, time, offset, rows) : LineResult.Ignored;

        LineResult ReadLookUp(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            // Registrations and changes of a zone are in DnsEvents too.
            if (fields.Has(Old) && !IsLookUp(fields[LogField.Kind]))
            {
                return LineResult.Ignored;
            }
            if (Begin(fields, time, SidesOf(fields), Leg.Wire) is { } problem)
            {
                return problem;
            }
            ref var row = ref Row.Message;
            if (fields.Has(Old))
            {
                if (!TryEndpoint(fields, Old, LogField.ClientPort, out var client))
                {
                    return LineResult.Malformed(NoEndpoint);
                }
                row.Client = client;
            }
            row.Transport = DnsWords.Transport(fields[LogField.Protocol]);
            row.Id = IdOf(fields[LogField.Id]);
            Row.TurnToServer();
            var isAdded = (row.Sides & Sides.Response) == 0 || (fields.List(LogField.Answers) is [(byte)'[', ..] list ? _answers.TryAddTo(Row, list)
                : AnswerTexts.TryAddTo(Row, fields[LogField.Answers]));
            row.ShowsAnswers = !Row.Records.IsEmpty;
            return isAdded ? End(fields[LogField.Name], offset, rows) : LineResult.Malformed(JsonRecords.Problem);
        }

        static bool IsLookUp(ReadOnlySpan<byte> kind) => IsNone(kind) || kind.StartsWith("LookupQuery"u8);

        static Sides SidesOf(FieldValues fields) => fields[LogField.Kind] switch
        {
            [(byte)'r' or (byte)'R', (byte)'e', (byte)'q', ..] => Sides.Query,
            [(byte)'r' or (byte)'R', (byte)'e', (byte)'s', ..] => Sides.Response,
            _ => DnsWords.Rcode(fields[LogField.Rcode]) is null ? Sides.Query : Sides.Query | Sides.Response,
        };

        /// <summary><c>0x1a2b</c> or <c>1A2B</c>.</summary>
        static ushort IdOf(ReadOnlySpan<byte> text)
        {
            text = text.StartsWith("0x"u8) ? text[2..] : text;
            return text.Length <= 4 && System.Buffers.Text.Utf8Parser.TryParse(text, out ushort id, out var used, 'x') && used == text.Length ? id : (ushort)0;
        }
    }
}
