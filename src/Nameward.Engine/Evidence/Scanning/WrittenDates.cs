namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// Times as exports for people write them, the month by its English name: <c>Nov 21, 2026 @ 17:00:00.000</c> (Kibana), <c>Nov 21 2026 17:00:00.123 UTC</c> (CEF),
/// <c>Sat, 21 Nov 2026 17:00:00 +0100</c>, <c>Sat Nov 21 17:00:00 2026</c>; and a date of ISO 8601 with a zone behind a space (<c>2026-11-21 17:00:00.000 UTC</c>, Splunk).
/// </summary>
static class WrittenDates
{
    /// <summary>
    /// The time that a text says, which may be of ISO 8601 or a number since 1970 as well. It is of local clocks where no zone is written, or one by an abbreviation
    /// that stands for more than one.
    /// </summary>
    public static LogStamp Stamp(ReadOnlySpan<byte> text)
    {
        var stamp = LogStamp.Iso(text);
        return stamp == LogStamp.Damaged && TryRead(text, out var parts) ? parts.ToStamp() : stamp;
    }

    static bool TryRead(ReadOnlySpan<byte> text, out DateParts parts)
    {
        const int MostWords = 8;
        parts = new();
        bool hasMonth = false, hasDay = false, hasClock = false;
        for (var left = MostWords; left > 0 && !text.IsEmpty; left--)
        {
            text = text.TrimStart(" ,@"u8);
            var end = text.IndexOfAny(" ,@"u8);
            // A comma before a fraction of a second parts no words.
            end = end > 0 && text[end] == ',' && text[..end].Contains((byte)':') ? text.IndexOf((byte)' ') : end;
            var word = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[end..];
            if (!hasClock && DateParts.TryClock(word, out var clock))
            {
                (parts.Clock, hasClock) = (clock, true);
            }
            else if (!hasMonth && TryDate(word, ref parts, ref hasClock))
            {
                (hasMonth, hasDay) = (true, true);
            }
            else if (!hasMonth && word.Length >= 3 && LogStamp.Month(word) is > 0 and var month)
            {
                (parts.Month, hasMonth) = (month, true);
            }
            else if (Numbers.TryUInt16(word, out var number))
            {
                if (!hasDay && word.Length <= 2)
                {
                    (parts.Day, hasDay) = (number, true);
                }
                else
                {
                    parts.Year = word.Length == 4 ? number : -1;
                }
            }
            else if (hasClock)
            {
                parts.Zone ??= DateParts.ZoneOf(word);
            }
        }
        return hasMonth && hasDay && hasClock;
    }

    /// <summary>Reads <c>2026-11-21</c> or <c>2026/11/21</c>, or either with a T and the time behind it (SiLK).</summary>
    static bool TryDate(ReadOnlySpan<byte> word, ref DateParts parts, ref bool hasClock)
    {
        const int DateBytes = 10;
        var clock = word.Length > DateBytes && word[DateBytes] == 'T' ? word[(DateBytes + 1)..] : [];
        word = clock.IsEmpty ? word : word[..DateBytes];
        if (word.Length != DateBytes || word[4] is not ((byte)'-' or (byte)'/') || word[7] != word[4]
            || !Numbers.TryUInt16(word[..4], out var year) || !Numbers.TryUInt16(word[5..7], out var month) || !Numbers.TryUInt16(word[8..], out var day))
        {
            return false;
        }
        (parts.Year, parts.Month, parts.Day) = (year, month, day);
        var time = TimeSpan.Zero;
        var isWhole = clock.IsEmpty || (!hasClock && DateParts.TryClock(clock, out time));
        (parts.Clock, hasClock) = clock.IsEmpty ? (parts.Clock, hasClock) : (time, true);
        return isWhole;
    }
}
