namespace Nameward.Engine.Tests.Scanning;

/// <summary>Zones made for tests, so that none of the machine's is needed.</summary>
static class AutumnZone
{
    /// <summary>UTC+1, in summer UTC+2: on the last Sunday of March 02:00 becomes 03:00, on the last of October 03:00 becomes 02:00.</summary>
    public static TimeZoneInfo Central { get; } = Make(TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    /// <summary>The same half an hour beside full hours, with a summer of 30 minutes: the hour that is shown twice is half of one.</summary>
    public static TimeZoneInfo HalfHour { get; } = Make(TimeSpan.FromMinutes(630), TimeSpan.FromMinutes(30));

    static TimeZoneInfo Make(TimeSpan offset, TimeSpan summer)
    {
        var start = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday);
        var end = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday);
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, summer, start, end);
        return TimeZoneInfo.CreateCustomTimeZone("test", offset, "test", "test", "test summer", [rule]);
    }
}
