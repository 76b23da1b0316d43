namespace Nameward.Engine.Findings;

/// <summary>Times of rollups as findings tell them.</summary>
static class EventTime
{
    /// <summary>The time; null where the rollups hold none, because the evidence carries none.</summary>
    public static DateTime? Known(DateTime time) => time == DateTime.MinValue || time == DateTime.MaxValue ? null : time;

    /// <summary>A second of a UTC day, which is counted from 1970-01-01; null of the day 0, on which what carries no time is kept.</summary>
    public static DateTime? Of(ushort day, uint second) => day == 0 ? null : DateTime.UnixEpoch.AddDays(day).AddSeconds(second);
}
