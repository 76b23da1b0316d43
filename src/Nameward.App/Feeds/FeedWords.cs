using System.Globalization;

namespace Nameward.App.Feeds;

/// <summary>Sizes, spans and times in the faults of feeds.</summary>
static class FeedWords
{
    /// <summary>"256 MB", of 1,048,576 bytes each; "900 bytes".</summary>
    public static string Size(long bytes) => bytes >= 1 << 20 ? $"{bytes >> 20} MB" : bytes >= 1 << 10 ? $"{bytes >> 10} kB" : $"{bytes} bytes";

    /// <summary>"15 s", "250 ms", "10 min".</summary>
    public static string Span(TimeSpan span) => span < TimeSpan.FromSeconds(1) ? $"{(long)span.TotalMilliseconds} ms" : span < TimeSpan.FromMinutes(2) ? $"{(long)span.TotalSeconds} s" : $"{(long)span.TotalMinutes} min";

    /// <summary>"2026-03-18 09:14 UTC".</summary>
    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A count with commas.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
