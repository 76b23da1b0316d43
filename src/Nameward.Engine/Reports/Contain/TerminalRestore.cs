using Nameward.Engine.Cases.Restoring;

namespace Nameward.Engine.Reports.Contain;

/// <summary>What of the configuration is put back, and what to harden, on a terminal.</summary>
static class TerminalRestore
{
    const int MostShown = 20;

    /// <summary>Adds the lines to a page.</summary>
    public static void Write(TerminalPage page, RestorePlan plan, int indent)
    {
        foreach (var (at, server) in plan.Items.Take(MostShown).GroupBy(item => item.Server).Index())
        {
            page.Labelled(new(at == 0 ? "Restore" : "", Style.Bold), indent, [new(page.Escape.Hostile(server.Key), Style.Bold)], 2);
            foreach (var item in server)
            {
                page.Labelled(Run.Plain(""), indent + 2, $"{page.Phrase(RestoreWords.Setting(item))}: today {page.Phrase(RestoreWords.Value(item.Today))}; good {page.Phrase(RestoreWords.Value(item.Good))}; put back {RestoreWords.By(item)}", 3);
                page.Labelled(Run.Plain(""), indent + 4, $"{page.Phrase(item.Because)}; {page.Phrase(RestoreWords.Changed(item, page.Clock))}", 3);
            }
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
