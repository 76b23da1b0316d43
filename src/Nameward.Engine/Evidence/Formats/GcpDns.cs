using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The query log of Google Cloud DNS, as entries of Cloud Logging: what machines of virtual networks ask its resolver, and strangers its public zones.</summary>
public sealed class GcpDns : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "gcp-dns",
        Number = 32,
        Title = "Google Cloud DNS query log",
        Source = "https://cloud.google.com/dns/docs/monitoring; LogEntry of dns.googleapis.com/dns_queries",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 2,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers,
        Lacks = ["the server's address, but for public zones", "the client's port", "message ids", "sizes of messages", "answers behind the first 260 bytes, in older entries"],
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        /// <summary>Google cuts the text of an answer here ("Monitoring", table of log fields: rdata).</summary>
        const int LongestText = 260;

        const LogField Text = LogField.Answers, Structured = LogField.First, Destination = LogField.Second;

        static readonly FieldTable Fields = new(
            ("timestamp", LogField.Time), ("jsonPayload.queryName", LogField.Name), ("jsonPayload.queryType", LogField.Type), ("jsonPayload.responseCode", LogField.Rcode),
            ("jsonPayload.sourceIP", LogField.Client), ("jsonPayload.destinationIP", Destination), ("jsonPayload.protocol", LogField.Transport),
            ("jsonPayload.rdata", Text), ("jsonPayload.structuredRdata", Structured), ("resource.labels.source_type", LogField.Kind));

        static readonly FieldTable OfAnswer = new(("domainName", LogField.Name), ("ttl", LogField.Time), ("type", LogField.Type), ("rvalue", LogField.Answers));

        readonly JsonRecords _answers = new(OfAnswer);

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Name) && fields.Has(LogField.Type);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            var sides = fields[LogField.Rcode].IsEmpty ? Sides.Query : Sides.Query | Sides.Response;
            if (Begin(fields, time, sides, Leg.Client) is { } problem)
            {
                return problem;
            }
            // Elsewhere it is where the resolver forwards to: the client asked the resolver.
            if (fields[LogField.Kind].SequenceEqual("internet"u8) && TryEndpoint(fields, Destination, LogField.ServerPort, out var server))
            {
                Row.Message.Server = server;
            }
            Row.Message.ShowsAnswers = fields.Has(Text) || fields.Has(Structured);
            Row.TryName(fields[LogField.Name]);
            var isRead = fields.Has(Structured) ? _answers.TryAddTo(Row, fields.Written(Structured)) : TryAddRecords(fields[Text]);
            return isRead ? End(fields[LogField.Name], offset, rows) : LineResult.Malformed(JsonRecords.Problem);
        }

        /// <summary>Adds records of a text: owner, TTL, class, type and data with tabs between, one on each line. The last of a text that was cut may be cut itself.</summary>
        bool TryAddRecords(ReadOnlySpan<byte> text)
        {
            text = text.Length < LongestText ? text : text[..Math.Max(0, text.LastIndexOf((byte)'\n'))];
            var isRead = true;
            while (isRead && !text.IsEmpty)
            {
                isRead = TryAddRecord(TextWords.TakeUntil(ref text, (byte)'\n'));
            }
            return isRead;
        }

        bool TryAddRecord(ReadOnlySpan<byte> line)
        {
            var owner = TextWords.TakeUntil(ref line, (byte)'\t');
            var isTtl = Numbers.TrySeconds(TextWords.TakeUntil(ref line, (byte)'\t'), out var ttl);
            TextWords.TakeUntil(ref line, (byte)'\t');
            var type = DnsWords.Type(TextWords.TakeUntil(ref line, (byte)'\t'));
            return isTtl && Row.TryAdd(type, ttl, owner, line.TrimEnd((byte)'\r'));
        }
    }
}
