namespace Nameward.Engine.Reports;

/// <summary>The settings of a site on a terminal: what is set, what stands at its default, what is not used; and warnings.</summary>
public static class SettingsText
{
    const int StateColumns = 9, MostLinesOfValue = 3;

    /// <summary>The table with what is said about it.</summary>
    public static IReadOnlyList<StyledLine> Render(string title, IReadOnlyList<SettingRow> rows, IReadOnlyList<string> warnings, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        page.Line(new Run(page.Escape.Ours(title), Style.Bold));
        page.Blank();
        var keyColumns = rows.Max(row => row.Key.Length) + 2;
        Rows(page, rows.Where(row => row.IsUsed), keyColumns);
        page.Blank();
        page.Line(Run.Plain("Checked, but not used by this version:"));
        Rows(page, rows.Where(row => !row.IsUsed), keyColumns);
        page.Blank();
        foreach (var warning in warnings)
        {
            page.Labelled(new("warning", Style.Caution), 9, page.Escape.Ours(warning));
        }
        page.Blank();
        page.Line(Run.Plain($"no mistake{(warnings.Count == 0 ? "" : ", " + Figures.Count(warnings.Count, "warning"))}"));
        return page.Lines;
    }

    /// <summary>That a run goes by a file, and one line for each warning of it; beyond <paramref name="most"/> the rest is counted.</summary>
    public static IReadOnlyList<StyledLine> Used(string path, IReadOnlyList<string> warnings, int most, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        page.Line(Run.Plain(page.Escape.Ours($"site    {path}")));
        foreach (var warning in warnings.Take(most))
        {
            page.Line(new("warning", Style.Caution), Run.Plain(page.Escape.Ours($" {warning}")));
        }
        if (warnings.Count > most)
        {
            page.Line(new("warning", Style.Caution), Run.Plain($" {Figures.Count(warnings.Count - most, "more warning")}: nameward check"));
        }
        return page.Lines;
    }

    static void Rows(TerminalPage page, IEnumerable<SettingRow> rows, int keyColumns)
    {
        foreach (var row in rows)
        {
            var key = new Run(row.Key.PadRight(keyColumns) + (row.IsGiven ? "set" : "default"), row.IsGiven ? Style.Bold : Style.Plain);
            page.Labelled(key, keyColumns + StateColumns, page.Escape.Ours(row.Value), MostLinesOfValue);
        }
    }
}

/// <summary>One setting for a person.</summary>
/// <param name="Key">Its key with the groups it stands in.</param>
/// <param name="Value">Its value in words.</param>
/// <param name="IsGiven">Whether the user gave it; else it stands at its default.</param>
/// <param name="IsUsed">Whether something in this version looks at it.</param>
public sealed record SettingRow(string Key, string Value, bool IsGiven, bool IsUsed);
