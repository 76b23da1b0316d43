using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Html;

/// <summary>Kept cases and findings that share something, and what is new against an earlier record.</summary>
static class RelatedSection
{
    /// <summary>Whether there is anything to tell.</summary>
    public static bool Has(TriageDocument document) => document.Related.Length + document.Links.Length > 0 || document.Since is not null;

    /// <summary>Writes the section; only where <see cref="Has"/>.</summary>
    public static void Write(HtmlPage page, TriageDocument document)
    {
        var related = document.Related.Length;
        page.Section("related", "Runbook: level 2 actions, correlation with other incidents", related == 0 ? "No kept case shares anything that strangers seldom share" : $"{Figures.Headline(related, "kept case")} {(related == 1 ? "shares" : "share")} what strangers seldom share");
        Shared(page, document);
        Since(page, document.Since);
        page.Add($"</section>\n");
    }

    static void Shared(HtmlPage page, TriageDocument document)
    {
        if (document.Related.Length + document.Links.Length == 0)
        {
            return;
        }
        page.Table("Each with what both have, what is rarest first. It is said, and decides nothing.", "With", "#Bits", "What both have", "Verdict", "Findings");
        foreach (var related in document.Related)
        {
            Row(page, $"case {related.Case}, {related.State}, {Clock.Date(related.Opened)}", related.Bits, related.Reasons, related.Line, related.Findings);
        }
        foreach (var linked in document.Links)
        {
            Row(page, "each other", linked.Bits, linked.Reasons, null, linked.Findings);
        }
        page.EndTable();
    }

    static void Row(HtmlPage page, string with, double bits, ImmutableArray<Sentence> reasons, Sentence? line, ImmutableArray<string> findings)
    {
        page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"With\" class=\"lead\">{with}</td><td role=\"cell\" data-h=\"Bits\" class=\"num\">{HtmlPage.Bits(bits)}</td><td role=\"cell\" data-h=\"What both have\"><span>");
        foreach (var reason in reasons)
        {
            page.Add($"<p>{reason}</p>");
        }
        page.Add($"</span></td><td role=\"cell\" data-h=\"Verdict\"{new Markup(line is null ? " class=\"e\"" : "")}><span>");
        if (line is not null)
        {
            page.Add($"{line}");
        }
        page.Add($"</span></td><td role=\"cell\" data-h=\"Findings\"><span>{string.Join(", ", findings)}</span></td></tr>\n");
    }

    static void Since(HtmlPage page, TriageSince? since)
    {
        if (since is null)
        {
            return;
        }
        page.Add($"<h3>Since {since.Record}</h3>\n<p>It was {since.Decision} then. {Figures.Count(since.Same.Length, "finding")} stayed the same.</p>\n");
        Findings(page, "New", since.New);
        Findings(page, "Gone", since.Gone);
        Findings(page, "Grown", since.Grown);
        Findings(page, "Shrunk", since.Shrunk);
    }

    static void Findings(HtmlPage page, string what, ImmutableArray<SinceFinding> findings)
    {
        if (findings.IsEmpty)
        {
            return;
        }
        page.Add($"<p><b>{what}</b></p><ul>");
        foreach (var finding in findings)
        {
            page.Add($"<li>{finding.Title}: {Figured(finding.Then)} then, {Figured(finding.Now)} now</li>\n");
        }
        page.Add($"</ul>\n");
    }

    static string Figured(SinceFigures? figures) => figures is null ? "not there" : $"{figures.Id}, {figures.Level}, {Figures.Count(figures.Queries, "query", "queries")}";
}
