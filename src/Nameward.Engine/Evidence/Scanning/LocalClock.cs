namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// Turns the times of a log that names no zone into UTC. An hour that clocks run through twice in autumn is told apart by the order of the log: of the
/// two instants the first is taken that does not lie before the line above. What was read before matters for nothing else, and a line above that lies
/// far behind both instants, as one with a damaged date does, says nothing.
/// </summary>
sealed class LocalClock(TimeZoneInfo zone)
{
    /// <summary>How far the lines of a log may stand out of their order.</summary>
    static readonly TimeSpan Disorder = TimeSpan.FromMinutes(5);

    long _hour = -1;
    TimeSpan _earlier;
    TimeSpan _later;
    DateTime _above = DateTime.MinValue;

    /// <summary>Whether it matters what was read before: only where clocks are put back.</summary>
    public bool NeedsOrder { get; } = zone.SupportsDaylightSavingTime;

    /// <summary>A clock that goes on from here, independent of this one.</summary>
    public LocalClock Fork() => new(zone) { _above = _above };

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
