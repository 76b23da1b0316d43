using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Findings.Sites;

namespace Nameward.Engine.Reports.CaseFiles;

/// <summary>What is done to suppressions as entries of their trail: the data as JSON, the same text for the same thing, and what was before (docs/suppression.md).</summary>
public static class SuppressionData
{
    /// <summary>A new suppression.</summary>
    public static TrailEntry Added(Suppression suppression) => TrailData.Entry(KeptSuppression.Added, json =>
    {
        json.WriteString("id", suppression.Id);
        EscapeJson.Write(json, "zone", suppression.Scope.ZoneName);
        json.WriteString("client", suppression.Scope.Client?.ToString());
        json.WriteString("server", suppression.Scope.Server?.ToString());
        json.WriteString("detector", suppression.Scope.Detector);
        EscapeJson.Write(json, "reason", suppression.Reason);
        TriageJson.Time(json, "until", suppression.Until);
    });

    /// <summary>The end of one before its time.</summary>
    public static TrailEntry Ended(Suppression suppression, string reason) => TrailData.Entry(KeptSuppression.EndedAction, json =>
    {
        json.WriteString("id", suppression.Id);
        json.WriteString("reason", reason);
        TriageJson.Time(json, "untilBefore", suppression.Until);
    });
}
