using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>What a triage shares with kept cases and within itself, and what is hidden from it, on a terminal: a line or two each.</summary>
static class TerminalLinks
{
    const int Indent = 10, MostShown = 2;

    /// <summary>The lines; none where there is nothing to say.</summary>
    public static void Write(TerminalPage page, TriageDocument document)
    {
        var label = "Related";
        foreach (var related in document.Related.Take(MostShown))
        {
            Say(page, ref label, $"case {related.Case} ({related.State}, {Clock.Date(related.Opened)}): {string.Join("; ", related.Reasons.Select(page.Phrase))}");
        }
        More(page, document.Related.Length, "more case");
        label = "Linked";
        foreach (var linked in document.Links.Take(MostShown))
        {
            Say(page, ref label, $"{string.Join(" and ", linked.Findings)}: {string.Join("; ", linked.Reasons.Select(page.Phrase))}");
        }
        More(page, document.Links.Length, "more pair");
        label = "Hidden";
        foreach (var hidden in Hidden.In(document))
        {
            Say(page, ref label, page.Phrase(hidden));
        }
        page.Blank();
    }

    static void Say(TerminalPage page, ref string label, string text)
    {
        page.Labelled(label.Length > 0 ? new(label, Style.Bold) : Run.Plain(""), Indent, text);
        label = "";
    }

    static void More(TerminalPage page, int count, string what)
    {
        if (count > MostShown)
        {
            page.Labelled(Run.Plain(""), Indent, $"{Figures.Count(count - MostShown, what)} in the JSON");
        }
    }
}
