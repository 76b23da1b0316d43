namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// Turns the times of a log that names no zone into UTC. An hour that clocks run through twice in autumn is told apart by the order of the log: of the
/// two instants the first is taken that does not lie before the line above. What was read before matters for nothing else.
/// </summary>
sealed class LocalClock(TimeZoneInfo zone)
{
    /// <summary>How far the lines of a log may stand out of their order.</summary>
    static readonly TimeSpan Disorder = TimeSpan.FromMinutes(5);

    long _hour = -1;
    TimeSpan _offset;
    DateTime _latest = DateTime.MinValue;

    /// <summary>Whether it matters what was read before: only where clocks are put back.</summary>
    public bool NeedsOrder { get; } = zone.SupportsDaylightSavingTime;

    /// <summary>A clock that goes on from here, independent of this one.</summary>
    public LocalClock Fork() => new(zone) { _latest = _latest };

    /// <summary>The instant at which the zone's clocks show <paramref name="local"/>.</summary>
    /// <returns>False for a time that they skip in spring, and for the ends of the calendar.</returns>
    public bool TryToUtc(DateTime local, out DateTime utc)
    {
        var hour = local.Ticks / TimeSpan.TicksPerHour;
        // Zones change at most once in a local hour, and nearly always at its edge; a half hour is looked up each time.
        if (hour != _hour)
        {
            if (!TryOffset(local, out _offset))
            {
                utc = default;
                return false;
            }
            _hour = IsPlain(hour) ? hour : -1;
        }
        var ticks = local.Ticks - _offset.Ticks;
        utc = default;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }
        utc = new(ticks, DateTimeKind.Utc);
        _latest = NeedsOrder && utc > _latest ? utc : _latest;
        return true;
    }

    bool TryOffset(DateTime local, out TimeSpan offset)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        offset = default;
        if (zone.IsInvalidTime(local))
        {
            return false;
        }
        if (!zone.IsAmbiguousTime(local))
        {
            offset = zone.GetUtcOffset(local);
            return true;
        }
        // The larger offset is the earlier instant.
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        var (earlier, later) = offsets[0] > offsets[1] ? (offsets[0], offsets[1]) : (offsets[1], offsets[0]);
        offset = local.Ticks - earlier.Ticks >= _latest.Ticks - Disorder.Ticks ? earlier : later;
        return true;
    }

    bool IsPlain(long hour)
    {
        var start = new DateTime(hour * TimeSpan.TicksPerHour);
        var last = start.AddTicks(TimeSpan.TicksPerHour - 1);
        return !NeedsOrder || (!zone.IsAmbiguousTime(start) && !zone.IsAmbiguousTime(last) && !zone.IsInvalidTime(start) && !zone.IsInvalidTime(last)
            && zone.GetUtcOffset(start) == zone.GetUtcOffset(last));
    }
}
