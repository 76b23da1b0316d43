using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Flows as <c>ra -c ,</c> of Argus prints them, with the labels of its columns first. The source is who began, unless the sign between the two says otherwise. Times are those
/// of the clock of the host that printed them; where only the time of day was printed, the day is not known. Bytes are those of whole frames.
/// </summary>
public sealed class ArgusCsv : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "argus-csv",
        Number = 64,
        Title = "Argus CSV",
        Source = "https://openargus.org, manual pages ra(1) and rarc(5); argus-clients 3.0 and 5.0",
        Positions = PositionKind.ByteOffset,
        Kind = "flow records",
        SeesEgress = true,
        Tier = 3,
        Carries = Carries.Flows | Carries.Times | Carries.Clients | Carries.Servers,
        Lacks = ["what was asked and answered in a conversation", "the zone of its times", "the day, where times of day alone were printed", "counts of each direction, where totals alone were printed"],
        Unproven = "no real output was to be had: written by the manual pages",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Direction = LogField.First, TotalBytes = LogField.Second, TotalPackets = LogField.Third;
        const int LongestTime = 40, TimeOfDay = 8;

        static readonly FieldTable Fields = new(
            ("StartTime", LogField.Time), ("Dur", LogField.Duration), ("Proto", LogField.Protocol), ("SrcAddr", LogField.Client), ("Sport", LogField.ClientPort), ("Dir", Direction),
            ("DstAddr", LogField.Server), ("Dport", LogField.ServerPort), ("TotPkts", TotalPackets), ("TotBytes", TotalBytes), ("SrcBytes", LogField.UpBytes),
            ("DstBytes", LogField.DownBytes), ("SrcPkts", LogField.UpPackets), ("DstPkts", LogField.DownPackets));

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Time) && fields.Has(LogField.Client) && fields.Has(LogField.Server) && fields.Has(Direction);

        /// <summary>Seconds since 1970 (<c>-u</c>), or as in <c>2026/11/21.17:31:30.732</c>.</summary>
        public override LogStamp StampOf(FieldValues fields)
        {
            var text = fields[LogField.Time];
            if (text.Length >= TimeOfDay && text[2] == ':')
            {
                return default;
            }
            if (text.Length is <= 10 or > LongestTime || text[4] != '/' || text[7] != '/')
            {
                return LogStamp.Iso(text);
            }
            Span<byte> iso = stackalloc byte[LongestTime];
            text.CopyTo(iso);
            (iso[4], iso[7], iso[10]) = ((byte)'-', (byte)'-', (byte)' ');
            return LogStamp.Iso(iso[..text.Length]);
        }

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            // Of links and of Argus itself; their ends have no addresses of IP.
            if (!IsOfIp(fields))
            {
                return LineResult.Ignored;
            }
            if (FlowRow.Read(fields, time, offset, out var flow) is { } problem)
            {
                return IsName(fields[LogField.ClientPort]) || IsName(fields[LogField.ServerPort]) ? LineResult.Malformed("a port is written as a name; ra -n writes numbers") : problem;
            }
            if (!FlowRow.TryCount(fields[TotalBytes], out var bytes) || !FlowRow.TryCount(fields[TotalPackets], out var packets))
            {
                return LineResult.Malformed("bytes or packets are not a number");
            }
            rows.Flow(Directed(WithTotals(flow, bytes, packets, IsOneWay(flow, fields[Direction])), fields[Direction]));
            return LineResult.Observed;
        }

        static bool IsOfIp(FieldValues fields) => FlowWords.Protocol(fields[LogField.Protocol]) != 0
            || (!fields[LogField.Protocol].SequenceEqual("arp"u8) && Address.TryParse(fields[LogField.Client], out _) && Address.TryParse(fields[LogField.Server], out _));

        static bool IsName(ReadOnlySpan<byte> port) => !port.IsEmpty && (port[0] | 0x20) is >= 'a' and <= 'z';

        /// <summary>The arrow shows who sent something; of TCP it shows who began.</summary>
        static bool IsOneWay(in Flow flow, ReadOnlySpan<byte> direction) => flow.Protocol != Flow.Tcp && !(direction.Contains((byte)'<') && direction.Contains((byte)'>'));

        /// <summary>What was not printed of one direction is what the total leaves of the other; a total alone is that of the one direction where there is one.</summary>
        static Flow WithTotals(in Flow flow, long bytes, long packets, bool isOneWay)
        {
            var (up, down) = Split(flow.UpBytes, flow.DownBytes, bytes, isOneWay);
            var (upPackets, downPackets) = Split(flow.UpPackets, flow.DownPackets, packets, isOneWay);
            return flow with { UpBytes = up, DownBytes = down, UpPackets = upPackets, DownPackets = downPackets, IsAnswered = FlowRow.AnsweredBy(downPackets, down) };
        }

        static (long Up, long Down) Split(long up, long down, long total, bool isOneWay) => total < 0 ? (up, down)
            : up >= 0 ? (up, down >= 0 ? down : Math.Max(0, total - up))
            : down >= 0 ? (Math.Max(0, total - down), down)
            : isOneWay ? (total, 0) : (Flow.Unknown, Flow.Unknown);

        /// <summary>A question mark says that Argus has not seen the beginning; an arrow to the left alone, that the destination began.</summary>
        static Flow Directed(in Flow flow, ReadOnlySpan<byte> direction) => direction.Contains((byte)'?') ? flow.WithServerFound()
            : direction.Contains((byte)'<') && !direction.Contains((byte)'>') ? flow.Turned() with { IsAnswered = FlowRow.AnsweredBy(flow.UpPackets, flow.UpBytes) } : flow;
    }
}
