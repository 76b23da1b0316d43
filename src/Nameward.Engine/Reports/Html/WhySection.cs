using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Html;

/// <summary>Why: the gravest finding in full, the others in folds, each with every signal, its timeline and the records it rests on.</summary>
static class WhySection
{
    const int MostDrawn = 50;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlPage page, TriageDocument document)
    {
        if (document.Findings.Length == 0)
        {
            page.Section("why", "Runbook: decision for escalation", "No finding");
            page.Add($"<p>No client, server or domain in this evidence gave any detector a reason. Coverage says what could not be seen.</p></section>\n");
            return;
        }
        var first = document.Findings[0];
        page.Section("why", "Runbook: decision for escalation", Headline(first));
        Opening(page, first);
        FindingParts.Bits(page, first);
        page.Add($"</section>\n");
    }

    /// <summary>Writes the timeline of the gravest finding; only where <see cref="HasTimeline"/>.</summary>
    public static void Timeline(HtmlPage page, TriageDocument document)
    {
        page.Section("timeline", "Runbook: key indicators", TimelineHeadline(page, document.Findings[0]));
        TimelineFigure.Write(page, document, document.Findings[0]);
        page.Add($"</section>\n");
    }

    /// <summary>Whether the gravest finding has a timeline.</summary>
    public static bool HasTimeline(TriageDocument document) => document.Findings is [{ Timeline.Queries.Length: > 0 }, ..];

    static string Headline(TriageFinding finding)
    {
        var without = WithoutStrongest(finding);
        return finding.Conclusive
            ? $"{finding.Id} is proved by its own traffic; without its strongest family the rest reaches {HtmlPage.Bits(without)} bits, {Ranking.LevelOf(without)}"
            : $"{finding.Id} is {finding.Level}: {HtmlPage.Bits(finding.Bits)} bits, {(finding.Bits >= 0 ? "over" : "under")} the line";
    }

    /// <summary>Where the sum stands without the family that gave most.</summary>
    public static double WithoutStrongest(TriageFinding finding) => finding.Bits - finding.Families.Select(family => family.Bits).DefaultIfEmpty(0).Max();

    static void Opening(HtmlPage page, TriageFinding finding)
    {
        page.Add($"<p><b>{finding.Title}</b>. {Figures.Capital(finding.Level)}{(finding.Conclusive ? ", conclusive" : "")}. ");
        page.Add($"Each signal is evidence in bits: every bit doubles the odds. The sum starts below zero because a harmful subject is rare, and 0 is the line where escalation begins.</p>\n");
        FindingParts.About(page, finding);
    }

    static string TimelineHeadline(HtmlPage page, TriageFinding finding)
    {
        var begins = finding.FirstSeen is { } first ? $"It started at {page.Clock.Minute(first)}" : "When it went on";
        return finding.FirstEscalation is { } escalation && finding.FirstSeen is { } start
            ? $"{begins} and could have been escalated {Later(escalation.Time - start)}" : begins;
    }

    static string Later(TimeSpan span) => span <= TimeSpan.Zero ? "at once" : $"{Figures.Duration(span)} later";

    /// <summary>Writes the other findings; only where there are any.</summary>
    public static void Others(HtmlPage page, TriageDocument document)
    {
        page.Section("findings", "Runbook: decision for escalation", $"{Figures.Headline(document.Findings.Length - 1, "other finding")}");
        if (document.Findings.Count(Ranking.IsWatched) > MostDrawn)
        {
            page.Add($"<p>Timelines are drawn for the first {MostDrawn}; the figures of the others are in case.json.</p>\n");
        }
        foreach (var (at, finding) in document.Findings.Index().Skip(1))
        {
            page.Add($"<details><summary>{finding.Id}: {finding.Title} <span class=\"quiet\">{finding.Level}, {HtmlPage.Bits(finding.Bits)} bits</span>{new Markup(finding.Suppressed is null ? "" : " <span class=\"tag warn\">suppressed</span>")}</summary>\n");
            FindingParts.About(page, finding);
            FindingParts.Bits(page, finding);
            if (finding.Timeline is { Queries.Length: > 0 } && Ranking.IsWatched(finding) && at < MostDrawn)
            {
                TimelineFigure.Write(page, document, finding);
            }
            EvidenceSection.Lines(page, document, finding);
            page.Add($"</details>\n");
        }
        page.Add($"</section>\n");
    }
}
