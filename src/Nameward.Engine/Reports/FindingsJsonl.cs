using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>The findings as JSON lines, one a line, each as it stands in the triage document.</summary>
public static class FindingsJsonl
{
    /// <summary>The file; empty where there is no finding.</summary>
    public static byte[] Render(TriageDocument document) => [.. document.Findings.SelectMany(TriageJson.FindingLine)];
}
