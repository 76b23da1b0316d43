using Nameward.Engine.Cases.Restoring;

namespace Nameward.Engine.Reports.Contain;

/// <summary>What of the configuration is put back, and what to harden, on a terminal.</summary>
static class TerminalRestore
{
    const int MostShown = 20;

    /// <summary>Adds the lines to a page.</summary>
    public static void Write(TerminalPage page, RestorePlan plan, int indent)
    {
        foreach (var (at, item) in plan.Items.Take(MostShown).Index())
        {
            page.Labelled(new(at == 0 ? "Restore" : "", Style.Bold), indent, [new(page.Escape.Hostile(item.Server), Style.Bold), Run.Plain($" {page.Phrase(RestoreWords.Setting(item))}; put back by {RestoreWords.By(item)}")], 2);
            page.Labelled(Run.Plain(""), indent + 2, $"today {page.Phrase(RestoreWords.Value(item.Today))}; good {page.Phrase(RestoreWords.Value(item.Good))}, because {page.Phrase(item.Because)}", 2);
            page.Labelled(Run.Plain(""), indent + 2, $"changed {page.Phrase(RestoreWords.Changed(item, page.Clock))}", 2);
        }
        if (plan.Items.Length > MostShown)
        {
            page.Labelled(Run.Plain(""), indent, $"{Figures.Count(plan.Items.Length - MostShown)} more: see the page, or --format json", 2);
        }
        foreach (var (at, server) in plan.Advice.Take(MostShown).Index())
        {
            page.Labelled(new(at == 0 ? "Harden" : "", Style.Bold), indent, $"{page.Escape.Hostile(server.Server)}: {string.Join(", ", server.Items.Select(item => item.Words).Distinct())}", 2);
        }
        foreach (var (at, note) in plan.Notes.Index())
        {
            page.Labelled(new(at == 0 && plan.IsEmpty ? "Restore" : "", Style.Bold), indent, page.Phrase(note), 3);
        }
    }
}
