using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports.Html;

namespace Nameward.Engine.Reports;

/// <summary>
/// The triage record as one page that opens without a network and loads nothing: decision and answers first, then the rows of the
/// runbook: what level 1 reads above, what level 2 reads below.
/// </summary>
public static class HtmlReport
{
    static readonly Section[] Sections =
    [
        new("answers", "Four answers", AnswersSection.Write),
        new("why", "Why", WhySection.Write),
        new("level-1", "Level 1", RunbookSection.FirstLevel),
        new("changes", "Changes", ChangesSection.Write),
        new("indicators", "Key indicators", RunbookSection.Indicators),
        new("timeline", "Timeline", WhySection.Timeline) { Has = WhySection.HasTimeline },
        new("findings", "Other findings", WhySection.Others) { Has = document => document.Findings.Length > 1 },
        new("census", "DNS servers", CensusSection.Write),
        new("coverage", "Log sources", (page, document) => CoverageSection.Write(page, document.Coverage)),
        new("level-2", "Level 2", RunbookSection.SecondLevel),
        new("related", "Related", RelatedSection.Write) { Has = RelatedSection.Has },
        new("hosts", "Affected hosts", HostsSection.Write),
        new("containment", "Containment", RunbookSection.Containment),
        new("evidence", "Evidence", EvidenceSection.Write),
        new("technique", "Technique", RunbookSection.Technique),
        new("provenance", "Provenance", (page, document) => ProvenanceSection.Write(page, document.Evidence, document.Run, document.Schema)),
    ];

    /// <summary>The page, UTF-8.</summary>
    public static byte[] Render(TriageDocument document, IDefang defang)
    {
        var page = new HtmlPage(defang, new Clock(document.Run.AsOf));
        PageFrame.Open(page, new($"{document.Decision.Decision.ToUpperInvariant()}, {Figures.Count(document.Findings.Count(Ranking.IsWatched), "finding")} at watch or above. Nameward report"), "answers", "Skip to the four answers");
        VerdictHeader.Write(page, document);
        var sections = Ordered(document);
        PageFrame.Contents(page, "report", sections.Select(section => (section.Id, section.Title)));
        foreach (var section in sections)
        {
            section.Write(page, document);
        }
        PageFrame.Close(page, document.Run.Version);
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

    sealed record Section(string Id, string Title, Action<HtmlPage, TriageDocument> Write)
    {
        internal Func<TriageDocument, bool> Has { get; init; } = _ => true;
    }
}
