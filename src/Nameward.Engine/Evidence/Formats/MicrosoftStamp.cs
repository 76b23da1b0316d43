using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The date and time that a line of the debug log begins with: short date and long time of the system's locale, whole seconds, local time of the server.
/// Dots stand between day, month and year in that order, four digits first are a year; the order of <c>03/04/2026</c> and <c>3-4-2026</c> the log leaves open.
/// </summary>
readonly record struct MicrosoftStamp
{
    /// <summary>Why a line is malformed whose day and month are no date, or whose hour is no time.</summary>
    public const string NoTime = "the date or the time is not one of a calendar and a clock";

    /// <summary>Why a line is malformed whose date does not fit the order of day and month that was given or that the log's other dates have.</summary>
    public const string Contradiction = "the date contradicts the order of day and month of the log";

    /// <summary>Why a line is malformed whose date could be read two ways.</summary>
    public const string Ambiguous = "the date may be day first or month first: say which with --date-order";

    /// <summary>Longest text between date and time, or behind the time, that is looked at for a word such as "PM".</summary>
    const int LongestGap = 24;

    /// <summary>The first of the two numbers beside the year; the day, where the order is not open.</summary>
    public int First { get; private init; }

    /// <summary>The second of the two numbers beside the year; the month, where the order is not open.</summary>
    public int Second { get; private init; }

    /// <summary>The year; two digits count from 2000.</summary>
    public int Year { get; private init; }

    /// <summary>Whether the form of the date does not say which of the two numbers is the day.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>Whether the second number is one digit behind a slash.</summary>
    public bool IsSecondShort { get; private init; }

    /// <summary>The order of day and month that an open date shows by itself, as one number is above 12; null where none or both are.</summary>
    public DateOrder? Shown => !IsOpen || First > 12 == Second > 12 ? null : First > 12 ? DateOrder.DayFirst : DateOrder.MonthFirst;

    /// <summary>Hours, minutes and seconds as they stand; below zero where they are none.</summary>
    TimeSpan Clock { get; init; }

    MicrosoftDayHalf Half { get; init; }

    /// <summary>Bytes up to the thread id behind the time; 0 where no date and time were read.</summary>
    public int Length { get; private init; }

    /// <summary>Reads date, time and the space behind them; false where the line begins with something else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out MicrosoftStamp stamp)
    {
        if (!TryDate(line, out stamp, out var at))
        {
            return false;
        }
        var gap = Gap(line[at..]);
        if (gap == 0 || !TryClock(line[(at + gap)..], out var clock, out var used))
        {
            return false;
        }
        var before = line.Slice(at, gap);
        at += gap + used;
        var thread = ThreadAt(line[at..]);
        if (thread < 0)
        {
            return false;
        }
        var half = MicrosoftDayHalves.Of(before);
        half = half == MicrosoftDayHalf.None ? MicrosoftDayHalves.Of(line.Slice(at, thread)) : half;
        stamp = stamp with { Clock = clock, Half = half, Length = at + thread };
        return true;
    }

    /// <summary>
    /// Reads a text that is date and time alone, as programs of Microsoft write them for people: a comma may stand behind the date, a fraction behind the seconds,
    /// and the half of the day before or behind the time. False where it is anything else.
    /// </summary>
    public static bool TryReadWhole(ReadOnlySpan<byte> text, out MicrosoftStamp stamp)
    {
        if (!TryDate(text, out stamp, out var at))
        {
            return false;
        }
        at += at < text.Length && text[at] == ',' ? 1 : 0;
        var gap = Gap(text[at..]);
        if (gap == 0 || !TryClock(text[(at + gap)..], out var clock, out var used))
        {
            return false;
        }
        var before = text.Slice(at, gap);
        var behind = text[(at + gap + used)..];
        clock += Fraction(ref behind);
        var half = MicrosoftDayHalves.Of(before);
        half = half == MicrosoftDayHalf.None ? MicrosoftDayHalves.Of(behind) : half;
        stamp = stamp with { Clock = clock, Half = half, Length = text.Length };
        return half != MicrosoftDayHalf.Unknown;
    }

    /// <summary>The same behind so many more bytes at the start of its line.</summary>
    public MicrosoftStamp Behind(int bytes) => this with { Length = Length + bytes };

    /// <summary>The local time; null, and why, where there is none.</summary>
    /// <param name="order">The order of day and month in the log; null where it is not known, and then a date that fits one order alone is read so.</param>
    /// <param name="because">Why there is none.</param>
    public DateTime? ToLocal(DateOrder? order, out string because)
    {
        because = NoTime;
        if (!IsOpen || First == Second)
        {
            return At(First, Second);
        }
        if (Shown is { } shown && order is { } given && shown != given)
        {
            because = Contradiction;
            return null;
        }
        order = Shown ?? order;
        because = order is null && Second <= 12 ? Ambiguous : NoTime;
        return order switch
        {
            DateOrder.DayFirst => At(First, Second),
            DateOrder.MonthFirst => At(Second, First),
            _ => null,
        };
    }

    DateTime? At(int day, int month)
    {
        var clock = Half switch
        {
            MicrosoftDayHalf.None => Clock,
            MicrosoftDayHalf.Unknown => TimeSpan.MinValue,
            _ when Clock.Hours is 0 or > 12 => TimeSpan.MinValue,
            MicrosoftDayHalf.Morning => Clock.Hours == 12 ? Clock - TimeSpan.FromHours(12) : Clock,
            _ => Clock.Hours == 12 ? Clock : Clock + TimeSpan.FromHours(12),
        };
        return clock < TimeSpan.Zero || IsNoDate(Year, month, day) ? null : new DateTime(Year, month, day) + clock;
    }

    /// <summary>Whether the calendar has no such day.</summary>
    public static bool IsNoDate(int year, int month, int day) =>
        year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month);

    static bool TryDate(ReadOnlySpan<byte> line, out MicrosoftStamp stamp, out int at)
    {
        stamp = default;
        at = 0;
        var first = Number(line, ref at, out var digits);
        if (digits == 8)
        {
            stamp = new() { First = first % 100, Second = first / 100 % 100, Year = first / 10_000 };
            return true;
        }
        if (digits is not (1 or 2 or 4) || at >= line.Length || line[at] is not ((byte)'/' or (byte)'-' or (byte)'.'))
        {
            return false;
        }
        var separator = line[at];
        if (!TrySeparator(line, ref at, separator))
        {
            return false;
        }
        var second = Number(line, ref at, out var secondDigits);
        if (secondDigits is not (1 or 2) || !TrySeparator(line, ref at, separator))
        {
            return false;
        }
        var third = Number(line, ref at, out var thirdDigits);
        stamp = digits == 4
            ? new() { First = third, Second = second, Year = first }
            : new() { First = first, Second = second, Year = thirdDigits == 2 ? 2000 + third : third, IsOpen = separator != '.', IsSecondShort = separator == '/' && secondDigits == 1 };
        return digits == 4 ? thirdDigits is 1 or 2 : thirdDigits is 2 or 4;
    }

    /// <summary>Steps over a separator; Czech and Hungarian put a space behind the dot.</summary>
    static bool TrySeparator(ReadOnlySpan<byte> line, ref int at, byte separator)
    {
        if (at >= line.Length || line[at] != separator)
        {
            return false;
        }
        at++;
        at += separator == '.' && at < line.Length ? MicrosoftDayHalves.SpaceAt(line[at..]) : 0;
        return true;
    }

    /// <summary>Reads up to eight digits.</summary>
    static int Number(ReadOnlySpan<byte> line, ref int at, out int digits)
    {
        var number = 0;
        for (digits = 0; digits < 8 && at < line.Length && Numbers.IsDigit(line[at]); digits++, at++)
        {
            number = number * 10 + line[at] - '0';
        }
        return number;
    }

    /// <summary>Bytes up to the next digit: a space, a dot of the date and a space, or a word among spaces; 0 where there is nothing of the kind.</summary>
    static int Gap(ReadOnlySpan<byte> text)
    {
        var gap = text[..Math.Min(text.Length, LongestGap)].IndexOfAnyInRange((byte)'0', (byte)'9');
        return gap > 0 && (text[0] == '.' || MicrosoftDayHalves.SpaceAt(text) > 0) ? gap : 0;
    }

    /// <summary>Reads hours, minutes and seconds between colons, or dots as in Finland and Denmark.</summary>
    static bool TryClock(ReadOnlySpan<byte> text, out TimeSpan clock, out int used)
    {
        used = 0;
        clock = TimeSpan.MinValue;
        var hour = Number(text, ref used, out var digits);
        if (digits is not (1 or 2) || text.Length < used + 6 || text[used] is not ((byte)':' or (byte)'.') || text[used + 3] != text[used])
        {
            return false;
        }
        int minuteAt = used + 1, secondAt = used + 4;
        int minute = Number(text, ref minuteAt, out var minuteDigits), second = Number(text, ref secondAt, out var secondDigits);
        if (minuteDigits != 2 || secondDigits != 2)
        {
            return false;
        }
        used = secondAt;
        clock = hour > 23 || minute > 59 || second > 59 ? clock : new(hour, minute, second);
        return true;
    }

    /// <summary>Takes a dot and the digits behind it off a text: parts of a second, of which those below 100 ns are left out.</summary>
    static TimeSpan Fraction(ref ReadOnlySpan<byte> text)
    {
        var (ticks, unit, at) = (0L, TimeSpan.TicksPerSecond / 10, 1);
        if (text.Length < 2 || text[0] != '.' || !Numbers.IsDigit(text[1]))
        {
            return TimeSpan.Zero;
        }
        for (; at < text.Length && Numbers.IsDigit(text[at]); at++, unit /= 10)
        {
            ticks += (text[at] - '0') * unit;
        }
        text = text[at..];
        return new(ticks);
    }

    /// <summary>Where the thread id stands: three to eight hexadecimal digits between spaces, behind at most a word or two; -1 where there is none.</summary>
    static int ThreadAt(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, LongestGap + 9)];
        for (var at = 0; at <= LongestGap && at < text.Length;)
        {
            var space = MicrosoftDayHalves.SpaceAt(text[at..]);
            if (space == 0)
            {
                at++;
                continue;
            }
            at += space;
            var length = text[at..].IndexOf((byte)' ');
            if (length is >= 3 and <= 8 && IsHex(text.Slice(at, length)))
            {
                return at;
            }
        }
        return -1;
    }

    /// <summary>Whether a text is hexadecimal digits alone.</summary>
    public static bool IsHex(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit((char)c))
            {
                return false;
            }
        }
        return !text.IsEmpty;
    }
}
