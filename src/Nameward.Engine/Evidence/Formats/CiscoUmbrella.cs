using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The DNS log of Cisco Umbrella and Cisco Secure Access: CSV, mostly without a header, whose first ten columns are the same in all versions; later versions
/// append more.
/// </summary>
public sealed class CiscoUmbrella : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "cisco-umbrella",
        Number = 33,
        Title = "Cisco Umbrella DNS log",
        Source = "https://docs.umbrella.com/umbrella-user-guide/docs/dns-log-formats; versions 1 to 9 with 10 columns and more",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Times | Carries.Clients,
        Lacks =
        [
            "records of answers", "the server's address", "the client's port", "transport", "message ids", "sizes of messages", "times below a second", "codes of blocked look-ups",
            "hosts behind an address of their network, where no internal address is known",
        ],
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField External = LogField.First, Action = LogField.Kind;
        const int FewestColumns = 10;

        static readonly FieldTable Fields = new(
            ("timestamp", LogField.Time), ("internal ip", LogField.Client), ("external ip", External), ("action", Action), ("query type", LogField.Type),
            ("response code", LogField.Rcode), ("domain", LogField.Name), ("internalip", LogField.Client), ("externalip", External), ("querytype", LogField.Type),
            ("responsecode", LogField.Rcode), ("internal_ip", LogField.Client), ("external_ip", External), ("query_type", LogField.Type), ("response_code", LogField.Rcode));

        /// <summary>Time, most granular identity, identities, internal and external address, action, type, code, name.</summary>
        static readonly CsvColumns Columns = new(
            (byte)',', [LogField.Time, null, null, LogField.Client, External, Action, LogField.Type, LogField.Rcode, LogField.Name]);

        readonly CsvCells _cells = new();

        public override FieldTable Table => Fields;

        public override CsvColumns? ColumnsWithoutHeader(ReadOnlySpan<byte> line)
        {
            _cells.Cut(line, Columns.Separator);
            var isRow = !_cells.IsDamaged && _cells.Count >= FewestColumns && IsAction(_cells[5]) && IsAddress(_cells[3]) && IsAddress(_cells[4]) && IsType(_cells[6]);
            return isRow ? Columns : null;
        }

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Client) && fields.Has(External) && fields.Has(Action) && fields.Has(LogField.Name);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            // The code of a look-up that was blocked is that of the page which stands in for the name.
            var isAnswered = !fields[LogField.Rcode].IsEmpty && !fields[Action].SequenceEqual("Blocked"u8);
            if (Begin(fields, time, isAnswered ? Sides.Query | Sides.Response : Sides.Query, Leg.Client) is { } problem)
            {
                return problem;
            }
            if (Row.Message.Client.Address == Address.None)
            {
                if (!TryEndpoint(fields, External, LogField.ClientPort, out var external))
                {
                    return LineResult.Malformed(NoEndpoint);
                }
                Row.Message.Client = external;
            }
            return End(fields[LogField.Name], offset, rows);
        }

        static bool IsAction(ReadOnlySpan<byte> word) => word.SequenceEqual("Allowed"u8) || word.SequenceEqual("Blocked"u8) || word.SequenceEqual("Proxied"u8);

        static bool IsAddress(ReadOnlySpan<byte> text) => text.IsEmpty || Address.TryParse(text, out _);

        /// <summary><c>1 (A)</c>, or <c>Other</c>.</summary>
        static bool IsType(ReadOnlySpan<byte> text) => text.SequenceEqual("Other"u8) || DnsWords.Type(text) != 0 || (text is [.., (byte)')'] && Numbers.IsDigit(text[0]));
    }
}
