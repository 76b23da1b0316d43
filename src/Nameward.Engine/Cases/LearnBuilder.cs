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
    /// <param name="included">Clients that are learned whatever is found of them: their owners say that it is normal now.</param>
    public static LearnDocument Build(Scene scene, EvidenceReport report, ImmutableArray<Finding> findings, IReadOnlySet<Address> included)
    {
        var suspect = new SuspectDays(findings);
        var taught = Taught.Of(scene.Normal ?? Baseline.Empty, scene.Measuring, (client, day) => !included.Contains(client) && suspect.Has(client, day));
        var because = findings.Where(finding => finding.Level >= Level.Medium && !finding.Affected.IsEmpty).ToList();
        return new()
        {
            After = taught.After,
            Holds = BaselineDocumentBuilder.Build(taught.After),
            Evidence = [.. report.Sources.Select(TriageBuilder.Evidence)],
            Days = [.. taught.Days.Select(day => new LearnedDay(day.Date, day.Learned, day.LeftOut, day.IsTooShort, day.TookPlace && !day.IsTooShort))],
            Because = [.. because.Where(finding => finding.Affected.Any(client => !included.Contains(client.Client))).Select(finding => finding.Title)],
            Included = [.. because.SelectMany(finding => finding.Affected).Select(client => client.Client).Where(included.Contains).Distinct().Order().Select(HostileText.Address)],
        };
    }
}
