namespace Nameward.Engine.Evidence.Capture;

/// <summary>Times of captures: a count of units since 1970, in the 100 ns ticks that the program keeps.</summary>
static class CaptureTime
{
    /// <summary>The last second that <see cref="DateTime"/> can hold, since 1970.</summary>
    const long LastSecond = 253_402_300_799;

    /// <summary>The time, or <see cref="DateTime.MinValue"/> where it lies before 1970 or after 9999.</summary>
    /// <param name="seconds">Since 1970, UTC.</param>
    /// <param name="ticks">100 ns beyond them; more than a second's worth is added all the same.</param>
    public static DateTime Of(long seconds, long ticks) => seconds is < 0 or > LastSecond - 5000 || ticks < 0
        ? DateTime.MinValue
        : new DateTime(DateTime.UnixEpoch.Ticks + seconds * TimeSpan.TicksPerSecond + ticks, DateTimeKind.Utc);
}
