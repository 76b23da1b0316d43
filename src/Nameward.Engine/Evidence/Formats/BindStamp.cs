using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The time before a line as it is written, not yet on the clock of UTC: <c>print-time yes</c> or <c>local</c> gives <c>21-Nov-2026 17:31:30.732</c>,
/// <c>iso8601</c> the local time too and no zone with it, <c>iso8601-utc</c> a Z, <c>iso8601-tzinfo</c> an offset (BIND 9 ARM, "print-time").
/// </summary>
readonly record struct BindStamp
{
    const int DayAndMonth = 12, LocalShortest = 20, IsoShortest = 19;

    DateTime Value { get; init; }
    bool IsLocal { get; init; }
    bool IsDamaged { get; init; }

    /// <summary>Takes one of the four forms, and the space behind it, off a text; nothing where no form fits.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> text, out BindStamp stamp) => TryTakeLocal(ref text, out stamp) || TryTakeIso(ref text, out stamp);

    /// <summary>Takes a time of ISO 8601, and the space behind it, off a text; nothing where it has another form.</summary>
    public static bool TryTakeIso(ref ReadOnlySpan<byte> text, out BindStamp stamp)
    {
        stamp = default;
        if (text.Length <= IsoShortest || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || !Numbers.IsDigit(text[0]))
        {
            return false;
        }
        var length = text.IndexOf((byte)' ');
        if (length < IsoShortest)
        {
            return false;
        }
        var isRead = Timestamps.TryParse(text[..length], out var value);
        stamp = new() { Value = value, IsDamaged = !isRead, IsLocal = text[IsoShortest..length].IndexOfAny("Z+-"u8) < 0 };
        text = text[(length + 1)..];
        return true;
    }

    /// <summary>
    /// Takes the time of a syslog header (RFC 3164 section 4.1.2) off a text: <c>Nov 21 17:31:30</c>, with a year behind the day on some devices.
    /// Without one it is no time at all: a year that is guessed would be wrong in evidence of last winter.
    /// </summary>
    public static bool TryTakeSyslog(ref ReadOnlySpan<byte> text, out BindStamp stamp)
    {
        stamp = default;
        if (text.Length < 16 || text[3] != ' ' || text[6] != ' ' || Month(text) == 0)
        {
            return false;
        }
        var clock = text[7..];
        var year = clock.Length > 5 && clock[4] == ' ' ? Digits(clock[..4]) : 0;
        clock = year > 0 ? clock[5..] : clock;
        if (clock.Length < 9 || clock[2] != ':' || clock[5] != ':')
        {
            return false;
        }
        var length = clock.IndexOf((byte)' ');
        if (length < 8)
        {
            return false;
        }
        var day = text[4] == ' ' ? Digits(text.Slice(5, 1)) : Digits(text.Slice(4, 2));
        stamp = year > 0 ? At(year, Month(text), day, clock[..length]) : default;
        text = clock[(length + 1)..];
        return true;
    }

    /// <summary>The instant; <see cref="DateTime.MinValue"/> where the line carries no time.</summary>
    /// <returns>Null, or why there is none: one of few fixed sentences.</returns>
    public string? ToUtc(LocalClock clock, out DateTime time)
    {
        time = Value;
        if (IsDamaged)
        {
            return "the time is no time";
        }
        return !IsLocal || clock.TryToUtc(Value, out time) ? null : "the time is one that the clocks of its zone skip";
    }

    static bool TryTakeLocal(ref ReadOnlySpan<byte> text, out BindStamp stamp)
    {
        stamp = default;
        if (text.Length <= LocalShortest || text[2] != '-' || text[6] != '-' || text[11] != ' ' || text[14] != ':' || !Numbers.IsDigit(text[0]))
        {
            return false;
        }
        var length = text[DayAndMonth..].IndexOf((byte)' ');
        if (length < 0)
        {
            return false;
        }
        stamp = At(Digits(text.Slice(7, 4)), Month(text[3..]), Digits(text[..2]), text.Slice(DayAndMonth, length));
        text = text[(DayAndMonth + length + 1)..];
        return true;
    }

    /// <summary>A date, and a time of day as <c>17:31:30</c> with or without a fraction.</summary>
    static BindStamp At(int year, int month, int day, ReadOnlySpan<byte> clock)
    {
        const int Longest = 30;
        Span<byte> iso = stackalloc byte[Longest];
        "0001-01-01T"u8.CopyTo(iso);
        var fits = clock.Length <= Longest - 11 && clock.IndexOfAny("Z+-"u8) < 0;
        if (!fits || year < 1 || month < 1 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return new() { IsDamaged = true };
        }
        clock.CopyTo(iso[11..]);
        var isRead = Timestamps.TryParse(iso[..(11 + clock.Length)], out var sinceMidnight);
        var ticks = new DateTime(year, month, day).Ticks + sinceMidnight.Ticks;
        isRead &= ticks <= DateTime.MaxValue.Ticks;
        return new() { Value = isRead ? new DateTime(ticks) : default, IsLocal = true, IsDamaged = !isRead };
    }

    /// <summary>The month that three letters of English name, in any case, from 1; 0 for any other: BIND writes those of the C locale.</summary>
    static int Month(ReadOnlySpan<byte> text)
    {
        var letters = (text[0] | 0x20) << 16 | (text[1] | 0x20) << 8 | (text[2] | 0x20);
        return letters switch
        {
            0x6A616E => 1,
            0x666562 => 2,
            0x6D6172 => 3,
            0x617072 => 4,
            0x6D6179 => 5,
            0x6A756E => 6,
            0x6A756C => 7,
            0x617567 => 8,
            0x736570 => 9,
            0x6F6374 => 10,
            0x6E6F76 => 11,
            0x646563 => 12,
            _ => 0,
        };
    }

    static int Digits(ReadOnlySpan<byte> text) => Numbers.TryUInt16(text, out var number) ? number : 0;
}
