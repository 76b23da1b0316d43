using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>A proposed mapping on a terminal: each field with its column, how sure it is, and values; what is left out; and the first records as they would be read.</summary>
public static class TerminalMap
{
    const int KeyColumns = 16, ColumnColumns = 26, SureColumns = 8, MostUnused = 12, MostLines = 3;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(ProposedMapping proposed, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        Head(page, proposed);
        Fields(page, proposed);
        Unused(page, proposed);
        Reading(page, proposed.Reading);
        End(page, proposed, options);
        return page.Lines;
    }

    static void Head(TerminalPage page, ProposedMapping proposed)
    {
        if (proposed.Format is { } format)
        {
            page.Line(new Run($"This is {format}, no mapping is needed.", Style.Bold));
            page.Line(Run.Plain($"nameward triage reads it as it is; what follows is a mapping all the same."));
            page.Blank();
        }
        var what = proposed.Rows == "dns" ? "look-ups" : "conversations";
        page.Line(new Run(page.Escape.Hostile(proposed.Path), Style.Bold), Run.Plain($": its records are {what}"));
        foreach (var setting in proposed.Settings)
        {
            page.Labelled(Run.Plain(setting.Key), KeyColumns, page.Escape.Ours(setting.Word ?? "") + string.Join("  ", setting.Options.Select(option => Option(page, option))));
        }
        page.Blank();
    }

    static string Option(TerminalPage page, ProposedOption option) => $"{option.Key}{(option.Key.Length > 0 ? ": " : "")}{string.Join(", ", option.Values.Select(Shown(page)))}";

    // A separator or a layout is shown with the space that it holds.
    static Func<HostileText, string> Shown(TerminalPage page) => value => page.Escape.Hostile(value);

    static void Fields(TerminalPage page, ProposedMapping proposed)
    {
        page.Line(new Run("Field".PadRight(KeyColumns) + "Column".PadRight(ColumnColumns) + "Sure".PadRight(SureColumns) + "Values", Style.Bold));
        foreach (var field in proposed.Fields)
        {
            var column = Column(page, field);
            var label = field.Key.PadRight(KeyColumns) + column.PadRight(ColumnColumns) + MapFileText.Word(field.Sure).PadRight(SureColumns);
            page.Labelled(new(label, field.Sure == Sureness.Low ? Style.Caution : Style.Plain), KeyColumns + ColumnColumns + SureColumns, string.Join(", ", field.Examples.Select(page.Escape.Hostile)) + " ", 1);
            Details(page, field);
        }
        foreach (var missing in proposed.Missing)
        {
            page.Labelled(new(missing.Key, Style.Caution), KeyColumns, page.Escape.Ours($"no column; {missing.Why}"), MostLines);
        }
        page.Blank();
    }

    static string Column(TerminalPage page, ProposedField field)
    {
        var name = page.Escape.Hostile(field.Column);
        name = name.Length == 0 ? $"column {field.Number}" : name;
        return name.Length < ColumnColumns ? name : name[..(ColumnColumns - 1 - page.Escape.Ellipsis.Length)] + page.Escape.Ellipsis;
    }

    static void Details(TerminalPage page, ProposedField field)
    {
        string[] said = [.. field.Options.Select(option => Option(page, option)), .. Some(field.Beware), .. Some(field.RunnerUp is { } other ? "else " + page.Escape.Hostile(other) : null)];
        if (said.Length > 0)
        {
            page.Labelled(Run.Plain(""), KeyColumns, string.Join("; ", said), MostLines);
        }
    }

    static IEnumerable<string> Some(string? text) => text is null ? [] : [text];

    static void Unused(TerminalPage page, ProposedMapping proposed)
    {
        foreach (var why in proposed.Unused.GroupBy(column => column.Why))
        {
            var shown = why.Take(MostUnused).Select(column => page.Escape.Hostile(column.Column));
            var more = why.Count() > MostUnused ? $" and {Figures.Count(why.Count() - MostUnused)} more" : "";
            page.Labelled(new("Left out", Style.Bold), KeyColumns, $"{why.Key}: {string.Join(", ", shown)}{more}", MostLines);
        }
        page.Blank();
    }

    static void Reading(TerminalPage page, ProposedReading reading)
    {
        var counts = $"{Figures.Count(reading.Observed)} read, {Figures.Count(reading.Ignored)} passed over, {Figures.Count(reading.Malformed)} malformed";
        page.Line(new Run($"The first records as they would be read: {counts}", Style.Bold));
        foreach (var row in reading.First)
        {
            page.Labelled(Run.Plain(row.Time is { } time ? Clock.Rfc3339(time) : "no time"), KeyColumns + 14, page.Phrase(row.Text), MostLines);
        }
        foreach (var reason in reading.Reasons)
        {
            page.Labelled(new("Malformed", Style.Caution), KeyColumns, page.Escape.Ours(reason));
        }
        page.Blank();
    }

    static void End(TerminalPage page, ProposedMapping proposed, TerminalOptions options)
    {
        var unsure = proposed.Fields.Count(field => field.Sure == Sureness.Low);
        if (unsure > 0)
        {
            page.Line(new Run($"{Figures.Count(unsure, "line")} {(unsure == 1 ? "is a guess" : "are guesses")}: look at {(unsure == 1 ? "it" : "them")} first.", Style.Caution));
        }
        page.Line(Run.Plain(page.Escape.Ours(options.WrittenTo is { } file ? $"written to {file}: correct it, then nameward triage PATH --map {file}" : "--out FILE writes it, to be corrected and used with --map FILE")));
    }
}
