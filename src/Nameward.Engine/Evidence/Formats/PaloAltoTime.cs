using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// When a record of PAN-OS was: when its session began, else when it was written. Rows are written by the clocks of the firewall, which name no zone; from version 10
/// on a row ends with a time that does, and that zone holds for the others as well.
/// </summary>
static class PaloAltoTime
{
    /// <summary>When the session began.</summary>
    public const LogField Start = LogField.Time;

    /// <summary>When the record was written, exact to the millisecond and with its zone.</summary>
    public const LogField Exact = LogField.Second;

    /// <summary>When the record was written.</summary>
    public const LogField Generated = LogField.First;

    /// <summary>When the management plane, or the logging service, got it.</summary>
    public const LogField Received = LogField.Eighth;

    /// <summary>The zone of all times of a record in CEF.</summary>
    public const LogField Zone = LogField.Third;

    /// <summary>No version has the exact time before this column.</summary>
    const int FirstExact = 40;

    const int Date = 10, EpochShortest = 10, IsoShortest = 19;

    /// <summary>The time of a record; none where it has no field of a time.</summary>
    /// <param name="fields">Its fields.</param>
    /// <param name="order">Which number comes first in dates that leave it open; null where nobody has said it.</param>
    public static LogStamp Of(FieldValues fields, DateOrder? order)
    {
        var exact = fields is CsvFields row ? ExactOf(row.Cells) : fields[Exact];
        var zone = exact.Length > IsoShortest && exact[^6] is (byte)'+' or (byte)'-' ? exact[^6..] : fields[Zone];
        var start = Read(fields[Start], zone, order);
        // A record without a session has it empty, or zero.
        if (start is { } began && began != LogStamp.Damaged)
        {
            return began;
        }
        return Read(exact, zone, order) ?? Read(fields[Generated], zone, order) ?? Read(fields[Received], zone, order) ?? default;
    }

    /// <summary>The last column that holds a time with milliseconds and a zone; its place depends on the version.</summary>
    static ReadOnlySpan<byte> ExactOf(CsvCells cells)
    {
        for (var cell = cells.Count - 1; cell >= FirstExact; cell--)
        {
            if (cells[cell] is [_, _, _, _, (byte)'-', _, _, (byte)'-', _, _, (byte)'T', _, _, (byte)':', _, _, (byte)':', _, _, (byte)'.', ..] and [.., (byte)'+' or (byte)'-', _, _, (byte)':', _, _])
            {
                return cells[cell];
            }
        }
        return [];
    }

    /// <summary>One time, in any of the ways that the forms of the log have; null where there is none.</summary>
    static LogStamp? Read(ReadOnlySpan<byte> text, ReadOnlySpan<byte> zone, DateOrder? order)
    {
        if (text.IsEmpty)
        {
            return null;
        }
        if (text.Length >= IsoShortest && text[4] == '/')
        {
            return SplitStamp.Join(text[..Date], text[(Date + 1)..], zone);
        }
        if (text[0] is >= (byte)'A' and <= (byte)'Z')
        {
            var stamp = SplitStamp.WithMonthFirst(text);
            return zone.SequenceEqual("UTC"u8) ? stamp.AsUtc() : stamp;
        }
        return text.Length < IsoShortest && text.Contains((byte)'/') ? OfSpreadsheet(text, order) : text.Length < EpochShortest ? LogStamp.Damaged : LogStamp.Iso(text);
    }

    /// <summary>What a spreadsheet leaves of a time that it opened: <c>9/16/26 10:00</c>, in the order of its country.</summary>
    static LogStamp OfSpreadsheet(ReadOnlySpan<byte> text, DateOrder? order)
    {
        var first = Take(ref text, (byte)'/');
        var second = Take(ref text, (byte)'/');
        var year = Take(ref text, (byte)' ');
        var hour = Take(ref text, (byte)':');
        var isDayFirst = first > 12 || (second <= 12 && order == DateOrder.DayFirst);
        var (month, day) = isDayFirst ? (second, first) : (first, second);
        year += year < 100 ? 2000 : 0;
        var isTime = Numbers.TryUInt16(text, out var minute) && minute < 60 && hour < 24;
        return isTime && year <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? LogStamp.Local(new DateTime(year, month, day, hour, minute, 0)) : LogStamp.Damaged;
    }

    static int Take(scoped ref ReadOnlySpan<byte> text, byte mark) => Numbers.TryUInt16(TextWords.TakeUntil(ref text, mark), out var number) ? number : 0;
}
