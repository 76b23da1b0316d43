namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>
/// The times of feeds: RFC 3339 with any fraction, a date alone, date and time with a space between (UTC, as abuse.ch writes), eight digits, and seconds or
/// milliseconds since 1970 as digits.
/// </summary>
static class FeedTime
{
    const int SecondsDigits = 10;
    const int MillisecondsDigits = 13;

    /// <summary>The time, UTC; null where it is none.</summary>
    public static DateTime? Of(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\"'"u8);
        if (text.Length is < 8 or > 48)
        {
            return null;
        }
        return text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 ? OfDigits(text) : OfDate(text);
    }

    /// <summary>The time, UTC; null where it is none.</summary>
    public static DateTime? Of(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[64];
        return text.Length <= 48 && System.Text.Unicode.Utf8.FromUtf16(text, bytes, out _, out var length) == System.Buffers.OperationStatus.Done ? Of(bytes[..length]) : null;
    }

    static DateTime? OfDigits(ReadOnlySpan<byte> digits)
    {
        if (digits.Length == 8)
        {
            return Take(ref digits, 4, out var year) && Take(ref digits, 2, out var month) && Take(ref digits, 2, out var day) ? Date(year, month, day) : null;
        }
        var value = 0L;
        foreach (var digit in digits.Length <= MillisecondsDigits ? digits : [])
        {
            value = value * 10 + digit - '0';
        }
        return digits.Length switch
        {
            9 or SecondsDigits => DateTime.UnixEpoch.AddSeconds(value),
            MillisecondsDigits => DateTime.UnixEpoch.AddMilliseconds(value),
            _ => null,
        };
    }

    static DateTime? OfDate(ReadOnlySpan<byte> text)
    {
        if (!(Take(ref text, 4, out var year) && Skip(ref text) && Take(ref text, 2, out var month) && Skip(ref text) && Take(ref text, 2, out var day)) || Date(year, month, day) is not { } date)
        {
            return null;
        }
        if (text.IsEmpty)
        {
            return date;
        }
        text = text[1..];
        return TimeOfDay(ref text) is { } clock && Offset(text) is { } offset && date.Ticks + clock - offset is >= 0 and var utc && utc <= DateTime.MaxValue.Ticks
            ? new DateTime(utc, DateTimeKind.Utc) : null;
    }

    /// <summary>The ticks since midnight; the second may be left out.</summary>
    static long? TimeOfDay(ref ReadOnlySpan<byte> text)
    {
        if (!(Take(ref text, 2, out var hour) && text is [(byte)':', ..] && Take(ref text, 2, out var minute, 1) && hour < 24 && minute < 60))
        {
            return null;
        }
        var second = 0;
        if (text is [(byte)':', ..] && !Take(ref text, 2, out second, 1))
        {
            return null;
        }
        return (hour * 3600L + minute * 60 + Math.Min(second, 59)) * TimeSpan.TicksPerSecond + Fraction(ref text);
    }

    static long Fraction(ref ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'.' or (byte)',', ..])
        {
            return 0;
        }
        text = text[1..];
        var ticks = 0L;
        for (var unit = TimeSpan.TicksPerSecond / 10; text is [>= (byte)'0' and <= (byte)'9', ..]; unit /= 10)
        {
            ticks += (text[0] - '0') * unit;
            text = text[1..];
        }
        return ticks;
    }

    /// <summary>The ticks that the zone is before UTC; null where what follows is no zone.</summary>
    static long? Offset(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" ()"u8);
        if (text.IsEmpty || text.SequenceEqual("Z"u8) || text.SequenceEqual("z"u8) || text.SequenceEqual("UTC"u8) || text.SequenceEqual("GMT"u8))
        {
            return 0;
        }
        var sign = text[0] == '+' ? 1 : text[0] == '-' ? -1 : 0;
        text = text[1..];
        if (sign == 0 || !Take(ref text, 2, out var hours))
        {
            return null;
        }
        text = text.TrimStart((byte)':');
        return Take(ref text, 2, out var minutes) && text.IsEmpty ? sign * (hours * 60L + minutes) * TimeSpan.TicksPerMinute : null;
    }

    static DateTime? Date(int year, int month, int day) =>
        year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) : null;

    static bool Skip(ref ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'-' or (byte)'/' or (byte)'.', ..])
        {
            return false;
        }
        text = text[1..];
        return true;
    }

    static bool Take(ref ReadOnlySpan<byte> text, int digits, out int value, int behind = 0)
    {
        value = 0;
        if (text.Length < digits + behind || text.Slice(behind, digits).IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }
        foreach (var digit in text.Slice(behind, digits))
        {
            value = value * 10 + digit - '0';
        }
        text = text[(digits + behind)..];
        return true;
    }
}
