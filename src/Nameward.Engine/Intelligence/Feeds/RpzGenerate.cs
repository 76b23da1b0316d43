using System.Globalization;
using System.Text;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>The names that one <c>$GENERATE</c> stands for (BIND 9.18 reference manual, section 3.5.4: <c>$</c>, <c>\$</c>, <c>${offset,width,base}</c>).</summary>
static class RpzGenerate
{
    /// <summary>Most names of one file together.</summary>
    public const int Most = 65_536;

    const int MostPattern = 512;
    const int MostWidth = 63;

    /// <summary>Reads <c>start-stop</c> or <c>start-stop/step</c>; how many steps there are, 0 where it is no range.</summary>
    public static long Steps(string range, out long start, out long step)
    {
        (start, step) = (0, 1);
        var slash = range.IndexOf('/', StringComparison.Ordinal);
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        var end = slash < 0 ? range.Length : slash;
        if (dash <= 0 || dash > end || !Number(range[..dash], out start) || !Number(range[(dash + 1)..end], out var stop) || (slash >= 0 && !Number(range[(slash + 1)..], out step)) || step == 0 || stop < start)
        {
            return 0;
        }
        return (stop - start) / step + 1;
    }

    /// <summary>The pattern with a number set in; null where it is none or asks for too much.</summary>
    public static string? Expand(string pattern, long number)
    {
        if (pattern.Length > MostPattern)
        {
            return null;
        }
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                text.Append(pattern[i + 1] == '$' ? "" : "\\").Append(pattern[++i]);
            }
            else if (pattern[i] != '$')
            {
                text.Append(pattern[i]);
            }
            else if (!AppendNumber(text, pattern, ref i, number))
            {
                return null;
            }
        }
        return text.ToString();
    }

    static bool AppendNumber(StringBuilder text, string pattern, ref int i, long number)
    {
        if (i + 1 < pattern.Length && pattern[i + 1] == '$')
        {
            i++;
            text.Append('$');
            return true;
        }
        if (i + 1 == pattern.Length || pattern[i + 1] != '{')
        {
            text.Append(number.ToString(CultureInfo.InvariantCulture));
            return true;
        }
        var close = pattern.IndexOf('}', i);
        if (close < 0)
        {
            return false;
        }
        var parts = pattern[(i + 2)..close].Split(',');
        i = close;
        var width = 0L;
        if (!long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset) || Math.Abs(offset) > int.MaxValue || (parts.Length > 1 && !Number(parts[1], out width)) || width > MostWidth)
        {
            return false;
        }
        var written = Written(number + offset, parts.Length > 2 ? parts[2] : "d");
        text.Append(written?.PadLeft((int)width, '0'));
        return written is not null;
    }

    static string? Written(long number, string numeral) => numeral switch
    {
        "d" => number.ToString(CultureInfo.InvariantCulture),
        "x" => number.ToString("x", CultureInfo.InvariantCulture),
        "X" => number.ToString("X", CultureInfo.InvariantCulture),
        "o" => Convert.ToString(number, 8),
        _ => null,
    };

    static bool Number(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= int.MaxValue;
}
