using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>The affected hosts as a table, on a terminal.</summary>
static class TerminalHosts
{
    const int MostRows = 8, MostFindings = 3, Gap = 2, LongestAddress = 41;

    /// <summary>The table; nothing where no finding names a host.</summary>
    public static void Write(TerminalPage page, TriageDocument document)
    {
        var hosts = Ranking.Hosts(document);
        if (hosts.Length == 0)
        {
            return;
        }
        page.Labelled(new("Affected", Style.Bold), 10, $"{Figures.Count(hosts.Length, "host")}; all times UTC");
        var rows = hosts.Take(MostRows).Select(host => Cells(page, host)).ToImmutableArray();
        var widths = Widths(rows, page.Width);
        foreach (var row in rows)
        {
            var line = string.Concat(row.Select((cell, column) => "  " + Padded(page, cell, widths[column], column == row.Length - 1 && page.IsWide)));
            page.Line(Run.Plain(Wrapping.Fit(line, page.Width, page.Escape.Ellipsis)));
        }
        foreach (var host in hosts.Take(MostRows).Where(host => host.Note is not null))
        {
            page.Line(Run.Plain(Wrapping.Fit($"  {page.Escape.Hostile(host.Client)}: {page.Phrase(host.Note!)}", page.Width, page.Escape.Ellipsis)));
        }
        if (hosts.Length > MostRows)
        {
            page.Line(Run.Plain($"  and {Figures.Count(hosts.Length - MostRows)} more"));
        }
        page.Blank();
    }

    static ImmutableArray<string> Cells(TerminalPage page, AffectedHost host)
    {
        var escape = page.Escape;
        ImmutableArray<string> who = [escape.Hostile(host.Client), escape.Hostile(host.Host, "-"), escape.Hostile(host.User, "-")];
        ImmutableArray<string> what = [Findings(host), Seen(page, host)];
        return page.IsWide
            ? [.. who, Owner(page, host), escape.Hostile(host.Process, "-"), .. what, Figures.Count(host.Queries, "query", "queries")]
            : [.. who, .. what];
    }

    static string Owner(TerminalPage page, AffectedHost host)
    {
        var known = new[] { host.Owner, host.Role, host.Criticality }.OfType<HostileText>().Select(page.Escape.Hostile).ToList();
        return known.Count == 0 ? "-" : string.Join(", ", known);
    }

    static string Findings(AffectedHost host) => host.Findings.Length <= MostFindings
        ? string.Join(", ", host.Findings) : $"{string.Join(", ", host.Findings.Take(MostFindings - 1))}, +{host.Findings.Length - MostFindings + 1}";

    static string Seen(TerminalPage page, AffectedHost host) => (host.FirstSeen, host.LastSeen) switch
    {
        ({ } first, { } last) when first.Date == last.Date && last.Date == (page.Clock.Today ?? last).Date => $"{page.Clock.Second(first)} to {page.Clock.Second(last)}",
        ({ } first, { } last) => page.Clock.Span(first, last),
        _ => "-",
    };

    // Findings and times are never cut, nor is an address, bracketed IPv6 being the longest; names share what is left.
    static int[] Widths(ImmutableArray<ImmutableArray<string>> rows, int width)
    {
        var columns = rows[0].Length;
        var widths = Enumerable.Range(0, columns).Select(column => rows.Max(row => row[column].Length)).ToArray();
        widths[0] = Math.Min(widths[0], LongestAddress);
        int[] elastic = columns == 5 ? [1, 2] : [1, 2, 3, 4];
        while (widths.Sum() + Gap * columns > width && elastic.Max(column => widths[column]) > 1)
        {
            widths[elastic.MaxBy(column => widths[column])]--;
        }
        return widths;
    }

    static string Padded(TerminalPage page, string cell, int width, bool isNumber)
    {
        var fitted = Wrapping.Fit(cell, width, page.Escape.Ellipsis);
        return isNumber ? fitted.PadLeft(width) : fitted.PadRight(width);
    }
}
