using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// How regularly a client comes back: the gaps between its spells, by quantiles, which the hours that an operator is away do not move. A spell is what follows
/// within <see cref="SecondsOfSpell"/>, as the names of a page and what is sent again do.
/// </summary>
/// <param name="Gaps">Gaps between spells.</param>
/// <param name="MedianSeconds">Their median; 0 where there are none.</param>
/// <param name="Spread">Their median absolute deviation as a share of the median: half the jitter of a timer, 0.69 where arrivals have no memory.</param>
readonly record struct Rhythm(int Gaps, double MedianSeconds, double Spread)
{
    /// <summary>Seconds of silence that end a spell.</summary>
    public const uint SecondsOfSpell = 4;

    /// <summary>How near a median lies to a time to live that explains it: as a share of it, and in seconds, whichever is more.</summary>
    public const double TtlShare = 0.05, TtlSeconds = 2;

    /// <summary>Times to live that one interval may span: a look-up misses its turn once.</summary>
    public const double MostTtls = 2;

    /// <summary>Steps of time that the median gap must have, or they are too coarse to see how it varies.</summary>
    const int FewestSteps = 4;

    /// <summary>Nothing came back.</summary>
    public static Rhythm None { get; } = new(0, 0, double.PositiveInfinity);

    /// <summary>The rhythm of a window; none of several days, whose seconds lie one upon the other.</summary>
    public static Rhythm Of(in Window window) => window.Day is null ? None : Of(window.State.Seconds);

    /// <summary>The rhythm of one day; that of the stretches which are held by the second, where the steps of the day are too coarse for it.</summary>
    public static Rhythm Of(OccupiedSeconds seconds)
    {
        if (seconds.IsCoarse)
        {
            var day = Of(seconds.FirstOfSteps(), OccupiedSeconds.StepSeconds);
            return day.Gaps > 0 ? day : Of(seconds.Stretches);
        }
        return Of(seconds.Exact, step: 1);
    }

    static Rhythm Of(ReadOnlySpan<uint> times, uint step)
    {
        Span<double> gaps = new double[times.Length];
        return OfGaps(gaps[..AddGaps(times, step, gaps)], step);
    }

    static Rhythm Of(ReadOnlySpan<SecondStretch> stretches)
    {
        Span<double> gaps = new double[stretches.Length * SecondStretch.Seconds];
        Span<uint> seconds = stackalloc uint[SecondStretch.Seconds];
        var count = 0;
        foreach (ref readonly var stretch in stretches)
        {
            count += AddGaps(seconds[..stretch.CopyTo(seconds)], step: 1, gaps[count..]);
        }
        return OfGaps(gaps[..count], step: 1);
    }

    static int AddGaps(ReadOnlySpan<uint> times, uint step, Span<double> gaps)
    {
        var count = 0;
        for (var i = 1; i < times.Length; i++)
        {
            var gap = times[i] - times[i - 1];
            if (gap > Math.Max(step, SecondsOfSpell))
            {
                gaps[count++] = gap;
            }
        }
        return count;
    }

    static Rhythm OfGaps(Span<double> gaps, uint step)
    {
        if (gaps.IsEmpty)
        {
            return None;
        }
        var median = MedianOf(gaps);
        foreach (ref var gap in gaps)
        {
            gap = Math.Abs(gap - median);
        }
        // Half a step is not known of any gap.
        var spread = (MedianOf(gaps) + step / 2.0) / median;
        return median < FewestSteps * step ? None : new(gaps.Length, median, spread);
    }

    /// <summary>
    /// Bits against arrivals without memory: that half of the gaps lie as near to their median as they do. Of exponential gaps a share p = (2^s - 2^-s) / 2
    /// lies within s times the median of it; that half of n do has a chance of at most 2^(-n KL(1/2, p)) (Chernoff 1952).
    /// </summary>
    public double BitsOfRegularity
    {
        get
        {
            var chance = (Math.Pow(2, Spread) - Math.Pow(2, -Spread)) / 2;
            return chance >= 0.5 ? 0 : Gaps * -(Math.Log2(2 * chance) + Math.Log2(2 * (1 - chance))) / 2;
        }
    }

    /// <summary>Whether a cache makes these intervals: what was kept for its time to live is asked for again when that is over, or misses its turn once.</summary>
    /// <param name="ttlSeconds">The time to live; null where it is not known.</param>
    public bool IsExplainedBy(double? ttlSeconds)
    {
        if (ttlSeconds is not (>= 1 and var ttl))
        {
            return false;
        }
        var times = Math.Clamp(Math.Round(MedianSeconds / ttl), 1, MostTtls);
        return Math.Abs(MedianSeconds - times * ttl) <= Math.Max(TtlSeconds, TtlShare * ttl);
    }

    static double MedianOf(Span<double> values)
    {
        values.Sort();
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
