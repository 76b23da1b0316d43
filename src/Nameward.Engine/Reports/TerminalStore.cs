using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>A store on a terminal: where it lies, what it holds, that it is whole.</summary>
public static class TerminalStore
{
    const int Indent = 13;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(StoreDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, null);
        if (document.Content is { } content)
        {
            Line(page, "Whole", "every value can be read");
            Line(page, "Content", content);
        }
        if (document.Forgotten is { } forgotten && document.Kept is { } kept)
        {
            page.Labelled(new("Forgotten", Style.Bold), Indent, $"before {TerminalIngest.Day(kept)}: {Figures.Count(forgotten.Blocks, "block of rollups", "blocks of rollups")}, {Figures.Count(forgotten.Days, "day")} of fingerprints, {Figures.Count(forgotten.Passive, "row")} of passive DNS");
        }
        var figures = document.Figures;
        Line(page, "Store", page.Escape.Hostile(document.Place));
        Line(page, "Size", $"{Figures.Size(figures.Bytes)}, schema {figures.Schema}");
        Line(page, "Evidence", $"{Figures.Count(figures.Sources, "file")}, {Figures.Count(figures.Rows, "row")}{Days(figures)}");
        Line(page, "Rollups", $"{Figures.Count(figures.Blocks, "block")}, {Figures.Size(figures.BlockBytes)}");
        Line(page, "Fingerprints", $"{Figures.Size(figures.FingerprintBytes)}{(figures.Rows > 0 ? $", {Figures.Value(figures.FingerprintBytes / (double)figures.Rows)} bytes a row" : "")}");
        Line(page, "Passive DNS", Figures.Count(figures.Passive, "row"));
        Line(page, "Feeds", Figures.Count(figures.Feeds));
        Line(page, "Baselines", Figures.Count(figures.Baselines));
        Line(page, "Cases", Figures.Count(figures.Cases));
        return page.Lines;
    }

    static string Days(StoreFigures figures) => (figures.From, figures.To) switch
    {
        ({ } from, { } to) => $"; {Figures.Count(figures.Days, "day")} from {TerminalIngest.Day(from)} to {TerminalIngest.Day(to)}",
        _ => "",
    };

    static void Line(TerminalPage page, string label, string text) => page.Labelled(new(label, Style.Bold), Indent, text);
}
