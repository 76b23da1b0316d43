using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>What was carved, on a terminal: each source with its files and their hashes.</summary>
public static class TerminalCarve
{
    const int Indent = 10;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(CarveDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        page.Line(new Run($"{Figures.Headline(document.Sources.Sum(source => source.Records), "record")} of {document.Finding}", Style.Bold));
        foreach (var source in document.Sources.Where(source => source.Records + source.Missing > 0))
        {
            page.Blank();
            page.Labelled(new("Source", Style.Bold), Indent, $"{page.Escape.Hostile(source.Source.Path)}, SHA-256 {source.Source.Sha256}", 3);
            foreach (var part in source.Parts)
            {
                page.Labelled(new("File", Style.Bold), Indent, $"{part.Name}: {Figures.Count(source.Records, "record")}, {Figures.Count(part.Content.Length, "byte")}, SHA-256 {part.Sha256}", 3);
            }
            if (source.Missing > 0)
            {
                page.Labelled(new("Missing", Style.Bold), Indent, $"{Figures.Count(source.Missing, "record")} could not be taken out of it");
            }
        }
        page.Blank();
        page.Labelled(new("Written", Style.Bold), Indent, page.Escape.Ours(options.WrittenTo ?? ""));
        foreach (var note in document.Notes)
        {
            page.Labelled(new("Note", Style.Bold), Indent, page.Phrase(note), 3);
        }
        return page.Lines;
    }
}
