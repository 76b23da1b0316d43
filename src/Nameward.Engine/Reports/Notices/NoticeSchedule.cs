namespace Nameward.Engine.Reports.Notices;

/// <summary>When a notice is tried again: after a minute, then twice as long each time, up to an hour; once a day when a receiver has been down for a week. It is never given up.</summary>
public static class NoticeSchedule
{
    /// <summary>From when on a notice that is still not delivered is called failing.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromDays(7);

    static readonly TimeSpan First = TimeSpan.FromMinutes(1), Most = TimeSpan.FromHours(1), Late = TimeSpan.FromDays(1);

    /// <summary>The time of the next try, UTC.</summary>
    /// <param name="entry">The notice, the failed try among its tries.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="notBefore">The time that the receiver asked for; null where it did not.</param>
    public static DateTime Next(NoticeEntry entry, DateTime now, DateTime? notBefore)
    {
        const int Doublings = 6;
        var wait = IsFailing(entry, now) ? Late : entry.Tries > Doublings ? Most : First * (1 << Math.Max(0, entry.Tries - 1));
        return notBefore is { } asked && asked > now + wait ? asked : now + wait;
    }

    /// <summary>Whether a notice waits for so long that somebody has to look at it.</summary>
    public static bool IsFailing(NoticeEntry entry, DateTime now) => entry.IsWaiting && entry.FailingSince is { } since && now - since >= Patience;
}
