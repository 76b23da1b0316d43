using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Evidence.Wire;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The query log of AdGuard Home (<c>querylog.json</c>, <c>querylog.json.1</c>): one JSON object a line, in which the response as the client got it stands whole, as
/// the base64 of its bytes.
/// </summary>
public sealed class AdGuardHome : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "adguard-home",
        Number = 39,
        Title = "AdGuard Home query log",
        Source = "https://github.com/AdguardTeam/AdGuardHome, internal/querylog; 0.104 to 0.107",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 2,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Ids | Carries.Sizes | Carries.HeaderBits,
        Lacks = ["the server's address", "the client's port", "whether a plain query came over UDP or TCP", "answers that a filter replaced"],
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        static readonly FieldTable Fields = new(
            ("T", LogField.Time), ("IP", LogField.Client), ("QH", LogField.Name), ("QT", LogField.Type), ("QC", LogField.Kind), ("CP", LogField.Transport),
            ("Answer", LogField.Answers));

        readonly WireParser _parser = new();
        byte[] Buffer => field ??= new byte[ushort.MaxValue];

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Name) && fields.Has(LogField.Type) && fields.Has(LogField.Time) && fields.Has(LogField.Client);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (Begin(fields, time, Sides.Query, Leg.Client) is { } problem)
            {
                return problem;
            }
            if (!Row.TryName(fields[LogField.Name]))
            {
                return LineResult.Malformed(LogRow.NoName);
            }
            if (TryParse(fields[LogField.Answers], out var length))
            {
                AddResponse(length);
                Row.End(offset, rows, _parser.Records);
            }
            else
            {
                Row.End(offset, rows);
            }
            return LineResult.Observed;
        }

        /// <summary>Reads the response; false where there is none, or none that can be read: the question stands beside it.</summary>
        bool TryParse(ReadOnlySpan<byte> base64, out int length) =>
            Base64.DecodeFromUtf8(base64, Buffer, out _, out length) == OperationStatus.Done
            && _parser.Parse(Buffer.AsSpan(0, length), length).HasQuestion && _parser.Header.IsResponse;

        void AddResponse(int length)
        {
            ref var row = ref Row.Message;
            row.Sides |= Sides.Response;
            (row.Id, row.Rcode, row.Header, row.Bytes) = (_parser.Header.Id, _parser.Rcode, _parser.Header.Bits, length);
            row.ShowsAnswers = _parser.Header.Answers == 0 || _parser.AnswersRead > 0;
            // The log writes names in lower case; their case may carry data.
            if (Ascii.EqualsIgnoreCase(_parser.Name, Row.Name))
            {
                Row.SetName(_parser.Name);
            }
        }
    }
}
