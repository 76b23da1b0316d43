namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// A date and time whose parts were read one by one. A year of 0 is one that is not written; a zone is a distance from UTC, or null where none that is known is
/// written.
/// </summary>
struct DateParts()
{
    /// <summary>Year; 0 where none is written.</summary>
    public int Year { get; set; }

    /// <summary>Month, from 1.</summary>
    public int Month { get; set; } = 1;

    /// <summary>Day of the month, from 1.</summary>
    public int Day { get; set; } = 1;

    /// <summary>Time of the day.</summary>
    public TimeSpan Clock { get; set; }

    /// <summary>How far the zone is ahead of UTC; null where none is known.</summary>
    public TimeSpan? Zone { get; set; }

    /// <summary>The time that the parts make.</summary>
    public readonly LogStamp ToStamp()
    {
        if (Year == 0)
        {
            return LogStamp.Yearless(Month, Day, Clock);
        }
        if (Year is < 1 or > 9998 || Month is < 1 or > 12 || Day < 1 || Day > DateTime.DaysInMonth(Year, Month) || Clock < TimeSpan.Zero)
        {
            return LogStamp.Damaged;
        }
        var time = new DateTime(Year, Month, Day) + Clock;
        return Zone is not { } zone ? LogStamp.Local(time)
            : time.Ticks < zone.Ticks ? LogStamp.Damaged : LogStamp.Utc(DateTime.SpecifyKind(time - zone, DateTimeKind.Utc));
    }

    /// <summary>Reads <c>17:31:30</c> or <c>17:31:30.732</c>, with hours up to 24 and a leap second.</summary>
    public static bool TryClock(ReadOnlySpan<byte> text, out TimeSpan clock)
    {
        const int Shortest = 8;
        clock = default;
        Span<byte> iso = stackalloc byte[32];
        "1970-01-01T"u8.CopyTo(iso);
        if (text.Length is < Shortest or > 20 || text.IndexOfAny("Z+-"u8) >= 0)
        {
            return false;
        }
        text.CopyTo(iso[11..]);
        iso[11 + Shortest] = text.Length > Shortest ? (byte)'.' : (byte)0;
        var time = DateTime.UnixEpoch;
        var isRead = (text.Length == Shortest || text[Shortest] is (byte)'.' or (byte)',') && Timestamps.TryParse(iso[..(11 + text.Length)], out time);
        clock = isRead ? time - DateTime.UnixEpoch : default;
        return isRead;
    }

    /// <summary>
    /// How far a zone is ahead of UTC: <c>Z</c>, <c>UTC</c>, <c>GMT</c>, <c>+01:00</c>, <c>+0100</c>, <c>GMT+1</c>. Other abbreviations stand for more than one zone;
    /// for them, and where it is none, null.
    /// </summary>
    public static TimeSpan? ZoneOf(ReadOnlySpan<byte> word)
    {
        word = word.StartsWith("UTC"u8) || word.StartsWith("GMT"u8) ? word[3..] : word is [(byte)'Z'] ? [] : word.IsEmpty ? "?"u8 : word;
        if (word.IsEmpty)
        {
            return TimeSpan.Zero;
        }
        var digits = word[1..];
        var hours = digits[..Math.Min(digits.Length, digits.Length is 1 or 3 ? 1 : 2)];
        var minutes = digits[hours.Length..].TrimStart((byte)':');
        var isRead = Numbers.TryUInt16(hours, out var hour) && hour <= 14;
        var minute = (ushort)0;
        isRead &= minutes.IsEmpty || (Numbers.TryUInt16(minutes, out minute) && minute < 60);
        return !isRead || word[0] is not ((byte)'+' or (byte)'-') ? null : new TimeSpan(hour, minute, 0) * (word[0] == '-' ? -1 : 1);
    }
}
