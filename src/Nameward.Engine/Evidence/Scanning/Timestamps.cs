using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// Instants as logs write them, exact to 100 ns: further digits are dropped, and no floating point takes part. A number counts from 1970 in UTC; its
/// digits before the point tell its unit: up to ten seconds, 13 milliseconds, 16 microseconds, 19 nanoseconds.
/// </summary>
static class Timestamps
{
    const int FractionDigits = 7;

    /// <summary>Reads a number, or a date and time of ISO 8601 (<c>2025-11-21T09:14:02.123456Z</c>); without a zone that is UTC.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTime time) => TryMicroseconds(text, out time) || TryAny(text, out time);

    /// <summary>Reads ten digits, a point and six, as Zeek writes nearly all times.</summary>
    internal static bool TryMicroseconds(ReadOnlySpan<byte> text, out DateTime time)
    {
        time = default;
        if (text.Length != 17 || text[10] != '.' || !Numbers.IsDigit(text[8]) || !Numbers.IsDigit(text[9]))
        {
            return false;
        }
        // The ninth digit and the point give way to zeros before the six.
        var fraction = BinaryPrimitives.ReadUInt64LittleEndian(text[9..]) & ~0xFFFFul | 0x3030;
        if (!Numbers.TryEight(BinaryPrimitives.ReadUInt64LittleEndian(text), out var hundreds) || !Numbers.TryEight(fraction, out var microseconds))
        {
            return false;
        }
        var seconds = hundreds * 100L + Pair(text[8..]);
        time = new(DateTime.UnixEpoch.Ticks + seconds * TimeSpan.TicksPerSecond + microseconds * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
        return true;
    }

    static bool TryAny(ReadOnlySpan<byte> text, out DateTime time) =>
        text.Length > 4 && text[4] == '-' ? TryIso(text, out time) : TryEpoch(text, out time);

    static bool TryEpoch(ReadOnlySpan<byte> text, out DateTime time)
    {
        time = default;
        ulong whole = 0;
        var digits = 0;
        for (; digits < text.Length && Numbers.IsDigit(text[digits]); digits++)
        {
            whole = whole * 10 + (ulong)(text[digits] - '0');
        }
        if (!TryFraction(text[digits..], out var fraction, out var used) || digits + used != text.Length)
        {
            return false;
        }
        long ticks;
        switch (digits)
        {
            case >= 1 and <= 10:
                ticks = (long)whole * TimeSpan.TicksPerSecond + fraction;
                break;
            case 13:
                ticks = (long)whole * TimeSpan.TicksPerMillisecond + fraction / 1_000;
                break;
            case 16:
                ticks = (long)whole * TimeSpan.TicksPerMicrosecond + fraction / 1_000_000;
                break;
            case 19:
                ticks = (long)(whole / TimeSpan.NanosecondsPerTick);
                break;
            default:
                return false;
        }
        time = DateTime.UnixEpoch.AddTicks(ticks);
        return true;
    }

    /// <summary>Reads a point and digits, as ten-millionths; where there is no point, nothing is read.</summary>
    static bool TryFraction(ReadOnlySpan<byte> text, out int fraction, out int used)
    {
        fraction = 0;
        used = 0;
        if (text is not [(byte)'.', ..])
        {
            return true;
        }
        for (used = 1; used < text.Length && Numbers.IsDigit(text[used]); used++)
        {
            fraction = used <= FractionDigits ? fraction * 10 + text[used] - '0' : fraction;
        }
        for (var digit = used; digit <= FractionDigits; digit++)
        {
            fraction *= 10;
        }
        return used > 1;
    }

    static bool TryIso(ReadOnlySpan<byte> text, out DateTime time)
    {
        time = default;
        if (text.Length < 19 || text[7] != '-' || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' || text[16] != ':')
        {
            return false;
        }
        int year = Pair(text) * 100 + Pair(text[2..]), month = Pair(text[5..]), day = Pair(text[8..]);
        int hour = Pair(text[11..]), minute = Pair(text[14..]), second = Pair(text[17..]);
        if (!TryFraction(text[19..], out var fraction, out var used) || !TryZone(text[(19 + used)..], out var zone))
        {
            return false;
        }
        // 24:00:00 ends a day (ISO 8601), :60 is a leap second.
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 24 || minute is < 0 or > 59 || second is < 0 or > 60)
        {
            return false;
        }
        var ticks = new DateTime(year, month, day).Ticks + new TimeSpan(hour, minute, second).Ticks + fraction - zone.Ticks;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }
        time = new(ticks, DateTimeKind.Utc);
        return true;
    }

    /// <summary>Reads nothing, <c>Z</c>, <c>+hh:mm</c>, <c>+hhmm</c> or <c>+hh</c>.</summary>
    static bool TryZone(ReadOnlySpan<byte> text, out TimeSpan zone)
    {
        zone = TimeSpan.Zero;
        if (text.IsEmpty || text is [(byte)'Z'])
        {
            return true;
        }
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 5 or 6) || (text.Length == 6 && text[3] != ':'))
        {
            return false;
        }
        int hours = Pair(text[1..]), minutes = text.Length == 3 ? 0 : Pair(text[^2..]);
        zone = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return hours is >= 0 and <= 14 && minutes is >= 0 and <= 59;
    }

    /// <summary>Two digits; far below zero where they are none, so that no sum of pairs looks valid.</summary>
    static int Pair(ReadOnlySpan<byte> text) =>
        Numbers.IsDigit(text[0]) && Numbers.IsDigit(text[1]) ? (text[0] - '0') * 10 + text[1] - '0' : -100_000;
}
