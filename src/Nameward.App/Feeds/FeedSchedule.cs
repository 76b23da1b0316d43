using System.Globalization;
using Nameward.Engine.Intelligence;

namespace Nameward.App.Feeds;

/// <summary>When a feed is asked for again.</summary>
static class FeedSchedule
{
    // A feed that failed is asked for sooner, so that a short fault of its server does not cost a day.
    static readonly TimeSpan AfterFault = TimeSpan.FromHours(1);

    /// <summary>From when on it is due, UTC; null where it has no schedule.</summary>
    public static DateTime? Next(FeedRecord feed)
    {
        if (feed.Settings.Every is not { } every)
        {
            return null;
        }
        if (feed.Tried is not { } tried)
        {
            return DateTime.MinValue;
        }
        var next = tried + (feed.Fault is not null && every > AfterFault ? AfterFault : every);
        return feed.Validators.TryGetValue(FeedTaker.RetryAfterKey, out var text) && TryRead(text, out var then) && then > next ? then : next;
    }

    /// <summary>Whether it is due at a time.</summary>
    public static bool IsDue(FeedRecord feed, DateTime now) => Next(feed) <= now;

    /// <summary>A time as it is kept.</summary>
    public static string Text(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);

    static bool TryRead(string text, out DateTime time) => DateTime.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out time);
}
