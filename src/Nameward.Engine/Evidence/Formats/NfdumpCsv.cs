using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Flows as nfdump prints them with commas between: the wide form of <c>-o csv</c> up to 1.7.1, those of later versions with names such as <c>srcAddr</c>, and
/// <c>-o "fmt:%ts,%te,%td,%sa,%da,%sp,%dp,%pr,%flg,%pkt,%byt"</c>; each with its header or without (<c>-q</c>). Times are those of the clock of the host that
/// printed them. A record shows one direction, unless both were joined (<c>-B</c>).
/// </summary>
public sealed class NfdumpCsv : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "nfdump-csv",
        Number = 61,
        Title = "nfdump CSV",
        Source = "https://github.com/phaag/nfdump, output_csv.c, output_csv_fast.c, output_fmt.c; nfdump 1.6 to 1.7.5",
        Positions = PositionKind.ByteOffset,
        Kind = "flow records",
        SeesEgress = true,
        Tier = 2,
        Carries = Carries.Flows | Carries.Times | Carries.Clients | Carries.Servers,
        Lacks = ["what was asked and answered in a conversation", "which end began it, but by its ports", "the zone of its times", "addresses of IPv6 that were shortened in printing"],
        Unproven = "the forms of nfdump 1.6 and from 1.7.2 on: 1.7.1 alone was to be had",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField LastSeen = LogField.First;

        static readonly FieldTable Fields = new(
            ("ts", LogField.Time), ("te", LastSeen), ("td", LogField.Duration), ("sa", LogField.Client), ("da", LogField.Server), ("sp", LogField.ClientPort),
            ("dp", LogField.ServerPort), ("pr", LogField.Protocol), ("pkt", LogField.UpPackets), ("ipkt", LogField.UpPackets), ("byt", LogField.UpBytes),
            ("ibyt", LogField.UpBytes), ("opkt", LogField.DownPackets), ("obyt", LogField.DownBytes),
            ("firstSeen", LogField.Time), ("lastSeen", LastSeen), ("duration", LogField.Duration), ("srcAddr", LogField.Client), ("dstAddr", LogField.Server),
            ("srcPort", LogField.ClientPort), ("dstPort", LogField.ServerPort), ("proto", LogField.Protocol), ("packets", LogField.UpPackets),
            ("inPackets", LogField.UpPackets), ("bytes", LogField.UpBytes), ("inBytes", LogField.UpBytes), ("outPackets", LogField.DownPackets),
            ("outBytes", LogField.DownBytes), ("event", LogField.Action), ("pfAction", LogField.Action), ("pfRule", LogField.Rule),
            ("srcXIP", LogField.TranslatedClient), ("srcXPort", LogField.TranslatedClientPort), ("dstXIP", LogField.TranslatedServer),
            ("dstXPort", LogField.TranslatedServerPort));

        readonly CsvCells _cells = new();

        public override FieldTable Table => Fields;

        public override CsvColumns? ColumnsWithoutHeader(ReadOnlySpan<byte> line) => NfdumpColumns.Of(line, _cells);

        public override bool IsAside(ReadOnlySpan<byte> line) => NfdumpColumns.IsAside(line);

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Time) && fields.Has(LogField.Client) && fields.Has(LogField.Server) && fields.Has(LogField.UpBytes);

        /// <summary>The names are short, and some are those of other products.</summary>
        public override bool IsHeader(FieldValues columns) => IsMine(columns) && (columns[LogField.Time].SequenceEqual("ts"u8) || columns[LogField.Time].SequenceEqual("firstSeen"u8));

        public override LogStamp StampOf(FieldValues fields) => LogStamp.Iso(fields[LogField.Time]);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (fields[LogField.Client].IndexOf(".."u8) >= 0 || fields[LogField.Server].IndexOf(".."u8) >= 0)
            {
                return LineResult.Malformed("an address was shortened in printing; nfdump -6 prints it whole");
            }
            if (FlowRow.Read(fields, time, offset, out var flow) is { } problem)
            {
                return problem;
            }
            rows.Flow(AsShown(flow with { Duration = DurationOf(fields, time) }), fields[LogField.Rule]);
            return LineResult.Observed;
        }

        /// <summary>The counts of the other direction are written as zero where there is none in the record.</summary>
        static Flow AsShown(in Flow flow) => flow.DownBytes > 0 || flow.DownPackets > 0 ? flow.WithServerFound() : (flow with
        {
            DownBytes = Flow.Unknown,
            DownPackets = Flow.Unknown,
            IsAnswered = flow.Verdict == FlowVerdict.Denied ? false : null,
        }).WithServerFound();

        /// <summary>Seconds, or hours, minutes and seconds; else what lies between the two times, which stand on one clock.</summary>
        static TimeSpan DurationOf(FieldValues fields, DateTime time)
        {
            var isRead = Durations.TrySeconds(fields[LogField.Duration], out var duration) || TryClock(fields[LogField.Duration], out duration);
            if (!isRead && Timestamps.TryParse(fields[LogField.Time], out var first) && Timestamps.TryParse(fields[LastSeen], out var last) && last > first)
            {
                duration = last - first;
            }
            return duration <= DateTime.MaxValue - time ? duration : default;
        }

        /// <summary>Reads <c>00:00:02.578</c>.</summary>
        static bool TryClock(ReadOnlySpan<byte> text, out TimeSpan duration)
        {
            duration = default;
            if (text.Length < 8 || text[2] != ':' || text[5] != ':' || !Numbers.TryUInt16(text[..2], out var hours) || !Numbers.TryUInt16(text[3..5], out var minutes)
                || !Durations.TrySeconds(text[6..], out var seconds))
            {
                return false;
            }
            duration = seconds < TimeSpan.FromMinutes(1) ? new TimeSpan(hours, minutes, 0) + seconds : default;
            return true;
        }
    }
}
