using System.Collections.Immutable;

namespace Nameward.Engine.Reports;

/// <summary>Breaks styled text into lines at its spaces. All text is printable and one column a character.</summary>
static class Wrapping
{
    /// <summary>At most <paramref name="most"/> lines of at most <paramref name="width"/> columns; what does not fit is cut, with <paramref name="ellipsis"/>.</summary>
    public static List<ImmutableArray<Run>> Lines(IEnumerable<Run> runs, int width, int most, string ellipsis)
    {
        width = Math.Max(width, 10);
        var all = runs.ToList();
        var text = string.Concat(all.Select(run => run.Text));
        var styles = all.SelectMany(run => Enumerable.Repeat(run.Style, run.Text.Length)).ToArray();
        var lines = new List<ImmutableArray<Run>>();
        for (var at = 0; at < text.Length && lines.Count < most;)
        {
            var end = EndOfLine(text, at, width);
            var isCut = end < text.Length && lines.Count == most - 1;
            lines.Add(isCut ? Cut(text, styles, at, width, ellipsis) : Slice(text, styles, at, end));
            for (at = end; at < text.Length && text[at] == ' '; at++)
            {
            }
        }
        return lines;
    }

    /// <summary>One line of plain text, cut where it is longer than <paramref name="width"/>.</summary>
    public static string Fit(string text, int width, string ellipsis)
    {
        if (text.Length <= width)
        {
            return text;
        }
        return width <= ellipsis.Length ? ellipsis[..Math.Max(0, width)] : text[..LastBreak(text, 0, width - ellipsis.Length)].TrimEnd() + ellipsis;
    }

    static int EndOfLine(string text, int at, int width)
    {
        if (text.Length - at <= width)
        {
            return text.Length;
        }
        return LastBreak(text, at, width);
    }

    // The last space within the width that does not part a number from what it counts; where there is none in the second half of the line, any
    // space there; and a word that is longer than that is broken where the line ends.
    static int LastBreak(string text, int at, int width)
    {
        var any = -1;
        for (var space = at + width; space > at + width / 2; space--)
        {
            if (space < text.Length && text[space] == ' ')
            {
                if (!char.IsAsciiDigit(text[space - 1]))
                {
                    return space;
                }
                any = any < 0 ? space : any;
            }
        }
        return any < 0 ? at + width : any;
    }

    static ImmutableArray<Run> Cut(string text, Style[] styles, int at, int width, string ellipsis)
    {
        var end = LastBreak(text, at, width - ellipsis.Length);
        return [.. Slice(text, styles, at, end), new(ellipsis, styles[end - 1])];
    }

    static ImmutableArray<Run> Slice(string text, Style[] styles, int from, int to)
    {
        var runs = ImmutableArray.CreateBuilder<Run>();
        for (var at = from; at < to;)
        {
            var end = at + 1;
            while (end < to && styles[end] == styles[at])
            {
                end++;
            }
            runs.Add(new(text[at..end], styles[at]));
            at = end;
        }
        return runs.ToImmutable();
    }
}
