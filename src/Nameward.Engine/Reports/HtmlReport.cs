using System.Security.Cryptography;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports.Html;

namespace Nameward.Engine.Reports;

/// <summary>
/// The triage record as one page that opens without a network and loads nothing: decision and answers first, then the proof in the order of the
/// runbook. Its policy allows exactly its own style and script, by their hashes.
/// </summary>
public static class HtmlReport
{
    static readonly Section[] Sections =
    [
        new("answers", "Four answers", AnswersSection.Write),
        new("why", "Why", WhySection.Write),
        new("timeline", "Timeline", WhySection.Timeline) { Has = WhySection.HasTimeline },
        new("findings", "Other findings", WhySection.Others) { Has = document => document.Findings.Length > 1 },
        new("hosts", "Affected hosts", HostsSection.Write),
        new("census", "DNS servers", CensusSection.Write),
        new("changes", "Changes", ChangesSection.Write),
        new("coverage", "Coverage", CoverageSection.Write),
        new("steps", "Next steps", StepsSection.Write),
        new("evidence", "Evidence", EvidenceSection.Write),
        new("provenance", "Provenance", ProvenanceSection.Write),
    ];

    /// <summary>The page, UTF-8.</summary>
    public static byte[] Render(TriageDocument document, IDefang defang)
    {
        var page = new HtmlPage(defang, new Clock(document.Run.AsOf));
        Head(page, document);
        page.Add($"<body>\n<a class=\"skip\" href=\"#answers\">Skip to the four answers</a>\n<div class=\"shell\">\n");
        VerdictHeader.Write(page, document);
        page.Add($"<div class=\"cols\">\n<nav class=\"toc\" aria-label=\"Sections of this report\"><ul>");
        var sections = Ordered(document);
        foreach (var section in sections)
        {
            page.Add($"<li><a href=\"#{section.Id}\">{section.Title}</a></li>");
        }
        page.Add($"</ul></nav>\n<main>");
        foreach (var section in sections)
        {
            section.Write(page, document);
        }
        page.Add($"</main></div>\n<footer>Nameward {document.Run.Version}. This file opens without a network and loads nothing.</footer>\n</div>\n");
        page.Add($"<div id=\"said\" class=\"sr\" role=\"status\" aria-live=\"polite\"></div>\n<script>{new Markup(PageScript.Text)}</script>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    // A close rests on what could be seen, so that stands directly below its answers.
    static List<Section> Ordered(TriageDocument document)
    {
        var sections = Sections.Where(section => section.Has(document)).ToList();
        if (document.Decision.Decision == "close")
        {
            var coverage = sections.FindIndex(section => section.Id == "coverage");
            sections.Insert(1, sections[coverage]);
            sections.RemoveAt(coverage + 1);
        }
        return sections;
    }

    static void Head(HtmlPage page, TriageDocument document)
    {
        page.Add($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{new Markup(Hash(PageStyle.Text))}'; script-src 'sha256-{new Markup(Hash(PageScript.Text))}'; base-uri 'none'; form-action 'none'\">\n");
        page.Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.Add($"<title>{document.Decision.Decision.ToUpperInvariant()}, {Figures.Count(document.Findings.Count(Ranking.IsWatched), "finding")} at watch or above. Nameward report</title>\n");
        page.Add($"<style>{new Markup(PageStyle.Text)}</style>\n</head>\n");
    }

    static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    sealed record Section(string Id, string Title, Action<HtmlPage, TriageDocument> Write)
    {
        internal Func<TriageDocument, bool> Has { get; init; } = _ => true;
    }
}
