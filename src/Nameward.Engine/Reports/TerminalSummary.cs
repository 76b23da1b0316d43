using Nameward.Engine.Cases;
using Nameward.Engine.Reports.CaseFiles;

namespace Nameward.Engine.Reports;

/// <summary>
/// The triage record on a terminal: what an analyst reads in ten seconds. 80 columns is the design, 120 adds columns and longer reasons, wider
/// stays 120 (mock-ups, terminal.txt).
/// </summary>
public static class TerminalSummary
{
    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(TriageDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, document.Run.AsOf);
        TerminalVerdict.Header(page, document);
        TerminalSince.Write(page, document);
        TerminalEvidence.Damage(page, document.Evidence);
        TerminalVerdict.Questions(page, document);
        TerminalWhy.Write(page, document);
        TerminalHosts.Write(page, document);
        TerminalLinks.Write(page, document);
        TerminalEvidence.Changes(page, document);
        TerminalRunbook.Write(page, document);
        TerminalEvidence.ToBeSurer(page, document);
        TerminalEvidence.Read(page, document.Evidence, document.Coverage.Gaps, document.Run.ElapsedSeconds);
        TerminalVerdict.Next(page, document);
        return page.Lines;
    }
}
