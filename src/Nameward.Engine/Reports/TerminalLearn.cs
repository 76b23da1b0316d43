using System.Globalization;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>What a baseline learned, on a terminal: a few lines, with what was left out and why.</summary>
public static class TerminalLearn
{
    const int Indent = 10, MostFindings = 5;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(LearnDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, null);
        TerminalEvidence.Damage(page, document.Evidence);
        foreach (var (at, day) in document.Days.Index())
        {
            page.Labelled(new(at == 0 ? "Learned" : "", Style.Bold), Indent, Day(day));
        }
        if (document.Days.IsEmpty)
        {
            page.Labelled(new("Learned", Style.Bold), Indent, "nothing: no look-up of the evidence has a time");
        }
        LeftOut(page, document);
        if (!document.Included.IsEmpty)
        {
            page.Labelled(new("Included", Style.Caution), Indent, $"on your word, though something is found of {(document.Included.Length == 1 ? "it" : "them")}: {string.Join(", ", document.Included.Select(page.Escape.Hostile))}");
        }
        page.Labelled(new("Holds", Style.Bold), Indent, TerminalBaseline.Headline(document.Holds));
        TerminalBaseline.Warnings(page, document.Holds);
        page.Labelled(new("Written", Style.Bold), Indent, page.Escape.Hostile(Observations.HostileText.Text(options.WrittenTo ?? "")));
        return page.Lines;
    }

    static string Day(LearnedDay day)
    {
        var date = day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return day.IsTooShort
            ? $"{date}: not learned, the evidence shows less than eight hours of it"
            : $"{date}: {Figures.Count(day.Learned, "client-day")}{(day.LeftOut > 0 ? $", {Figures.Count(day.LeftOut)} left out" : "")}{(day.TookPlace ? "; it takes the place of what was known of that day" : "")}";
    }

    static void LeftOut(TerminalPage page, LearnDocument document)
    {
        if (document.Days.All(day => day.LeftOut == 0))
        {
            return;
        }
        foreach (var (at, finding) in document.Because.Take(MostFindings).Index())
        {
            page.Labelled(new(at == 0 ? "Left out" : "", Style.Caution), Indent, $"clients of: {page.Phrase(finding)}");
        }
        if (document.Because.Length > MostFindings)
        {
            page.Labelled(Run.Plain(""), Indent, $"and of {Figures.Count(document.Because.Length - MostFindings, "finding")} more");
        }
    }
}
