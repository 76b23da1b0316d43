using System.Globalization;
using System.Text.RegularExpressions;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>Whether the name of a file or its folder says that it is how things were, or how they became.</summary>
enum SnapshotMark : byte
{
    /// <summary>As they were: before, old, backup.</summary>
    Before,
    /// <summary>It says neither.</summary>
    None,
    /// <summary>As they became: after, new, current.</summary>
    After,
}

/// <summary>
/// What the path of a file says of the configuration in it: when it was taken, and of what, which is the rest of the path without dates, versions and marks such as <c>before</c> and <c>bak</c>.
/// A number that may be the number of a server stays: <c>named-1.conf</c> and <c>named-2.conf</c> are two things.
/// </summary>
/// <param name="Dated">The time in it, taken as UTC; null where there is none.</param>
/// <param name="Mark">What it says of before and after.</param>
/// <param name="Of">Of what it is: folders and file in lower case, without dates, versions and marks.</param>
/// <param name="Loosely">The same without any number.</param>
readonly partial record struct SnapshotName(DateTime? Dated, SnapshotMark Mark, HostileText Of, HostileText Loosely)
{
    static readonly HashSet<string> Before = new(StringComparer.Ordinal) { "before", "old", "bak", "backup", "orig", "original", "prev", "previous", "saved", "save", "vorher", "alt", "avant", "antes" };
    static readonly HashSet<string> After = new(StringComparer.Ordinal) { "after", "new", "current", "cur", "now", "nachher", "neu", "après", "después", "depois" };
    static readonly char[] Signs = [' ', '.', '_', '-', '~', '+', ',', '@', '(', ')'];

    /// <summary>Reads a path.</summary>
    public static SnapshotName Read(HostileText path) => path.As(text => Read(new string(text).ToLowerInvariant()));

    static SnapshotName Read(string path)
    {
        DateTime? dated = null;
        var rest = Date().Replace(path, match =>
        {
            dated = TimeOf(match) ?? dated;
            return TimeOf(match) is null ? match.Value : " ";
        });
        rest = Copy().Replace(rest, " ");
        var mark = SnapshotMark.None;
        var segments = rest.Split('/', '\\');
        for (var i = 0; i < segments.Length; i++)
        {
            var words = segments[i].Split(Signs, StringSplitOptions.RemoveEmptyEntries).ToList();
            mark = words.Exists(Before.Contains) ? SnapshotMark.Before : words.Exists(After.Contains) ? SnapshotMark.After : mark;
            words.RemoveAll(word => Before.Contains(word) || After.Contains(word) || word == "copy" || Version().IsMatch(word));
            if (i == segments.Length - 1 && words is [_, .., var last] && last.All(char.IsAsciiDigit) && segments[i].EndsWith('.' + last, StringComparison.Ordinal))
            {
                words.RemoveAt(words.Count - 1);
            }
            segments[i] = string.Join('.', words);
        }
        var of = string.Join('/', segments.Where(segment => segment.Length > 0));
        return new(dated, mark, HostileText.Text(of), HostileText.Text(string.Concat(of.Where(c => !char.IsAsciiDigit(c)))));
    }

    static DateTime? TimeOf(Match match)
    {
        int Part(string name) => match.Groups[name] is { Success: true } part ? int.Parse(part.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

        var (year, month, day) = (Part("y"), Part("m"), Part("d"));
        return day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day, Part("h"), Part("n"), Part("s"), DateTimeKind.Utc) : null;
    }

    /// <summary>A date, with or without the time of day behind it: 2026-11-20, 20261120, 20261120T1000, 2026-11-20_10-00-00, 20261120100000123 (BIND's suffix).</summary>
    [GeneratedRegex(@"(?<!\d)(?<y>20\d\d)[-_.]?(?<m>0[1-9]|1[0-2])[-_.]?(?<d>0[1-9]|[12]\d|3[01])(?:[t_\-. ]?(?<h>[01]\d|2[0-3])[:\-_.h]?(?<n>[0-5]\d)(?:[:\-_.m]?(?<s>[0-5]\d)(?:\.?\d{3})?)?)?z?(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    /// <summary>What a system puts behind the name of a copy: <c>named (1).conf</c>.</summary>
    [GeneratedRegex(@"\(\d{1,3}\)", RegexOptions.CultureInvariant)]
    private static partial Regex Copy();

    [GeneratedRegex(@"^v\d{1,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
