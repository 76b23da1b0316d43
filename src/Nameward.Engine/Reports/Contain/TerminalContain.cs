using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Isolating;

namespace Nameward.Engine.Reports.Contain;

/// <summary>Containment on a terminal: what would be blocked and whom that would have hit, what is left alone and why, and for which products files were made.</summary>
public static class TerminalContain
{
    const int Indent = 10;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(ContainDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, document.Run.AsOf);
        page.Labelled(Run.Plain(""), 0, [new(ContainWords.Headline(document), Style.Bold), Run.Plain($", until {document.Expires:yyyy-MM-dd HH:mm} UTC, all of it under the label {document.Label}")]);
        page.Blank();
        Blocks(page, "Block", document.Blocks.Where(block => block.IsBlocked), Style.Bold);
        Blocks(page, "Left", document.Blocks.Where(block => !block.IsBlocked), Style.Quiet);
        Isolated(page, document.Isolation);
        AlertSection.Terminal(page, document);
        TerminalRestore.Write(page, document.Restore, Indent);
        foreach (var (at, target) in document.Targets.Index())
        {
            var left = target.LeftOut.Length == 0 ? "" : $"; {Figures.Count(target.LeftOut.Length)} left out";
            page.Labelled(new(at == 0 ? "For" : "", Style.Bold), Indent, $"{target.Product}: {Figures.Count(target.Files.Length, "file")}{left}", 2);
        }
        foreach (var (at, note) in document.Notes.Index())
        {
            page.Labelled(new(at == 0 ? "Note" : "", Style.Bold), Indent, page.Phrase(note), 3);
        }
        page.Blank();
        if (options.WrittenTo is { } folder)
        {
            page.Labelled(new("Written", Style.Bold), Indent, $"{page.Escape.Ours(folder)}: open index.html; begin with stage 1, which logs and blocks nothing", 3);
        }
        TerminalEvidence.Read(page, document.Evidence, [], document.Run.ElapsedSeconds);
        return page.Lines;
    }

    static void Isolated(TerminalPage page, Isolation isolation)
    {
        foreach (var (at, host) in isolation.Hosts.Index())
        {
            page.Labelled(new(at == 0 ? "Isolate" : "", Style.Bold), Indent, page.Phrase(IsolationWords.Of(host)), 2);
        }
        foreach (var (at, server) in isolation.Servers.Index())
        {
            page.Labelled(new(at == 0 ? "DNS inside" : "", Style.Bold), Indent, page.Phrase(IsolationWords.Of(server)), 3);
        }
    }

    static void Blocks(TerminalPage page, string label, IEnumerable<Block> blocks, Style style)
    {
        foreach (var (at, block) in blocks.Index())
        {
            page.Labelled(new(at == 0 ? label : "", Style.Bold), Indent, [new(page.Escape.Hostile(block.Value), style), Run.Plain($" {BlockWords.Of(block.Kind)}; {string.Join(", ", block.Findings)}")], 2);
            page.Labelled(Run.Plain(""), Indent + 2, ContainWords.Of(block.Radius), 2);
            if (ContainWords.InTheStore(block.Remembered) is { } remembered)
            {
                page.Labelled(Run.Plain(""), Indent + 2, remembered, 2);
            }
            if (block.Refusal is { } refusal)
            {
                page.Labelled(Run.Plain(""), Indent + 2, block.Justification is { } why ? $"forced although it is {page.Phrase(refusal)}: {page.Escape.Hostile(why)}" : $"because it is {page.Phrase(refusal)}", 3);
            }
        }
    }
}
