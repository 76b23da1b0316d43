using System.Globalization;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>What a store took in, on a terminal: a line or two for each file.</summary>
public static class TerminalIngest
{
    const int Indent = 10, MostFiles = 50;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(IngestDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, null);
        TerminalEvidence.Damage(page, document.Evidence);
        var shown = options.ListsAll ? document.Files.Length : MostFiles;
        foreach (var file in document.Files.Take(shown))
        {
            page.Labelled(new(Label(file.Outcome), file.Outcome == IngestOutcome.NotRead ? Style.Caution : Style.Bold), Indent, $"{page.Escape.Hostile(file.Path)}: {Text(file)}");
        }
        if (document.Files.Length > shown)
        {
            page.Labelled(Run.Plain(""), Indent, $"and {Figures.Count(document.Files.Length - shown, "file")} more");
        }
        foreach (var note in document.Notes)
        {
            page.Labelled(new("Note", Style.Bold), Indent, page.Phrase(note));
        }
        page.Labelled(new("In all", Style.Bold), Indent, $"{Figures.Count(document.Files.Sum(file => file.New), "new row")}, {Figures.Count(document.Files.Sum(file => file.Known))} known already; in {page.Escape.Hostile(document.Store)}");
        return page.Lines;
    }

    /// <summary>A UTC day as it is written.</summary>
    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Label(IngestOutcome outcome) => outcome switch
    {
        IngestOutcome.Taken => "Taken in",
        IngestOutcome.NotRead => "Not read",
        _ => "Known",
    };

    static string Text(IngestedFile file) => file.Outcome switch
    {
        IngestOutcome.KnownFile => "the same file was taken in before",
        IngestOutcome.NothingNew => $"{Figures.Count(file.Records, "record")}, all known already",
        IngestOutcome.Taken => $"{Figures.Count(file.Records, "record")}, {Figures.Count(file.New, "new row")}{Known(file)}{Days(file)}{LeftOut(file)}",
        _ => "nothing of it could be read",
    };

    static string Known(IngestedFile file) => file.Known == 0 ? "" : $", {Figures.Count(file.Known)} known already";

    static string Days(IngestedFile file) => (file.From, file.To) switch
    {
        ({ } from, { } to) when from == to => $"; {Day(from)}",
        ({ } from, { } to) => $"; {Day(from)} to {Day(to)}",
        (null, { } to) => $"; until {Day(to)}",
        _ => "",
    };

    static string LeftOut(IngestedFile file) =>
        file.LeftOut == 0 ? "" : $"; passive DNS leaves out {Figures.Count(file.LeftOut, "answer or question", "answers and questions")}, since there are more names than are kept";
}
