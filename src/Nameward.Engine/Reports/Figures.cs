using System.Globalization;

namespace Nameward.Engine.Reports;

/// <summary>Numbers, sizes and spans of time as people are shown them.</summary>
static class Figures
{
    static readonly string[] Words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    static readonly string[] SizeUnits = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>A count with commas.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 host", "2 hosts".</summary>
    public static string Count(long count, string one, string? many = null) => $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>A count in words up to nine, as headlines begin.</summary>
    public static string Word(long count) => count is >= 0 and < 10 ? Words[count] : Count(count);

    /// <summary>"One host", "No hosts", "12 hosts": the begin of a headline.</summary>
    public static string Headline(long count, string one, string? many = null)
    {
        var word = Word(count);
        return $"{char.ToUpperInvariant(word[0])}{word[1..]} {(count == 1 ? one : many ?? one + "s")}";
    }

    /// <summary>Bits with one decimal and always a sign.</summary>
    public static string Bits(double bits, string minus = "-")
    {
        var rounded = Math.Round(bits, 1, MidpointRounding.AwayFromZero);
        return (rounded < 0 ? minus : "+") + Math.Abs(rounded).ToString("0.0", CultureInfo.InvariantCulture);
    }

    /// <summary>Bytes to two digits, kB being 1,000 bytes: "61 bytes", "4.1 kB", "730 kB".</summary>
    public static string Size(long bytes)
    {
        double value = Math.Abs((double)bytes);
        var unit = 0;
        while (TwoDigits(value) >= 1000 && unit < SizeUnits.Length - 1)
        {
            value /= 1000;
            unit++;
        }
        var digits = unit == 0 ? Count(bytes) : TwoDigits(value).ToString("0.#", CultureInfo.InvariantCulture);
        return bytes == 1 ? "1 byte" : $"{digits} {SizeUnits[unit]}";
    }

    /// <summary>"4,118 to 4,236 bytes", or one number where both bounds are the same.</summary>
    public static string Bounds(long low, long high) => low == high ? Count(low, "byte") : $"{Count(low)} to {Count(high)} bytes";

    /// <summary>"24 s", "10 min", "1 h 44 min", "3 days".</summary>
    public static string Duration(TimeSpan span)
    {
        var seconds = (long)Math.Round(span.TotalSeconds);
        return seconds switch
        {
            < 60 => $"{seconds} s",
            < 3600 => seconds % 60 == 0 ? $"{seconds / 60} min" : $"{seconds / 60} min {seconds % 60} s",
            < 172_800 => seconds % 3600 < 60 ? $"{seconds / 3600} h" : $"{seconds / 3600} h {seconds % 3600 / 60} min",
            _ => $"{Count(seconds / 86_400)} days",
        };
    }

    /// <summary>Seconds of work: "1.9 s", "2 min 5 s".</summary>
    public static string Elapsed(double seconds) =>
        seconds < 60 ? seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s" : Duration(TimeSpan.FromSeconds(seconds));

    /// <summary>A measured value with at most two decimals; more where it is small.</summary>
    public static string Value(double? value) => value is not { } some ? "not known"
        : Rounded(some).ToString(Math.Abs(some) >= 1000 ? "N0" : "0.##########", CultureInfo.InvariantCulture);

    /// <summary>A value with two decimals, or two digits where it is smaller than that: what every output writes, on every machine the same.</summary>
    public static double Rounded(double value)
    {
        var size = Math.Abs(value);
        if (size is 0 or >= 0.01)
        {
            return size >= 1e13 ? value : (double)Math.Round((decimal)value, 2, MidpointRounding.AwayFromZero);
        }
        return double.Parse(value.ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A word with a capital letter.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>The words of an id: "fresh-names" is "fresh names".</summary>
    public static string Spoken(string id) => id.Replace('-', ' ');

    static double TwoDigits(double value)
    {
        var scale = value < 10 ? 10 : value < 100 ? 1 : 0.1;
        return Math.Round(value * scale, MidpointRounding.AwayFromZero) / scale;
    }
}
