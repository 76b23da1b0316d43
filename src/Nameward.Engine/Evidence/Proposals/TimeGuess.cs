using System.Text;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>How a column of times is written, told from its values.</summary>
/// <param name="Layout">The layout; null for ISO 8601 and numbers since 1970.</param>
/// <param name="HasZone">Whether each names its zone, or is an instant.</param>
/// <param name="IsOpen">Whether day and month may also be the other way round.</param>
sealed record TimeGuess(string? Layout, bool HasZone, bool IsOpen)
{
    static readonly DateTime First = new(1995, 1, 1), Last = new(2100, 1, 1);

    static readonly System.Buffers.SearchValues<byte> NumberBytes = System.Buffers.SearchValues.Create("0123456789."u8);

    /// <summary>Longest text of a time.</summary>
    const int Longest = 48;

    /// <summary>The guess; null where fewer than nine in ten values are times of one form.</summary>
    public static TimeGuess? Of(IReadOnlyList<byte[]> values)
    {
        if (values.Count == 0)
        {
            return null;
        }
        if (values.Count(value => IsInstant(value)) * 10 >= values.Count * 9)
        {
            return new(null, values.All(value => LogStamp.Iso(value) == LogStamp.Iso(value).AsUtc()), false);
        }
        var layouts = values.Take(50).Select(value => LayoutOf(value)).OfType<string>().Distinct().Take(4).ToList();
        var fitting = layouts.SelectMany(layout => new[] { layout, Swapped(layout) }).Distinct().Where(layout => Fits(layout, values)).ToList();
        return fitting.Count == 0 ? null : Choose(fitting, values);
    }

    static bool Fits(string layout, IReadOnlyList<byte[]> values) =>
        TimeLayout.Read(layout, out _) is { } read && values.Count(value => read.TryRead(value, out var time, out _) && time > First && time < Last) * 10 >= values.Count * 9;

    /// <summary>Whether a value is a time of ISO 8601 or a number since 1970 that is one of our days.</summary>
    public static bool IsInstant(ReadOnlySpan<byte> value)
    {
        var isNumber = value.Length > 0 && !value.ContainsAnyExcept(NumberBytes);
        return (!isNumber || value.IndexOf((byte)'.') is < 0 or 10) && (!isNumber || value.Length >= 10) && Timestamps.TryParse(value, out var time) && time > First && time < Last;
    }

    /// <summary>A layout that a single value shows; null where it is no time. Of a day and a month that are both numbers, the day stands first.</summary>
    public static string? LayoutOf(ReadOnlySpan<byte> value)
    {
        if (value.Length is < 6 or > Longest || value.IndexOfAnyInRange((byte)'0', (byte)'9') < 0)
        {
            return null;
        }
        var layout = new TimeShape(Encoding.Latin1.GetString(value)).Layout;
        return layout is not null && (Reads(layout, value) || Reads(Swapped(layout), value)) ? layout : null;
    }

    static bool Reads(string layout, ReadOnlySpan<byte> value) => TimeLayout.Read(layout, out _) is { } read && read.TryRead(value, out _, out _);

    static TimeGuess Choose(List<string> fitting, IReadOnlyList<byte[]> values)
    {
        var best = fitting.MinBy(layout => Leaps(layout, values))!;
        var other = Swapped(best);
        var isOpen = other != best && fitting.Contains(other) && Leaps(other, values) == Leaps(best, values);
        // Dots stand between day, month and year in that order; and half days are written where the month comes first.
        var isMonthFirst = best.Contains("tt", StringComparison.Ordinal);
        best = isOpen && isMonthFirst != best.IndexOf('M', StringComparison.Ordinal) < best.IndexOf('d', StringComparison.Ordinal) ? other : best;
        return new(best, TimeLayout.Read(best, out _)!.HasZone, isOpen && !best.Contains("d.", StringComparison.Ordinal));
    }

    /// <summary>The same with day and month the other way round; itself where that cannot be meant.</summary>
    static string Swapped(string layout) => layout.Contains("MMM", StringComparison.Ordinal) || layout.Contains("ddd", StringComparison.Ordinal) || layout.StartsWith('y') ? layout
        : string.Concat(layout.Select(c => c switch { 'd' => 'M', 'M' => 'd', _ => c }));

    /// <summary>How often times lie far apart from those before them: in the wrong order of day and month they do.</summary>
    static int Leaps(string layout, IReadOnlyList<byte[]> values)
    {
        var read = TimeLayout.Read(layout, out _)!;
        var (leaps, before) = (0, default(DateTime));
        foreach (var value in values)
        {
            if (!read.TryRead(value, out var time, out _))
            {
                leaps++;
                continue;
            }
            leaps += before != default && (time - before).Duration() > TimeSpan.FromDays(14) ? 1 : 0;
            before = time;
        }
        return leaps;
    }
}
