namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// Turns the times of a log that names no zone into UTC. An hour that clocks run through twice in autumn is told apart by the order of the log: of the
/// two instants the first is taken that does not lie before the line above. What was read before matters for nothing else, and a line above that lies
/// far behind both instants, as one with a damaged date does, says nothing.
/// </summary>
/// <param name="zone">The zone of the log.</param>
/// <param name="written">When the log was last written to, UTC, from which the year of times without one is told; null where that is not known.</param>
sealed class LocalClock(TimeZoneInfo zone, DateTime? written = null)
{
    /// <summary>How far a log may run ahead of the clock of whoever keeps it.</summary>
    static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>How far the lines of a log may stand out of their order.</summary>
    static readonly TimeSpan Disorder = TimeSpan.FromMinutes(5);

    const int MostYearsBack = 9;

    /// <summary>The last local time that the log can hold.</summary>
    readonly DateTime _end = written is { } end && end < DateTime.MaxValue - 2 * Ahead ? TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(end, DateTimeKind.Utc), zone) + Ahead : default;

    long _hour = -1;
    TimeSpan _earlier;
    TimeSpan _later;
    DateTime _above = DateTime.MinValue;

    /// <summary>Whether it matters what was read before: only where clocks are put back.</summary>
    public bool NeedsOrder { get; } = zone.SupportsDaylightSavingTime;

    /// <summary>A clock that goes on from here, independent of this one.</summary>
    public LocalClock Fork() => new(zone, written) { _above = _above };

    /// <summary>
    /// Gives a local time the last year in which it does not lie behind the end of its log, but for a day; one log never holds more than a year.
    /// </summary>
    /// <returns>False where it is not known when the log was written, or there is no such year.</returns>
    public bool TryYear(DateTime local, out DateTime dated)
    {
        dated = default;
        for (var year = _end.Year; _end != default && year > _end.Year - MostYearsBack && year > 0; year--)
        {
            // The 29th of February waits for a leap year.
            if (local.Day <= DateTime.DaysInMonth(year, local.Month))
            {
                dated = new DateTime(year, local.Month, local.Day) + local.TimeOfDay;
                if (dated <= _end)
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>The instant at which the zone's clocks show <paramref name="local"/>.</summary>
    /// <returns>False for a time that they skip in spring, and for the ends of the calendar.</returns>
    public bool TryToUtc(DateTime local, out DateTime utc)
    {
        utc = default;
        var hour = local.Ticks / TimeSpan.TicksPerHour;
        // Zones change at most once in a local hour, and nearly always at its edge; an hour that is not all alike is looked up each time.
        if (hour != _hour)
        {
            if (!TryOffsets(local))
            {
                _hour = -1;
                return false;
            }
            _hour = IsAllAlike(hour) ? hour : -1;
        }
        var ticks = local.Ticks - (IsSecondTime(local) ? _later : _earlier).Ticks;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }
        utc = new(ticks, DateTimeKind.Utc);
        _above = NeedsOrder ? utc : _above;
        return true;
    }

    /// <summary>Whether clocks show a time that they show twice for the second time, as far as the line above tells.</summary>
    bool IsSecondTime(DateTime local)
    {
        var above = _above.Ticks - Disorder.Ticks;
        var (first, second) = (local.Ticks - _earlier.Ticks, local.Ticks - _later.Ticks);
        return first < above && above <= second + (second - first);
    }

    /// <summary>Looks up the offsets that clocks may have had: two where they showed the time twice, else the same one twice.</summary>
    bool TryOffsets(DateTime local)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            return false;
        }
        if (!zone.IsAmbiguousTime(local))
        {
            _earlier = _later = zone.GetUtcOffset(local);
            return true;
        }
        // The larger offset is the earlier instant.
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        (_earlier, _later) = offsets[0] > offsets[1] ? (offsets[0], offsets[1]) : (offsets[1], offsets[0]);
        return true;
    }

    bool IsAllAlike(long hour)
    {
        if (!NeedsOrder)
        {
            return true;
        }
        var start = new DateTime(hour * TimeSpan.TicksPerHour);
        var last = start.AddTicks(TimeSpan.TicksPerHour - 1);
        var isTwice = zone.IsAmbiguousTime(start);
        return isTwice == zone.IsAmbiguousTime(last) && !zone.IsInvalidTime(start) && !zone.IsInvalidTime(last) && zone.GetUtcOffset(start) == zone.GetUtcOffset(last);
    }
}
