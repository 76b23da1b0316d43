using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Html;

/// <summary>What could and could not be seen, and what would help.</summary>
static class CoverageSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlPage page, TriageCoverage coverage)
    {
        page.Section("coverage", "Runbook: log sources to investigate", Headline(coverage));
        if (coverage.Sources.Length > 0)
        {
            page.Table("What each source can and cannot show.", "Source", "State", "What it means");
            foreach (var source in coverage.Sources.OrderBy(source => source.Present))
            {
                page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Source\" class=\"lead\">{source.Source}</td><td role=\"cell\" data-h=\"State\"><span><span class=\"tag {(source.Present ? "ok" : "none")}\">{(source.Present ? "present" : "missing")}</span></span></td><td role=\"cell\" data-h=\"What it means\"><span>{source.Note}</span></td></tr>\n");
            }
            page.EndTable();
        }
        Gaps(page, coverage);
        Clocks(page, coverage);
        if (coverage.Limits.Length > 0)
        {
            page.Add($"<h3>What cannot be seen</h3>\n<ol>");
            foreach (var limit in coverage.Limits)
            {
                page.Add($"<li>{limit}</li>\n");
            }
            page.Add($"</ol>\n");
        }
        Bring(page, coverage);
        page.Add($"</section>\n");
    }

    static string Headline(TriageCoverage coverage)
    {
        var (present, missing) = (coverage.Sources.Count(source => source.Present), coverage.Sources.Count(source => !source.Present));
        return $"{Figures.Headline(present, "kind")} of evidence {(present == 1 ? "was" : "were")} read; {(missing == 0 ? "none is missing" : $"{Figures.Word(missing)} that would help {(missing == 1 ? "is" : "are")} missing")}";
    }

    static void Gaps(HtmlPage page, TriageCoverage coverage)
    {
        if (coverage.Gaps.Length == 0)
        {
            return;
        }
        page.Add($"<h3>Gaps</h3>\n<ul>");
        foreach (var gap in coverage.Gaps)
        {
            page.Add($"<li><span class=\"tag warn\">gap</span> {gap.Source} has no records {page.Clock.Span(gap.From, gap.To)} ({Figures.Duration(gap.To - gap.From)}), though it speaks before and after</li>\n");
        }
        page.Add($"</ul>\n");
    }

    static void Clocks(HtmlPage page, TriageCoverage coverage)
    {
        if (coverage.Clocks.Length == 0)
        {
            return;
        }
        page.Add($"<h3>Clocks</h3>\n<ul>");
        foreach (var clock in coverage.Clocks)
        {
            page.Add($"<li>{clock.Source} and {clock.Other}: {Wording.Skew(clock)}, by {Figures.Count(clock.Names, "name")} that both show</li>\n");
        }
        page.Add($"</ul>\n");
    }

    /// <summary>What would help, each with how it is had; a record of an older version has the texts alone.</summary>
    static void Bring(HtmlPage page, TriageCoverage coverage)
    {
        if (coverage.ToBeSurer.IsEmpty)
        {
            return;
        }
        page.Add($"<h3>To be surer, bring</h3>\n");
        if (coverage.Bring.IsEmpty)
        {
            page.Add($"<ol>");
            foreach (var text in coverage.ToBeSurer)
            {
                page.Add($"<li>{text}</li>\n");
            }
            page.Add($"</ol>\n");
            return;
        }
        foreach (var item in coverage.Bring)
        {
            page.Add($"<details><summary>{item.What} <span class=\"quiet\">{item.Adds}</span></summary>\n");
            foreach (var steps in item.Steps)
            {
                page.Add($"<p><b>{steps.Product}</b> {steps.Text}</p>\n");
                if (steps.Lines.Length > 0)
                {
                    page.Add($"<pre class=\"box\">{string.Join('\n', steps.Lines)}</pre>\n");
                }
            }
            page.Add($"</details>\n");
        }
    }
}
