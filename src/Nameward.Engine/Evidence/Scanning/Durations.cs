namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Spans of time as logs write them, exact to 100 ns: further digits are dropped, and no floating point takes part.</summary>
static class Durations
{
    const int TickDigits = 7;

    /// <summary>Above this a number takes no further digit: as seconds it is more than a span holds, and what stands behind it is less than a tick.</summary>
    const ulong Full = long.MaxValue / 10;

    /// <summary>Reads seconds as a decimal number or as JSON writes small ones: <c>0.009193</c>, <c>1.5e-05</c>. None is below zero.</summary>
    public static bool TrySeconds(ReadOnlySpan<byte> text, out TimeSpan duration)
    {
        duration = default;
        ulong value = 0;
        var at = 0;
        if (TakeDigits(text, ref at, ref value) != at || at == 0)
        {
            return false;
        }
        var behindPoint = 0;
        if (at < text.Length && text[at] == '.')
        {
            var point = at++;
            behindPoint = TakeDigits(text, ref at, ref value);
            if (at == point + 1)
            {
                return false;
            }
        }
        if (!TryExponent(text[at..], out var exponent) || !TryScale(value, TickDigits - behindPoint + exponent, out var ticks))
        {
            return false;
        }
        duration = new(ticks);
        return true;
    }

    /// <summary>Steps over digits and appends them to a number as long as it takes any.</summary>
    /// <returns>How many were appended.</returns>
    static int TakeDigits(ReadOnlySpan<byte> text, ref int at, ref ulong value)
    {
        var taken = 0;
        for (; at < text.Length && Numbers.IsDigit(text[at]); at++)
        {
            if (value <= Full)
            {
                value = value * 10 + (ulong)(text[at] - '0');
                taken++;
            }
        }
        return taken;
    }

    /// <summary>Reads nothing, or a power of ten such as <c>e-05</c>, of at most four digits.</summary>
    static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
        {
            return true;
        }
        var isNegative = text is [_, (byte)'-', ..];
        var digits = text[(isNegative || text is [_, (byte)'+', ..] ? 2 : 1)..];
        if (text[0] is not ((byte)'e' or (byte)'E') || digits.Length > 4 || !Numbers.TryUInt16(digits, out var size))
        {
            return false;
        }
        exponent = isNegative ? -size : size;
        return true;
    }

    /// <summary>A number times a power of ten; false where that is more than a span holds.</summary>
    static bool TryScale(ulong value, int power, out long ticks)
    {
        for (; power < 0 && value > 0; power++)
        {
            value /= 10;
        }
        for (; power > 0 && value is > 0 and <= Full; power--)
        {
            value *= 10;
        }
        ticks = (long)value;
        return ticks >= 0 && (power <= 0 || value == 0);
    }
}
