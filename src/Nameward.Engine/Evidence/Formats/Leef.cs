using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Events in the Log Event Extended Format of IBM QRadar, of any product, that have two network ends or are about a look-up. The log of a product that has a format of its
/// own is read by that one.
/// </summary>
public sealed class Leef : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "leef",
        Number = 95,
        Title = "Log Event Extended Format (LEEF)",
        Source = "https://www.ibm.com/docs/en/dsm?topic=leef-overview; LEEF 1.0 and 2.0",
        Positions = PositionKind.ByteOffset,
        Kind = "SIEM export",
        Tier = 3,
        Carries = Carries.Queries | Carries.Responses | Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows,
        Lacks = ["records of answers", "header bits", "message ids", "sizes of messages", "names of which an event does not say that they were looked up"],
        Unproven = "no real event was to be had: written by the documentation",
    };

    internal override Likeness Sureness => Likeness.Possible;

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField TimeFormat = LogField.First, Category = LogField.Second, EventId = LogField.Third;

        static readonly FieldTable Fields = new(
            ("devTime", LogField.Time), ("devTimeFormat", TimeFormat), ("src", LogField.Client), ("srcPort", LogField.ClientPort), ("dst", LogField.Server),
            ("dstPort", LogField.ServerPort), ("proto", LogField.Protocol), ("srcBytes", LogField.UpBytes), ("dstBytes", LogField.DownBytes), ("srcPackets", LogField.UpPackets),
            ("dstPackets", LogField.DownPackets), ("srcPostNAT", LogField.TranslatedClient), ("srcPostNATPort", LogField.TranslatedClientPort),
            ("dstPostNAT", LogField.TranslatedServer), ("dstPostNATPort", LogField.TranslatedServerPort), ("action", LogField.Action), ("act", LogField.Action),
            ("Action", LogField.Action), ("policy", LogField.Rule), ("rule", LogField.Rule), ("ruleName", LogField.Rule), ("RuleName", LogField.Rule), ("duration", LogField.Duration),
            ("cat", Category), ("deviceEventClassId", EventId),
            ("dnsQuery", LogField.Name), ("queryName", LogField.Name), ("qname", LogField.Name), ("query", LogField.Name), ("queryType", LogField.Type), ("qtype", LogField.Type),
            ("recordType", LogField.Type), ("responseCode", LogField.Rcode), ("rcode", LogField.Rcode));

        public override FieldTable Table => Fields;

        public override PairForm PairsOf(scoped ref ReadOnlySpan<byte> line) => CefGrammar.TryFind(ref line, "LEEF:"u8) ? PairForm.Leef : PairForm.None;

        public override bool IsMine(FieldValues fields) => IsLookUp(fields) || (!fields[LogField.Client].IsEmpty && !fields[LogField.Server].IsEmpty);

        public override LogStamp StampOf(FieldValues fields)
        {
            var text = fields[LogField.Time];
            return text.IsEmpty ? Envelope : fields[TimeFormat].IsEmpty ? WrittenDates.Stamp(text) : DatePattern.Read(text, fields[TimeFormat]);
        }

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (!IsLookUp(fields))
            {
                return ReadFlow(fields, time, offset, rows);
            }
            if (Begin(fields, time, IsNone(fields[LogField.Rcode]) ? Sides.Query : Sides.Query | Sides.Response, Leg.Wire) is { } problem)
            {
                return problem;
            }
            Row.Message.Transport = DnsWords.Transport(fields[LogField.Protocol]);
            Row.TurnToServer();
            return End(fields[LogField.Name], offset, rows);
        }

        static bool IsLookUp(FieldValues fields) => !IsNone(fields[LogField.Name]) && (CefGrammar.NamesDns(fields[EventId]) || CefGrammar.NamesDns(fields[Category]));
    }
}
