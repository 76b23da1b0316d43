using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports.Sharing;

namespace Nameward.Engine.Reports;

/// <summary>Every file that a case folder holds: the record first, then sorted by name.</summary>
public static class ReportList
{
    /// <summary>The one list.</summary>
    public static ImmutableArray<ReportFile> All { get; } =
    [
        new("case.json", (document, _) => TriageJson.Indented(document)),
        new("affected.csv", (document, _) => AffectedCsv.Render(document)),
        new("findings.jsonl", (document, _) => FindingsJsonl.Render(document)),
        new("indicators.txt", (document, _) => IndicatorList.Render(document)),
        new("misp.json", (document, _) => MispJson.Render(document)),
        new("reconstruct.json", (document, _) => ReconstructJson.Indented(ReconstructDocument.Of(document))) { Has = HasSessions },
        new("report.html", HtmlReport.Render),
        new("report.md", MarkdownReport.Render),
        new("stix.json", (document, _) => StixJson.Render(document)),
        new("transcript.html", (document, defang) => HtmlReconstruct.Render(ReconstructDocument.Of(document), defang)) { Has = HasSessions },
    ];

    static bool HasSessions(TriageDocument document) => document.Sessions.Length > 0;
}
