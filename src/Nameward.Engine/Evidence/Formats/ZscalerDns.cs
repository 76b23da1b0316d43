using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The DNS log of Zscaler Internet Access as its streaming service (NSS) writes it in JSON: one object a line, in the wrapper of Splunk's collector. What follows
/// is set by a template; the field names are those that Zscaler ships.
/// </summary>
public sealed class ZscalerDns : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "zscaler-dns",
        Number = 37,
        Title = "Zscaler NSS DNS log",
        Source = "https://help.zscaler.com/zia/nss-feed-output-format-dns-logs; the template for Splunk",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 3,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers,
        Lacks = ["answers but the first", "response codes", "the client's port", "transport", "message ids", "sizes of messages", "times below a second", "the zone of its times"],
        Unproven = "one real record alone was to be had; sites choose their own fields",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        static readonly FieldTable Fields = new(
            ("datetime", LogField.Time), ("dns_req", LogField.Name), ("dns_reqtype", LogField.Type), ("dns_resp", LogField.Answers), ("clt_sip", LogField.Client),
            ("srv_dip", LogField.Server), ("srv_dport", LogField.ServerPort), ("event.datetime", LogField.Time), ("event.dns_req", LogField.Name),
            ("event.dns_reqtype", LogField.Type), ("event.dns_resp", LogField.Answers), ("event.clt_sip", LogField.Client), ("event.srv_dip", LogField.Server),
            ("event.srv_dport", LogField.ServerPort));

        // An escape of three bytes stands for one.
        readonly byte[] _name = new byte[3 * WireName.MaxBytes];

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Name) && fields.Has(LogField.Type) && fields.Has(LogField.Client);

        public override LogStamp StampOf(FieldValues fields)
        {
            Span<byte> plain = stackalloc byte[64];
            var text = fields[LogField.Time];
            ReadOnlySpan<byte> time = text.Length > plain.Length ? text : plain[..PercentText.Decode(text, plain)];
            return LogStamp.TryTakeCtime(ref time, out var stamp) ? stamp : LogStamp.Iso(time);
        }

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            var answer = fields[LogField.Answers];
            var isAnswered = answer is not ([] or [(byte)'-']) && !answer.SequenceEqual("None"u8);
            if (Begin(fields, time, isAnswered ? Sides.Query | Sides.Response : Sides.Query, Leg.Client) is { } problem)
            {
                return problem;
            }
            if (isAnswered && !TryAnswer(answer))
            {
                return LineResult.Malformed(RecordTexts.TooLong);
            }
            var name = fields[LogField.Name];
            // Escaping stands alone here: a backslash in a name is one.
            if (name.Length > _name.Length || !Row.TryRawName(_name.AsSpan(0, PercentText.Decode(name, _name))))
            {
                return LineResult.Malformed(LogRow.NoName);
            }
            Row.End(offset, rows);
            return LineResult.Observed;
        }

        /// <summary>An address, a name, a code, or <c>NotFound</c>, which may be that of a name or of its records.</summary>
        bool TryAnswer(ReadOnlySpan<byte> answer)
        {
            Row.Message.Rcode = DnsWords.Rcode(answer);
            Row.Message.ShowsAnswers = true;
            return Row.Message.Rcode is not null || answer.SequenceEqual("NotFound"u8) || Row.Records.TryAdd(answer, Row.Message.Type);
        }
    }
}
