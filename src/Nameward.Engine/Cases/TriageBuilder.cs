using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>Puts the one triage record together from what the stages before it found.</summary>
sealed class TriageBuilder(Scene scene, EvidenceReport report, ImmutableArray<Finding> findings, Policy policy)
{
    /// <summary>Raw lines of the positions that <see cref="FindingPage.Positions"/> asks for.</summary>
    public required ImmutableDictionary<SourcePosition, HostileText> Excerpts { get; init; }
    /// <summary>What could be seen.</summary>
    public required Coverage Coverage { get; init; }
    /// <summary>The newest event, or what the user set for it.</summary>
    public required DateTime? AsOf { get; init; }
    /// <summary>The weighed pair nearest to being watched.</summary>
    public required Weighing? Nearest { get; init; }
    /// <summary>What was left out or could not be read again.</summary>
    public required ImmutableArray<Sentence> Limits { get; init; }

    /// <summary>The record.</summary>
    public TriageDocument Build(TriageRun run)
    {
        var reputations = new ReputationBuilder(scene, findings.SelectMany(FindingPage.ZonesOf));
        var infrastructure = new InfrastructureBuilder(scene, findings.SelectMany(FindingPage.ZonesOf));
        var hosts = new HostNames(scene);
        var traits = new TraitBuilder(scene, findings);
        var sessions = new SessionPages(findings);
        var suppressing = new Suppressing(scene.Site.Suppressions, findings, [.. findings.Select(finding => sessions.Added(traits.Added(FindingPage.Of(finding, scene, reputations, infrastructure, hosts, report, Excerpts, AsOf), finding), finding))]);
        ImmutableArray<Answered> answers = [.. Questions.AnswerAll(suppressing.Counted, scene, Coverage.Gaps).Select(suppressing.Say)];
        var changes = ChangeReport.Of(scene, findings);
        var facts = PolicyFacts.Of(suppressing.Counted, suppressing.Shown, answers, scene.Site.Tickets is null ? [] : changes.Changes);
        var missing = MissingLists(changes).ToList();
        return new()
        {
            Run = run,
            Evidence = [.. report.Sources.Select(Evidence)],
            Coverage = Covered(Coverage, report, [.. Limits, .. changes.Notes, .. suppressing.Limits], missing) with
            {
                Bring = [.. BringList.Ordered(missing.Concat(Coverage.Bring), policy, facts).Select(Brought)],
                Clocks = [.. scene.Seen.Echoes.Clocks.Select(clock => new CoverageClock(report.Sources[clock.Source].Path, report.Sources[clock.Other].Path, clock.SkewSeconds, clock.Names))],
            },
            Census = CensusTable.Of(scene.Census, scene.Site),
            Findings = suppressing.Pages,
            Sessions = sessions.All,
            Suppressions = suppressing.Suppressions,
            Links = CaseLinks.Within(suppressing.Shown),
            Questions = [.. answers.Select(answer => new TriageQuestion(Words.Of(answer.Question), Words.Of(answer.Answer), answer.Reasons, answer.Findings, answer.Missing))],
            Changes = [.. changes.Changes.Select(change => ChangePage.Of(change, scene))],
            Tickets = ChangePage.Of(scene.Site.Tickets),
            Tlp = scene.Hits.Select(hit => hit.Indicator.Feed.Tlp).DefaultIfEmpty().Max(),
            Decision = new DecisionPage(suppressing.Counted, suppressing.Shown, answers, facts, policy, Nearest).Write(),
        };
    }

    /// <summary>What could and could not be seen, for a document.</summary>
    public static TriageCoverage Covered(Coverage coverage, EvidenceReport report, IEnumerable<Sentence> limits, IEnumerable<BringItem> missing) =>
        new([.. coverage.Sources.Select(source => new CoverageSource(source.Source, source.Present, source.Note))],
            [.. coverage.Gaps.Select(gap => new CoverageGap(gap.From, gap.To, report.Sources[gap.Source].Path))],
            [.. limits, .. coverage.Limits.Select(Sentence.Of)],
            [.. missing.Concat(coverage.Bring).Select(item => item.Text)]);

    IEnumerable<BringItem> MissingLists(ChangeReport changes)
    {
        if (scene.Site.ApprovedServers is null)
        {
            yield return BringList.Approved;
        }
        if (scene.Indicators.Names == 0)
        {
            yield return BringList.Names;
        }
        if (!Deviating.HasBaseline(scene))
        {
            yield return BringList.Baseline;
        }
        if (scene.Indicators.Networks == 0)
        {
            yield return BringList.Addresses;
        }
        if (scene.Site.Tickets is null && changes.Changes.Any(change => change.Change is { IsRoutine: false }))
        {
            yield return BringList.Tickets;
        }
    }

    static TriageBring Brought(BringItem item) => new(item.What, item.Adds, [.. item.Answers.Select(Words.Of)], [.. item.Steps.Select(steps => new TriageBringSteps(steps.Product, steps.Text, steps.Lines))]);

    /// <summary>A source, for a document.</summary>
    public static TriageEvidence Evidence(SourceReport source) => new()
    {
        Path = source.Path,
        Format = source.Format,
        Sha256 = source.Sha256,
        Bytes = source.Bytes,
        Records = source.Records,
        Observed = source.Observed,
        Ignored = source.Ignored,
        Malformed = source.Malformed,
        MalformedReasons = source.MalformedReasons,
        MalformedSamples = source.MalformedSamples,
        DnsMessages = source.DnsMessages,
        Flows = source.Flows,
        Changes = source.Changes,
        From = source.From,
        To = source.To,
        Lacks = source.Lacks,
        Damage = source.Damage,
        Remarks = source.Remarks,
    };
}
