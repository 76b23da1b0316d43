namespace Nameward.Engine.Reports;

/// <summary>The settings of a site on a terminal: what is set, what stands at its default, what is not used; and warnings.</summary>
public static class SettingsText
{
    const int ShortestKey = 12, StateColumns = 16, MostLinesOfValue = 3;

    /// <summary>The table with what is said about it.</summary>
    public static IReadOnlyList<StyledLine> Render(string title, IReadOnlyList<SettingRow> rows, IReadOnlyList<Mistake> warnings, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        page.Line(new Run(page.Escape.Ours(title), Style.Bold));
        page.Blank();
        var keyColumns = Math.Max(ShortestKey, rows.Max(row => row.Key.Length)) + 2;
        foreach (var row in rows)
        {
            Row(page, row, keyColumns);
        }
        page.Blank();
        foreach (var warning in warnings)
        {
            page.Labelled(new("warning", Style.Caution), 9, page.Escape.Ours($"{warning.Here}: {warning.What}"));
        }
        page.Blank();
        page.Line(Run.Plain($"no mistake{(warnings.Count == 0 ? "" : ", " + Figures.Count(warnings.Count, "warning"))}"));
        return page.Lines;
    }

    /// <summary>That a run goes by a file, and one line for each warning of it; beyond <paramref name="most"/> the rest is counted.</summary>
    public static IReadOnlyList<StyledLine> Used(string path, IReadOnlyList<Mistake> warnings, int most, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        page.Line(Run.Plain(page.Escape.Ours($"site    {path}")));
        foreach (var warning in warnings.Take(most))
        {
            page.Line(new("warning", Style.Caution), Run.Plain(page.Escape.Ours($" {warning.Here}: {warning.What}")));
        }
        if (warnings.Count > most)
        {
            page.Line(new("warning", Style.Caution), Run.Plain($" {Figures.Count(warnings.Count - most, "more warning")}: nameward check"));
        }
        return page.Lines;
    }

    static void Row(TerminalPage page, SettingRow row, int keyColumns)
    {
        var state = row.IsGiven ? "set" : "default";
        var value = page.Escape.Ours(row.Value + (row.IsUsed ? "" : "; not used by this version"));
        page.Labelled(new(row.Key.PadRight(keyColumns) + state, row.IsGiven ? Style.Bold : Style.Plain), keyColumns + StateColumns / 2 + 1, [Run.Plain(value)], MostLinesOfValue);
    }
}

/// <summary>One setting for a person.</summary>
/// <param name="Key">Its key with the groups it stands in.</param>
/// <param name="Value">Its value in words.</param>
/// <param name="IsGiven">Whether the user gave it; else it stands at its default.</param>
/// <param name="IsUsed">Whether something in this version looks at it.</param>
public sealed record SettingRow(string Key, string Value, bool IsGiven, bool IsUsed);
