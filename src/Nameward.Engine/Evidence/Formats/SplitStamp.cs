using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Times of firewalls that are written in parts, or in an order of their own.</summary>
static class SplitStamp
{
    const int Longest = 48;

    /// <summary>
    /// A date, a time of day and a zone in fields of their own. A zone that is not an offset or UTC is a word that means several (IST, BST, CST): such a time is local.
    /// </summary>
    /// <param name="date"><c>2026-11-21</c>; slashes and colons may stand for the dashes.</param>
    /// <param name="clock"><c>09:14:02</c>, with or without a fraction.</param>
    /// <param name="zone"><c>+11</c>, <c>+0530</c>, <c>-04:00</c>, <c>UTC</c>, or empty.</param>
    public static LogStamp Join(ReadOnlySpan<byte> date, ReadOnlySpan<byte> clock, ReadOnlySpan<byte> zone)
    {
        zone = zone is [(byte)'+' or (byte)'-', _, _, ..] ? zone : zone.SequenceEqual("UTC"u8) || zone.SequenceEqual("GMT"u8) || zone is [(byte)'Z'] ? "Z"u8 : [];
        if (date.Length != 10 || date.Length + 1 + clock.Length + zone.Length > Longest)
        {
            return LogStamp.Damaged;
        }
        Span<byte> iso = stackalloc byte[Longest];
        date.CopyTo(iso);
        (iso[4], iso[7], iso[10]) = ((byte)'-', (byte)'-', (byte)'T');
        clock.CopyTo(iso[11..]);
        zone.CopyTo(iso[(11 + clock.Length)..]);
        return LogStamp.Iso(iso[..(11 + clock.Length + zone.Length)]);
    }

    /// <summary>A date whose month is three letters and whose numbers stand in the order of syslog, with a year behind the day: <c>Nov 21 2026 09:14:02</c>.</summary>
    public static LogStamp WithMonthFirst(ReadOnlySpan<byte> text)
    {
        if (text.Length >= Longest)
        {
            return LogStamp.Damaged;
        }
        Span<byte> spaced = stackalloc byte[Longest];
        text.CopyTo(spaced);
        spaced[text.Length] = (byte)' ';
        ReadOnlySpan<byte> rest = spaced[..(text.Length + 1)];
        return LogStamp.TryTakeSyslog(ref rest, out var stamp) ? stamp : LogStamp.Damaged;
    }
}
