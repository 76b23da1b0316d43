using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// How somebody writes times, in letters: <c>dd/MM/yyyy HH:mm:ss.fff</c>. <c>yyyy yy MMMM MMM MM M dddd ddd dd d HH H hh h mm m ss s f tt z</c>; two letters
/// stand for two digits, one for one or two, <c>f</c> for any number of them, <c>z</c> for <c>Z</c>, <c>UTC</c>, <c>GMT</c> or an offset. Months are those of English. What stands
/// in <c>'...'</c>, and all that is no letter, stands for itself; a fraction, with the mark before it, may be missing.
/// </summary>
public sealed class TimeLayout
{
    const int MostParts = 40, MostLetters = 80;

    static readonly ImmutableArray<string> Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    readonly ImmutableArray<Part> _parts;

    TimeLayout(string text, ImmutableArray<Part> parts) => (Text, _parts) = (text, parts);

    /// <summary>The letters.</summary>
    public string Text { get; }

    /// <summary>Whether times carry their zone.</summary>
    public bool HasZone => _parts.Any(part => part.Letter == 'z');

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Understands a layout.</summary>
    /// <param name="text">The letters.</param>
    /// <param name="wrong">What is wrong with them; null where all is well.</param>
    /// <returns>The layout; null where it is none.</returns>
    public static TimeLayout? Read(string text, out string? wrong)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        wrong = text.Length > MostLetters ? "is too long" : null;
        for (var at = 0; at < text.Length && wrong is null;)
        {
            wrong = TakePart(text, ref at, parts);
        }
        wrong ??= Complaint(parts);
        return wrong is null ? new(text, parts.ToImmutable()) : null;
    }

    static string? TakePart(string text, ref int at, ImmutableArray<Part>.Builder parts)
    {
        var letter = text[at];
        if (letter == '\'')
        {
            var close = text.IndexOf('\'', at + 1);
            if (close < 0)
            {
                return "has a quote that is not closed";
            }
            parts.AddRange(text[(at + 1)..close].Select(c => new Part(default, 0, (byte)c)));
            at = close + 1;
            return text[..close].Any(c => c > 0x7E) ? "may hold ASCII alone" : null;
        }
        if (!char.IsAsciiLetter(letter) || letter == 'T')
        {
            at++;
            parts.Add(new(default, 0, (byte)letter));
            return letter is < ' ' or > '~' ? "may hold ASCII alone" : null;
        }
        var start = at;
        while (at < text.Length && text[at] == letter)
        {
            at++;
        }
        return TakeLetters(letter is 'Z' or 'K' ? 'z' : letter, at - start, parts);
    }

    static string? TakeLetters(char letter, int count, ImmutableArray<Part>.Builder parts)
    {
        var isKnown = letter switch
        {
            'y' => count is 2 or 4,
            'M' or 'd' => count <= 4,
            'H' or 'h' or 'm' or 's' or 't' => count <= 2,
            'f' => count <= 9,
            'z' => count <= 3,
            _ => false,
        };
        if (!isKnown)
        {
            return $"has letters that mean nothing: {new string(letter, count)}; words stand in '...'";
        }
        var isMarked = letter == 'f' && parts is [.., { Letter: default(char), Literal: (byte)'.' or (byte)',' }];
        var mark = isMarked ? parts[^1].Literal : (byte)0;
        if (isMarked)
        {
            parts.RemoveAt(parts.Count - 1);
        }
        parts.Add(new(letter, count, mark));
        return null;
    }

    static string? Complaint(ImmutableArray<Part>.Builder parts)
    {
        bool Has(char letter, int from = 1, int to = 9) => parts.Any(part => part.Letter == letter && part.Count >= from && part.Count <= to);

        return parts.Count > MostParts ? "is too long"
            : !Has('y') ? "names no year: yyyy or yy"
            : !Has('M') ? "names no month: MM, M or MMM"
            : !Has('d', 1, 2) ? "names no day: dd or d"
            : Has('h') && !Has('t') ? "has hours up to 12 (hh) without tt; up to 23 they are HH"
            : parts.Where(part => part.Letter != default).GroupBy(part => (part.Letter, IsDayName(part))).Any(group => group.Count() > 1) ? "names one part twice"
            : null;
    }

    // The name of a day may stand beside its number.
    static bool IsDayName(Part part) => part is { Letter: 'd', Count: > 2 };

    /// <summary>Reads a time that is written so, and nothing else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The time as it stands; in UTC where it carries its zone.</param>
    /// <param name="isUtc">Whether it carries its zone.</param>
    public bool TryRead(ReadOnlySpan<byte> text, out DateTime time, out bool isUtc)
    {
        var read = new Reading { Day = 1, Month = 1 };
        time = default;
        isUtc = false;
        foreach (var part in _parts)
        {
            if (!TryTake(part, ref text, ref read))
            {
                return false;
            }
        }
        isUtc = read.HasZone;
        return text.IsEmpty && read.TryTime(out time);
    }

    static bool TryTake(Part part, scoped ref ReadOnlySpan<byte> text, ref Reading read)
    {
        switch (part.Letter)
        {
            case default(char):
                return TryLiteral(part.Literal, ref text);
            case 'y':
                var isYear = TryNumber(ref text, part.Count, part.Count, out read.Year);
                read.Year += part.Count == 2 ? 2000 : 0;
                return isYear;
            case 'M' when part.Count > 2:
                return TryMonth(ref text, part.Count == 3, out read.Month);
            case 'M':
                return TryNumber(ref text, part.Count, 2, out read.Month);
            case 'd' when part.Count > 2:
                return TakeLetters(ref text) > 1;
            case 'd':
                return TryNumber(ref text, part.Count, 2, out read.Day);
            case 'H' or 'h':
                read.IsHalf = part.Letter == 'h';
                return TryNumber(ref text, part.Count, 2, out read.Hour);
            case 'm':
                return TryNumber(ref text, part.Count, 2, out read.Minute);
            case 's':
                return TryNumber(ref text, part.Count, 2, out read.Second);
            case 'f':
                return TryFraction(part.Literal, ref text, out read.Ticks);
            case 't':
                return TryHalf(ref text, out read.IsAfternoon);
            default:
                read.HasZone = true;
                return TryZone(ref text, out read.Offset);
        }
    }

    static bool TryLiteral(byte literal, scoped ref ReadOnlySpan<byte> text)
    {
        // A space of a layout stands for one or several: ctime pads days with them.
        var isThere = !text.IsEmpty && text[0] == literal;
        text = isThere ? text[1..] : text;
        text = literal == ' ' ? text.TrimStart((byte)' ') : text;
        return isThere;
    }

    static bool TryNumber(scoped ref ReadOnlySpan<byte> text, int least, int most, out int number)
    {
        var length = 0;
        for (number = 0; length < most && length < text.Length && Numbers.IsDigit(text[length]); length++)
        {
            number = number * 10 + text[length] - '0';
        }
        text = text[length..];
        return length >= least;
    }

    static bool TryMonth(scoped ref ReadOnlySpan<byte> text, bool isShort, out int month)
    {
        var word = text;
        var length = TakeLetters(ref text);
        word = word[..length];
        month = 0;
        for (var i = 0; i < Months.Length && month == 0; i++)
        {
            month = length >= 3 && length <= Months[i].Length && (isShort || length == Months[i].Length || length == 3)
                && System.Text.Ascii.EqualsIgnoreCase(word, Months[i].AsSpan(0, length)) ? i + 1 : 0;
        }
        return month > 0;
    }

    static int TakeLetters(scoped ref ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && (text[length] | 0x20) is >= 'a' and <= 'z' or > 0x7F)
        {
            length++;
        }
        text = text[length..];
        return length;
    }

    static bool TryFraction(byte mark, scoped ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (mark != 0)
        {
            if (text.IsEmpty || text[0] != mark)
            {
                return true;
            }
            text = text[1..];
        }
        var unit = TimeSpan.TicksPerSecond / 10;
        var length = 0;
        for (; length < text.Length && Numbers.IsDigit(text[length]); length++, unit /= 10)
        {
            ticks += (text[length] - '0') * unit;
        }
        text = text[length..];
        return length > 0;
    }

    static bool TryHalf(scoped ref ReadOnlySpan<byte> text, out bool isAfternoon)
    {
        isAfternoon = text.Length > 0 && (text[0] | 0x20) == 'p';
        var isHalf = text.Length > 1 && (text[0] | 0x20) is 'a' or 'p' && (text[1] | 0x20) == 'm';
        text = isHalf ? text[2..] : text;
        return isHalf;
    }

    static bool TryZone(scoped ref ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = default;
        var isWord = text.StartsWith("UTC"u8) || text.StartsWith("GMT"u8);
        if (isWord || text is [(byte)'Z', ..])
        {
            text = text[(isWord ? 3 : 1)..];
            return true;
        }
        if (text is not [(byte)'+' or (byte)'-', ..])
        {
            return false;
        }
        var isWest = text[0] == '-';
        text = text[1..];
        if (!TryNumber(ref text, 2, 2, out var hours))
        {
            return false;
        }
        var minutes = 0;
        text = text is [(byte)':', ..] ? text[1..] : text;
        if (text is [>= (byte)'0' and <= (byte)'9', ..] && !TryNumber(ref text, 2, 2, out minutes))
        {
            return false;
        }
        offset = new TimeSpan(hours, minutes, 0) * (isWest ? -1 : 1);
        return hours <= 14 && minutes <= 59;
    }

    /// <summary>A run of one letter, or, where it is none, one byte that stands for itself; of a fraction, the mark before it.</summary>
    readonly record struct Part(char Letter, int Count, byte Literal);

    /// <summary>The parts of a time while they are read.</summary>
    struct Reading
    {
        public int Year, Month, Day, Hour, Minute, Second;
        public long Ticks;
        public TimeSpan Offset;
        public bool HasZone, IsHalf, IsAfternoon;

        public readonly bool TryTime(out DateTime time)
        {
            time = default;
            var hour = !IsHalf ? Hour : Hour is < 1 or > 12 ? -1 : Hour % 12 + (IsAfternoon ? 12 : 0);
            // A leap second is the last of its minute twice (RFC 3339 section 5.7).
            if (Year is < 1 or > 9999 || Month is < 1 or > 12 || Day < 1 || Day > DateTime.DaysInMonth(Year, Month) || hour is < 0 or > 23 || Minute > 59 || Second > 60)
            {
                return false;
            }
            var ticks = new DateTime(Year, Month, Day).Ticks + new TimeSpan(hour, Minute, Second).Ticks + Ticks - Offset.Ticks;
            time = ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new(ticks, HasZone ? DateTimeKind.Utc : DateTimeKind.Unspecified) : default;
            return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
        }
    }
}
