using System.Globalization;

namespace Nameward.Engine.Reports;

/// <summary>Event times as people are shown them, always UTC; the date is left out where it is the day of the report.</summary>
sealed class Clock(DateTime? asOf)
{
    /// <summary>The day of the report.</summary>
    public DateTime? Today => asOf;

    /// <summary>RFC 3339 in UTC with Z, sub-seconds only where there are any: for data.</summary>
    public static string Rfc3339(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>"2026-03-18".</summary>
    public static string Date(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"18 March 2026".</summary>
    public static string Prose(DateTime time) => time.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>For sentences: "09:14", or "2026-03-17 09:14" on another day.</summary>
    public string Minute(DateTime time) => Day(time) + time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For tables: "09:14:02", or "2026-03-17 09:14:02" on another day.</summary>
    public string Second(DateTime time) => Day(time) + time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>For transcripts: "09:14:02.118".</summary>
    public static string Millisecond(DateTime time) => time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>For tables, or <paramref name="absent"/> where the time is not known.</summary>
    public string Second(DateTime? time, string absent) => time is { } some ? Second(some) : absent;

    /// <summary>"08:47 to 08:54".</summary>
    public string Span(DateTime from, DateTime to) => $"{Minute(from)} to {(from.Date == to.Date ? to.ToString("HH:mm", CultureInfo.InvariantCulture) : Minute(to))}";

    string Day(DateTime time) => asOf is { } day && day.Date == time.Date ? "" : Date(time) + " ";
}
