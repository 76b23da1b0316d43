namespace Nameward.Engine.Findings;

/// <summary>Times of rollups as findings tell them.</summary>
static class EventTime
{
    /// <summary>The time; null where the rollups hold none, because the evidence carries none.</summary>
    public static DateTime? Known(DateTime time) => time == DateTime.MinValue || time == DateTime.MaxValue ? null : time;
}
