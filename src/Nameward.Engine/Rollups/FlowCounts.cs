using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>Sums of numbers from evidence: an adversary may write any number, so sums stay at the largest there is. Of numbers from 0 on that is free of order.</summary>
static class FlowCounts
{
    /// <summary>The sum of two numbers from 0 on, at most <see cref="long.MaxValue"/>.</summary>
    public static long Sum(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    /// <summary>Reads a count; a number that none can be is damage.</summary>
    public static long ReadFrom(ref StateReader from) =>
        from.U64() is <= long.MaxValue and var count ? (long)count : throw new InvalidDataException("a rollup block holds a count below zero");
}

/// <summary>When flows began and ended.</summary>
static class FlowTimes
{
    /// <summary>Begin and end of one flow; of a flow without a time, the two that no other is below or above of.</summary>
    public static (DateTime First, DateTime Last) Of(in Flow flow)
    {
        if (flow.Time == DateTime.MinValue)
        {
            return (DateTime.MaxValue, DateTime.MinValue);
        }
        var left = DateTime.MaxValue - flow.Time;
        return (flow.Time, flow.Duration >= left ? DateTime.MaxValue : flow.Time + flow.Duration);
    }

    /// <summary>Reads an instant.</summary>
    public static DateTime ReadFrom(ref StateReader from) => new((long)Math.Min(from.U64(), (ulong)DateTime.MaxValue.Ticks), DateTimeKind.Utc);
}
