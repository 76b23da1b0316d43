using System.Collections.Immutable;
using Nameward.Engine.Baselines;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>Teaches a baseline what was seen, after the verdict and without those of whom something is found.</summary>
static class LearnBuilder
{
    /// <summary>What comes of it.</summary>
    /// <param name="scene">What was seen, and the baseline before.</param>
    /// <param name="report">What was read.</param>
    /// <param name="findings">What was found.</param>
    public static LearnDocument Build(Scene scene, EvidenceReport report, ImmutableArray<Finding> findings)
    {
        var taught = Taught.Of(scene.Normal ?? Baseline.Empty, scene.Measuring, new SuspectDays(findings).Has);
        return new()
        {
            After = taught.After,
            Holds = BaselineDocumentBuilder.Build(taught.After),
            Evidence = [.. report.Sources.Select(TriageBuilder.Evidence)],
            Days = [.. taught.Days.Select(day => new LearnedDay(day.Date, day.Learned, day.LeftOut, day.IsTooShort, day.TookPlace && !day.IsTooShort))],
            Because = [.. findings.Where(finding => finding.Level >= Level.Medium && !finding.Affected.IsEmpty).Select(finding => finding.Title)],
        };
    }
}
