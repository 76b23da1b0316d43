using System.Globalization;
using Nameward.Engine;
using Nameward.Engine.Rollups;

namespace Nameward.App.Verbs;

/// <summary>An amount of memory as the command line writes it: <c>512M</c>, <c>2G</c>, <c>300MiB</c>. Each letter is a power of 1024, as for <c>ulimit</c> and <c>java -Xmx</c>.</summary>
static class MemorySize
{
    /// <summary>A file in terabytes is no mistake; memory in more than 64 TiB is.</summary>
    const long MostBytes = 64L << 40;

    /// <summary>The amount in bytes.</summary>
    /// <param name="option">The flag that names it.</param>
    /// <param name="text">As it was written.</param>
    /// <exception cref="UserError">It is no amount, or one that cannot be kept to.</exception>
    public static long Read(string option, string text)
    {
        var bytes = TryRead(text) ?? throw new UserError($"{option} {text}: not an amount of memory", null, $"a number and a unit, as in {option} 512M or {option} 2G");
        return bytes switch
        {
            < RollupLimits.Least => throw new UserError($"{option} {text}: less than the program can work in", "512 MiB are the least", $"{option} 512M or more"),
            > MostBytes => throw new UserError($"{option} {text}: more than any machine has", null, $"a number and a unit, as in {option} 512M or {option} 2G"),
            _ => bytes,
        };
    }

    // Null for what is no amount; one byte more than the most for every larger one, however many digits it has.
    static long? TryRead(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;
        if (digits == 0 || Shift(text.AsSpan(digits)) is not { } shift)
        {
            return null;
        }
        var isSmall = long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostBytes >> shift;
        return isSmall ? number << shift : MostBytes + 1;
    }

    // Bits to the left; null for what is no unit. A bare number is bytes.
    static int? Shift(ReadOnlySpan<char> unit)
    {
        Span<char> upper = stackalloc char[3];
        return unit.Length > upper.Length ? null : upper[..unit.ToUpperInvariant(upper)] switch
        {
            "" or "B" => 0,
            "K" or "KB" or "KIB" => 10,
            "M" or "MB" or "MIB" => 20,
            "G" or "GB" or "GIB" => 30,
            "T" or "TB" or "TIB" => 40,
            _ => null,
        };
    }
}
