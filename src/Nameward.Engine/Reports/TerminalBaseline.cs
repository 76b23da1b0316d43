using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>What a baseline holds, on a terminal: its days, roles, and a table of what is usual, the shipped figures beside it.</summary>
public static class TerminalBaseline
{
    const int Indent = 10, Title = 50, Column = 7;

    static readonly string[] Heads = ["half", "90 %", "99 %", "most"];

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(BaselineDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, null);
        page.Labelled(Run.Plain(""), 0, [new(Headline(document), Style.Bold)]);
        page.Blank();
        page.Labelled(new("Days", Style.Bold), Indent, Days(document));
        foreach (var (at, role) in document.Roles.Index())
        {
            page.Labelled(new(at == 0 ? "Roles" : "", Style.Bold), Indent, Role(role));
        }
        foreach (var role in document.Quantiles.GroupBy(row => row.Role))
        {
            page.Blank();
            Table(page, role.Key ?? "all clients", [.. role], document.ShippedClientDays);
        }
        page.Blank();
        Warnings(page, document);
        return page.Lines;
    }

    /// <summary>The warnings, each on a line of its own.</summary>
    internal static void Warnings(TerminalPage page, BaselineDocument document)
    {
        foreach (var warning in document.Warnings)
        {
            page.Labelled(new("Caution", Style.Caution), Indent, page.Escape.Sentence(warning));
        }
    }

    /// <summary>How much is known, in a line.</summary>
    internal static string Headline(BaselineDocument document) => document.Days.IsEmpty ? "nothing was learned yet"
        : $"{Figures.Count(document.Days.Length, "day")}, {Figures.Count(document.ClientDays, "client-day")}: {(document.Suffices ? "enough to say what is normal here" : "too few to say what is normal here; seven days and 100 client-days are needed beside the day that is judged")}";

    static string Days(BaselineDocument document) => document.Days is [var first, .., var last]
        ? $"{Date(first.Day)} to {Date(last.Day)}; {Figures.Count(document.Days.Sum(day => day.LeftOut), "client-day")} left out"
        : document.Days is [var only] ? $"{Date(only.Day)}; {Figures.Count(only.LeftOut, "client-day")} left out" : "none";

    static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Role(BaselineRoleRow role) => $"{role.Role}: {Figures.Count(role.Clients, "client")}, "
        + (role.ClientDays == 0 ? "not measured: asks for others" : $"{Figures.Count(role.ClientDays, "client-day")}{(role.IsComparedByItself ? "" : ", too few: compared with all clients")}");

    static void Table(TerminalPage page, string role, ImmutableArray<BaselineQuantiles> rows, int shipped)
    {
        var width = Math.Min(Title, page.Width - 2 * Heads.Length * Column - 2);
        page.Line(new Run($"{role} in a day".PadRight(width), Style.Bold), Run.Plain(Cells(Heads)), new("  " + Cells(Heads), Style.Quiet));
        foreach (var row in rows)
        {
            page.Line(Run.Plain(Wrapping.Fit(row.Title, width, page.Escape.Ellipsis).PadRight(width)), Run.Plain(Cells(Texts(row.Figures))), new("  " + Cells(Texts(row.Shipped)), Style.Quiet));
        }
        page.Line(new Run($"left: this site; right: shipped figures of {Figures.Count(shipped, "client-day")} in recorded networks", Style.Quiet));
    }

    static string[] Texts(ImmutableArray<int>? figures) => figures is { } known ? [.. known.Select(figure => Figures.Count(figure))] : [.. Heads.Select(_ => "-")];

    static string Cells(string[] texts) => string.Concat(texts.Select(text => text.PadLeft(Column)));
}
