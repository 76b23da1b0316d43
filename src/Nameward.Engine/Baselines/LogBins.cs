using System.Numerics;

namespace Nameward.Engine.Baselines;

/// <summary>
/// Fixed bins for counts, the same everywhere, so that histograms of any days add up without loss: each count up to 31 has its own, above there are sixteen to each doubling, so that a
/// count is known to within one in sixteen.
/// </summary>
static class LogBins
{
    const int StepBits = 4, Steps = 1 << StepBits;

    /// <summary>Number of bins: that of the largest count, and one.</summary>
    public static int Count { get; } = Of(int.MaxValue) + 1;

    /// <summary>The bin of a count; one below zero counts as zero.</summary>
    public static int Of(int count)
    {
        if (count < Steps)
        {
            return Math.Max(0, count);
        }
        var shift = BitOperations.Log2((uint)count) - StepBits;
        return (shift << StepBits) + (count >> shift);
    }

    /// <summary>The least count of a bin.</summary>
    public static int Least(int bin) => bin < 2 * Steps ? bin : (Steps + bin % Steps) << (bin / Steps - 1);

    /// <summary>The largest count of a bin.</summary>
    public static int Most(int bin) => bin == Count - 1 ? int.MaxValue : Least(bin + 1) - 1;
}
