namespace Nameward.Engine.Evidence.Scanning;

/// <summary>The time before a line of a log as it is written, not yet on the clock of UTC.</summary>
readonly record struct LogStamp
{
    const int DayAndMonth = 12, LocalShortest = 20, IsoShortest = 19, CtimeBytes = 24;

    /// <summary>A leap year: a date without a year is kept in it.</summary>
    const int NoYear = 4;

    enum Form : byte
    {
        None,
        Utc,
        Local,
        Yearless,
        Damaged,
    }

    DateTime Value { get; init; }
    Form Is { get; init; }
    string? Because { get; init; }

    /// <summary>Whether a time without a year is one of UTC.</summary>
    bool IsOfUtc { get; init; }

    /// <summary>Whether no time was written at all.</summary>
    public bool IsNone => Is == Form.None;

    /// <summary>An instant that is known as such.</summary>
    public static LogStamp Utc(DateTime time) => new() { Value = time, Is = Form.Utc };

    /// <summary>A time of clocks whose zone is not named.</summary>
    public static LogStamp Local(DateTime time) => new() { Value = time, Is = Form.Local };

    /// <summary>A time of clocks whose zone is not named, of a year that is not written.</summary>
    public static LogStamp Yearless(int month, int day, TimeSpan clock) =>
        month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(NoYear, month) ? Damaged : new() { Value = new DateTime(NoYear, month, day) + clock, Is = Form.Yearless };

    /// <summary>What stands where a time should.</summary>
    public static LogStamp Damaged { get; } = Unreadable("the time is no time");

    /// <summary>What stands where a time should, and why it is none: one of few fixed sentences.</summary>
    public static LogStamp Unreadable(string because) => new() { Is = Form.Damaged, Because = because };

    /// <summary>
    /// Takes <c>21-Nov-2026 17:31:30.732</c> or a time of ISO 8601, and the space behind it, off a text; nothing where neither form fits.
    /// </summary>
    public static bool TryTake(ref ReadOnlySpan<byte> text, out LogStamp stamp) => TryTakeLocal(ref text, out stamp) || TryTakeIso(ref text, out stamp);

    /// <summary>
    /// Takes a time of ISO 8601, and the space behind it, off a text; nothing where it has another form. Without a zone it is local; a space may stand for
    /// the T.
    /// </summary>
    public static bool TryTakeIso(ref ReadOnlySpan<byte> text, out LogStamp stamp)
    {
        stamp = default;
        if (text.Length < IsoShortest || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ') || text[13] != ':' || !Numbers.IsDigit(text[0]))
        {
            return false;
        }
        var length = text[IsoShortest..].IndexOf((byte)' ');
        length = length < 0 ? text.Length : IsoShortest + length;
        stamp = Iso(text[..length].TrimEnd((byte)':'));
        text = text[Math.Min(length + 1, text.Length)..];
        return true;
    }

    /// <summary>A text that is a time of ISO 8601, local where it names no zone, or a number of seconds and so on since 1970.</summary>
    public static LogStamp Iso(ReadOnlySpan<byte> text)
    {
        if (!Timestamps.TryParse(text, out var value))
        {
            return Damaged;
        }
        var isLocal = text.Length >= IsoShortest && text[4] == '-' && text[IsoShortest..].IndexOfAny("Z+-"u8) < 0;
        return new() { Value = value, Is = isLocal ? Form.Local : Form.Utc };
    }

    /// <summary>The same time on the clock of UTC, where it names no zone.</summary>
    public LogStamp AsUtc() => Is switch
    {
        Form.Local => Utc(DateTime.SpecifyKind(Value, DateTimeKind.Utc)),
        Form.Yearless => this with { IsOfUtc = true },
        _ => this,
    };

    /// <summary>
    /// Takes the time of a syslog header (RFC 3164 section 4.1.2) off a text: <c>Nov 21 17:31:30</c>, with a year behind the day on some devices. Those of Cisco write
    /// a colon behind it, and the zone where one is set: <c>UTC</c> is believed, other names of zones are not known.
    /// </summary>
    public static bool TryTakeSyslog(ref ReadOnlySpan<byte> text, out LogStamp stamp)
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
        stamp = At(year, Month(text), Day(text[4..]), clock[..length].TrimEnd((byte)':'));
        text = clock[(length + 1)..];
        stamp = TryTakeUtc(ref text) ? stamp.AsUtc() : stamp;
        return true;
    }

    static bool TryTakeUtc(ref ReadOnlySpan<byte> text) => TextWords.TryTake(ref text, "UTC: "u8) || TextWords.TryTake(ref text, "UTC "u8) || TextWords.TryTake(ref text, "GMT: "u8);

    /// <summary>Takes <c>Sun May 24 13:30:01 2026</c> (<c>ctime</c> of C, as <c>logread</c> of OpenWrt prints), and the space behind it, off a text.</summary>
    public static bool TryTakeCtime(ref ReadOnlySpan<byte> text, out LogStamp stamp)
    {
        stamp = default;
        if (text.Length < CtimeBytes || text[3] != ' ' || text[7] != ' ' || text[10] != ' ' || text[13] != ':' || text[19] != ' ' || Month(text[4..]) == 0)
        {
            return false;
        }
        stamp = At(Math.Max(1, Digits(text.Slice(20, 4))), Month(text[4..]), Day(text[8..]), text.Slice(11, 8));
        text = text[Math.Min(CtimeBytes + 1, text.Length)..];
        return true;
    }

    /// <summary>The instant; <see cref="DateTime.MinValue"/> where the line carries no time, or no year and none is known for its source.</summary>
    /// <returns>Null, or why there is none: one of few fixed sentences.</returns>
    public string? ToUtc(LocalClock clock, out DateTime time)
    {
        time = Value;
        switch (Is)
        {
            case Form.Damaged:
                return Because;
            case Form.Yearless when !clock.TryYear(Value, out time):
                time = DateTime.MinValue;
                return null;
            case Form.Yearless when IsOfUtc:
                return null;
            case Form.Yearless or Form.Local:
                return clock.TryToUtc(time, out time) ? null : "the time is one that the clocks of its zone skip";
            default:
                return null;
        }
    }

    /// <summary>Takes the time of BIND's <c>print-time local</c> off.</summary>
    static bool TryTakeLocal(ref ReadOnlySpan<byte> text, out LogStamp stamp)
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
        stamp = At(Math.Max(1, Digits(text.Slice(7, 4))), Month(text[3..]), Digits(text[..2]), text.Slice(DayAndMonth, length));
        text = text[(DayAndMonth + length + 1)..];
        return true;
    }

    /// <summary>A date, of which the year may be missing (0), and a time of day as <c>17:31:30</c> with or without a fraction.</summary>
    static LogStamp At(int year, int month, int day, ReadOnlySpan<byte> clock)
    {
        const int Longest = 30;
        Span<byte> iso = stackalloc byte[Longest];
        "0001-01-01T"u8.CopyTo(iso);
        var form = year == 0 ? Form.Yearless : Form.Local;
        year = year == 0 ? NoYear : year;
        var fits = clock.Length <= Longest - 11 && clock.IndexOfAny("Z+-"u8) < 0;
        if (!fits || month < 1 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return Damaged;
        }
        clock.CopyTo(iso[11..]);
        var isRead = Timestamps.TryParse(iso[..(11 + clock.Length)], out var sinceMidnight);
        var ticks = new DateTime(year, month, day).Ticks + sinceMidnight.Ticks;
        return isRead && ticks <= DateTime.MaxValue.Ticks ? new() { Value = new DateTime(ticks), Is = form } : Damaged;
    }

    /// <summary>The month that three letters of English name, in any case, from 1; 0 for any other: logs write those of the C locale.</summary>
    public static int Month(ReadOnlySpan<byte> text)
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

    /// <summary>A day of two characters, of which the first may be a space.</summary>
    static int Day(ReadOnlySpan<byte> text) => text[0] == ' ' ? Digits(text.Slice(1, 1)) : Digits(text[..2]);

    static int Digits(ReadOnlySpan<byte> text) => Numbers.TryUInt16(text, out var number) ? number : 0;
}
