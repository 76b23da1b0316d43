using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Rows as SmartView Tracker exports them: twenty cells in quotes with spaces between, local times, and a header that is often lost:
/// <c>"22" "10Dec2026" "23:44:49" "eth1" "gw" "Log" "Drop" "53" "44250" "192.0.2.7" "198.51.100.53" "udp" "107" "Deny All" ...</c>
/// </summary>
static class CheckPointTracker
{
    /// <summary>The day of a row: <c>10Dec2026</c>. No other form has this field.</summary>
    public const LogField Date = LogField.Seventh;

    const int Cells = 20;

    /// <summary>Number, date, time, interface, origin, type, action, service, source port, source, destination, protocol, rule, its name; none of the rest is read.</summary>
    static readonly CsvColumns Columns = new((byte)' ',
    [
        null, Date, LogField.Time, null, null, null, LogField.Action, LogField.ServerPort, LogField.ClientPort, LogField.Client, LogField.Server, LogField.Protocol,
        LogField.RuleNumber, LogField.Rule,
    ]);

    /// <summary>The columns of a line; null where it is no such row.</summary>
    public static CsvColumns? ColumnsOf(ReadOnlySpan<byte> line) => line is [(byte)'"', ..] && line.Count("\" \""u8) == Cells - 1 ? Columns : null;

    /// <summary>Whether a record is a row, and not the header.</summary>
    public static bool IsRow(FieldValues fields) => fields[Date] is { Length: 8 or 9 };

    /// <summary>When it was, by the clocks of whoever exported it.</summary>
    public static LogStamp StampOf(FieldValues fields)
    {
        var date = fields[Date];
        var clock = fields[LogField.Time];
        Span<byte> text = stackalloc byte[48];
        if (date.Length is not (8 or 9) || clock.Length > 24)
        {
            return LogStamp.Damaged;
        }
        // 10Dec2026 becomes 10-Dec-2026, and a day of one digit gets a zero.
        text.Fill((byte)' ');
        (text[0], text[2], text[6]) = ((byte)'0', (byte)'-', (byte)'-');
        date[..^7].CopyTo(text[(9 - date.Length)..]);
        date[^7..^4].CopyTo(text[3..]);
        date[^4..].CopyTo(text[7..]);
        clock.CopyTo(text[12..]);
        ReadOnlySpan<byte> local = text[..(12 + clock.Length + 1)];
        return LogStamp.TryTake(ref local, out var stamp) ? stamp : LogStamp.Damaged;
    }
}
