using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What resolvers ask Cloudflare's authoritative servers for a zone: the Logpush data set <c>dns_logs</c>, one JSON object a line.</summary>
public sealed class CloudflareDns : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "cloudflare-dns",
        Number = 35,
        Title = "Cloudflare authoritative DNS log",
        Source = "https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/dns_logs",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 3,
        Carries = Carries.Queries | Carries.Responses | Carries.Times | Carries.Clients,
        Lacks = ["records of answers", "the server's address", "the client's port", "transport", "message ids", "sizes of messages", "the hosts behind the resolvers that ask"],
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        static readonly FieldTable Fields = new(
            ("Timestamp", LogField.Time), ("QueryName", LogField.Name), ("QueryType", LogField.Type), ("ResponseCode", LogField.Rcode), ("SourceIP", LogField.Client));

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) =>
            fields.Has(LogField.Time) && fields.Has(LogField.Name) && fields.Kind(LogField.Type) == JsonKind.Number && fields.Kind(LogField.Rcode) == JsonKind.Number;

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows) =>
            Begin(fields, time, Sides.Query | Sides.Response, Leg.Client) ?? End(fields[LogField.Name], offset, rows);
    }
}
