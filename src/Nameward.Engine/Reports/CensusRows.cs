using System.Collections.Immutable;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>
/// The table of the census on a terminal. Columns are as wide as what stands in them; an address that leaves too little room stands on a line of its
/// own, and is never cut.
/// </summary>
static class CensusRows
{
    const int Gap = 2, Approved = 3;

    static readonly ImmutableArray<string> Narrow = ["server", "port", "role", "approved", "clients", "queries", "since"];
    static readonly ImmutableArray<string> Wide = ["server", "port", "role", "approved", "clients", "queries", "answers", "seen"];
    static readonly ImmutableHashSet<string> Numbers = ["clients", "queries", "answers"];

    /// <summary>The heads and the rows; nothing where there is no row.</summary>
    public static void Write(TerminalPage page, CensusFold fold)
    {
        if (fold.Listed.Length == 0)
        {
            return;
        }
        var heads = page.IsWide ? Wide : Narrow;
        var rows = fold.Listed.Select(server => Cells(page, server)).ToList();
        var widths = heads.Select((head, column) => Math.Max(head.Length, rows.Max(row => row[column].Length))).ToArray();
        widths[0] = Math.Max(heads[0].Length, Math.Min(widths[0], page.Width - widths.Skip(1).Sum(width => width + Gap)));
        page.Line(Run.Plain(Wrapping.Fit(Line(heads, heads, widths), page.Width, page.Escape.Ellipsis)));
        foreach (var (row, server) in rows.Zip(fold.Listed))
        {
            Row(page, heads, row, widths, server);
        }
    }

    static void Row(TerminalPage page, ImmutableArray<string> heads, ImmutableArray<string> cells, int[] widths, TriageServer server)
    {
        if (cells[0].Length > widths[0])
        {
            page.Line(Run.Plain(Wrapping.Fit(cells[0], page.Width, page.Escape.Ellipsis)));
            cells = cells.SetItem(0, "");
        }
        var line = Wrapping.Fit(Line(heads, cells, widths), page.Width, page.Escape.Ellipsis);
        var from = widths.Take(Approved).Sum(width => width + Gap);
        var to = from + cells[Approved].Length;
        if (!Wording.NeedsExplanation(server) || to > line.Length)
        {
            page.Line(Run.Plain(line));
            return;
        }
        page.Line(Run.Plain(line[..from]), new(line[from..to], Style.Alarm), Run.Plain(line[to..]));
    }

    static ImmutableArray<string> Cells(TerminalPage page, TriageServer server)
    {
        ImmutableArray<string> both =
        [
            page.Escape.Hostile(server.Server), page.Escape.Ours($"{Wording.Port(server)}{server.Transport}"), page.Escape.Ours(Role(page, server)), Word(server),
            Figures.Count(server.Clients), Figures.Count(server.Queries),
        ];
        return page.IsWide ? [.. both, Figures.Count(server.Answers), Seen(page, server)] : [.. both, Since(page, server)];
    }

    static string Role(TerminalPage page, TriageServer server) => server.Role == "public-resolver" && !page.IsWide ? "public" : Figures.Spoken(server.Role);

    static string Word(TriageServer server) => Wording.Approved(server) switch
    {
        "no" => "NO",
        "not known" => "?",
        "not applicable" or "not needed" => "-",
        var word => word,
    };

    static string Since(TerminalPage page, TriageServer server) => server.FirstSeen is not { } first ? "-"
        : page.Clock.Today?.Date == first.Date ? page.Clock.Minute(first) : Clock.Date(first);

    static string Seen(TerminalPage page, TriageServer server) => server is { FirstSeen: { } first, LastSeen: { } last } ? page.Clock.Span(first, last) : "-";

    static string Line(ImmutableArray<string> heads, ImmutableArray<string> cells, int[] widths) =>
        string.Join(new string(' ', Gap), cells.Select((cell, column) => Numbers.Contains(heads[column]) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])));
}
