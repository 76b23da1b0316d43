using System.Globalization;

namespace Nameward.Engine.Findings;

/// <summary>Figures as people read them: two significant digits in a sentence, kB of 1,000 bytes, commas for thousands.</summary>
public static class Quantity
{
    /// <summary>"312 bytes", "4.1 kB", "83 kB", "1.2 MB".</summary>
    public static string Bytes(double bytes) => bytes switch
    {
        < 999.5 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(bytes)} bytes"),
        < 9_950 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000:F1} kB"),
        < 999_500 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000:F0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000:F1} MB"),
    };

    /// <summary>"1 client", "13 clients", "2 queries".</summary>
    public static string Of(long count, string one) => $"{Count(count)} {(count == 1 ? one : one.EndsWith("ry", StringComparison.Ordinal) ? one[..^1] + "ies" : one + "s")}";

    /// <summary>Two significant digits: "560", "1,300", "7".</summary>
    public static string Round(double count)
    {
        var step = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, count))) - 1));
        return Count(Math.Round(count / step) * step);
    }

    /// <summary>"2,896".</summary>
    public static string Count(double count) => Math.Round(count).ToString("N0", CultureInfo.InvariantCulture);
}
