using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>Puts the census together from what the stages before it found.</summary>
static class CensusBuilder
{
    /// <summary>The document.</summary>
    /// <param name="scene">What was seen.</param>
    /// <param name="report">What was read.</param>
    /// <param name="coverage">What could be seen.</param>
    /// <param name="limits">What could not be read.</param>
    /// <param name="run">The run of the program.</param>
    public static CensusDocument Build(Scene scene, EvidenceReport report, Coverage coverage, ImmutableArray<Sentence> limits, TriageRun run) => new()
    {
        Run = run,
        Evidence = [.. report.Sources.Select(TriageBuilder.Evidence)],
        Coverage = TriageBuilder.Covered(coverage, report, limits, []),
        Clients = scene.Census.Clients.Length,
        Census = CensusTable.Of(scene.Census, scene.Site),
        SiteProposal = new SiteProposalBuilder(scene).Build(),
    };
}
