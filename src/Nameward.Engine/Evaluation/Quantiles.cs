namespace Nameward.Engine.Evaluation;

/// <summary>The middle and the far end of measured values, each one of the values (nearest rank); null where there are none.</summary>
/// <param name="Median">Half of the values are not above it.</param>
/// <param name="NinetyPercent">Nine in ten of the values are not above it.</param>
public sealed record Quantiles(double? Median, double? NinetyPercent)
{
    /// <summary>The quantiles of these values, which come in any order.</summary>
    public static Quantiles Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? new(null, null) : new(At(sorted, 50), At(sorted, 90));
    }

    static double At(double[] sorted, int percent) => sorted[(sorted.Length * percent + 99) / 100 - 1];
}
