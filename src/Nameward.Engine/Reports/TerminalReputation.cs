using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>A reputation on a terminal: the score in a word, and what each part rests on.</summary>
static class TerminalReputation
{
    /// <summary>Writes it under a label; nothing where there is none.</summary>
    public static void Write(TerminalPage page, Reputation? reputation, int indent, int lines)
    {
        if (reputation is null)
        {
            return;
        }
        var score = reputation.Score is { } known ? $"{Figures.Count(known)} of 100, {reputation.Word}; it decides nothing" : "not known";
        page.Labelled(new("Standing", Style.Bold), indent, $"{page.Escape.Hostile(reputation.Zone)}: {score}", lines);
        foreach (var part in reputation.Parts)
        {
            page.Labelled(Run.Plain(""), indent, $"{part.Id} {(part.Score is { } score100 ? Figures.Count(score100) : "not known")}: {page.Phrase(part.Text)}", lines);
        }
        page.Blank();
    }
}
