namespace Nameward.Engine.Findings;

/// <summary>
/// How rare a measure is among innocent pairs, in bits: -log2 of the share that reaches it. The bulk by interpolated quantiles, the tail by a
/// generalised Pareto distribution over a threshold (Pickands 1975), whose shape is floored at 0.2 because a thin tail must be proved, not assumed.
/// </summary>
/// <param name="Threshold">Where the tail begins.</param>
/// <param name="Exceeding">Share of innocent pairs above it.</param>
/// <param name="Shape">Shape of the tail.</param>
/// <param name="Scale">Scale of the tail, in the unit of the measure.</param>
/// <param name="Median">Median of innocent pairs.</param>
/// <param name="NinetyPercent">Their 90 % quantile.</param>
sealed record TailFit(double Threshold, double Exceeding, double Shape, double Scale, double Median, double NinetyPercent)
{
    /// <summary>Up-bits of a pair and day on real networks: 1,907 pairs, 38 beyond the threshold.</summary>
    public static TailFit UpReal { get; } = new(260, 0.0204, 0.252, 138, 15, 114);

    /// <summary>Up-bits of a pair and day in a laboratory of 58 clients: 14,823 pairs, 296 beyond.</summary>
    public static TailFit UpLab { get; } = new(307, 0.0200, 0.200, 202, 2, 224);

    /// <summary>Bits both ways on real networks: 1,219 pairs with visible answers, 24 beyond.</summary>
    public static TailFit BothWays { get; } = new(221, 0.0205, 0.314, 77.5, 1, 39);

    /// <summary>Bits of rarity of a pair that reaches <paramref name="x"/>.</summary>
    public double Bits(double x)
    {
        if (x > Threshold)
        {
            return -Math.Log2(Exceeding) + Math.Log2(1 + Shape * (x - Threshold) / Scale) / Shape;
        }
        const double AtMedian = 1, AtNinety = 3.3219;
        return x <= Median ? AtMedian * x / Math.Max(1e-9, Median)
            : x <= NinetyPercent ? Between(x, Median, NinetyPercent, AtMedian, AtNinety)
            : Between(x, NinetyPercent, Threshold, AtNinety, -Math.Log2(Exceeding));
    }

    static double Between(double x, double from, double to, double low, double high) => low + (high - low) * (x - from) / (to - from);
}
