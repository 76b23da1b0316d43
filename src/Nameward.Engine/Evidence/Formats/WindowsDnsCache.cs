using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The cache of the DNS client of one Windows host, a row for each record: what <c>Get-DnsClientCache | Export-Csv</c> writes. It is what the host knew when it was
/// asked, not what it asked when: a row is a response without a query.
/// </summary>
public sealed class WindowsDnsCache : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "windows-dns-cache",
        Number = 41,
        Title = "Windows DNS client cache, CSV",
        Source = "https://learn.microsoft.com/powershell/module/dnsclient/get-dnsclientcache; Windows 8 and later; no real file was at hand",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS client cache",
        Tier = 2,
        Carries = Carries.Responses | Carries.Records,
        Lacks = ["times", "the host it was taken from", "servers", "queries", "message ids", "transport", "types of questions that an alias answers"],
        Unproven = "no real export was to be had but in documents",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Owner = LogField.First, Status = LogField.Rcode, Ttl = LogField.Second;

        static readonly FieldTable Fields = new(
            ("Entry", LogField.Name), ("RecordName", Owner), ("Name", Owner), ("RecordType", LogField.Type), ("Type", LogField.Type), ("Status", Status),
            ("Section", LogField.Kind), ("TimeToLive", Ttl), ("Data", LogField.Answers));

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) =>
            fields.Has(LogField.Name) && fields.Has(Ttl) && fields.Has(LogField.Answers) && fields.Has(LogField.Type) && fields.Has(Status);

        public override LogStamp StampOf(FieldValues fields) => default;

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (Begin(fields, time, Sides.Response, Leg.Internal) is { } problem)
            {
                return problem;
            }
            ref var row = ref Row.Message;
            var status = WindowsDnsStatus.Of(fields[Status]);
            (row.Rcode, row.ShowsAnswers) = (status.Rcode ?? Named(fields[Status]), true);
            if (!Row.TryName(fields[LogField.Name]))
            {
                return LineResult.Malformed(LogRow.NoName);
            }
            var section = SectionOf(fields[LogField.Kind]);
            if (!TryAdd(fields, row.Type, section))
            {
                return LineResult.Malformed(RecordTexts.TooLong);
            }
            row.Type = LogRow.AskedBy(row.Type, section);
            Row.End(offset, rows);
            return LineResult.Observed;
        }

        bool TryAdd(FieldValues fields, ushort type, Section section)
        {
            var data = fields[LogField.Answers];
            var ttl = Numbers.TrySeconds(fields[Ttl], out var seconds) ? seconds : ResourceRecord.UnknownTtl;
            return data.IsEmpty || Row.TryAdd(type, ttl, fields[Owner], data, section);
        }

        static Section SectionOf(ReadOnlySpan<byte> text) => text switch
        {
            [(byte)'2'] => Section.Authority,
            [(byte)'3'] => Section.Additional,
            _ when text.SequenceEqual("Authority"u8) => Section.Authority,
            _ when text.SequenceEqual("Additional"u8) => Section.Additional,
            _ => Section.Answer,
        };

        /// <summary>As PowerShell shows the status; the number is what it exports.</summary>
        static ushort? Named(ReadOnlySpan<byte> status) => status switch
        {
            _ when status.SequenceEqual("Success"u8) || status.SequenceEqual("NoRecords"u8) => 0,
            _ when status.SequenceEqual("NotExist"u8) => DnsWords.NxDomain,
            _ => null,
        };
    }
}
