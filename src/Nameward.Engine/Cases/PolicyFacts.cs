using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>What the policy decides on, from what was found.</summary>
static class PolicyFacts
{
    /// <summary>The facts.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="pages">The same as the record holds them, which know whose hosts they are.</param>
    /// <param name="answers">The answers to the four questions.</param>
    /// <param name="changes">The changes; only where change requests were given it is known which were approved.</param>
    public static Facts Of(ImmutableArray<Finding> findings, ImmutableArray<TriageFinding> pages, ImmutableArray<Answered> answers, ImmutableArray<JudgedChange> changes) =>
        new([.. findings.Zip(pages, (finding, page) => Fact(finding, page) with { ShowsServer = ShowsServer(finding, answers) })], [.. answers.Select(answer => answer.Answer)]) { Changes = [.. Changes(findings, pages, changes)], Otherwise = [.. answers.Select(answer => answer.Otherwise)] };

    static bool ShowsServer(Finding finding, ImmutableArray<Answered> answers) => Questions.AnsweredBy(finding) != QuestionId.UnauthorizedDnsServers
        && answers.Any(answer => answer.Question == QuestionId.UnauthorizedDnsServers && answer.Findings.Contains(finding.Id));

    static FindingFact Fact(Finding finding, TriageFinding page)
    {
        var weighing = finding.Weighing;
        var speaking = weighing.Signals.Where(signal => weighing.BitsOf(signal) > Bits.Zero).ToList();
        return new(finding.Id, finding.Level, weighing.Sum, Questions.AnsweredBy(finding), weighing.IsConclusive)
        {
            IsTied = weighing.Subject is Misconfiguration { Ties.IsEmpty: false },
            IsListed = weighing.Subject is Domain or ListedServer,
            Otherwise = weighing.Subject is Misconfiguration { Ties.IsEmpty: false } ? Level.Low
                : Weighing.Of(weighing.Subject, weighing.Prior, [.. weighing.Signals.Where(signal => signal.Family != Family.Proof)]).AtMost(weighing.Most).Level,
            Most = weighing.Most,
            Detectors = [.. speaking.Select(signal => signal.Detector).Distinct()],
            Tool = page.Tool,
            Families = [.. speaking.Select(signal => signal.Family).Distinct()],
            Techniques = page.Techniques,
            Criticalities = [.. page.Affected.Select(affected => affected.Criticality).OfType<HostileText>().Distinct()],
            Roles = [.. page.Affected.Select(affected => affected.Role).OfType<HostileText>().Distinct()],
            Clients = [.. finding.Affected.Select(client => client.Client).Where(client => !client.IsNone)],
            Zones = page.Subject.Zones,
        };
    }

    static IEnumerable<ChangeFact> Changes(ImmutableArray<Finding> findings, ImmutableArray<TriageFinding> pages, ImmutableArray<JudgedChange> changes)
    {
        var judged = changes.Where(change => change is { Outcome: not ChangeOutcome.Approved, Change: null or { IsRoutine: false } }).ToList();
        if (judged.Count == 0)
        {
            return [];
        }
        var byName = findings.Zip(pages).Where(pair => pair.First.Level >= Level.Medium)
            .SelectMany(pair => NamesOf(pair.Second).Distinct().Select(name => (Name: name, pair.First.Id))).ToLookup(pair => pair.Name, pair => pair.Id);
        return judged.Select(change => new ChangeFact(change.Outcome, change.Change is not { } seen ? [] : [.. NamesOf(seen).SelectMany(name => byName[name]).Distinct().Order(StringComparer.Ordinal)]));
    }

    static IEnumerable<HostileText> NamesOf(TriageFinding page) => ((IEnumerable<HostileText?>)[page.Subject.Client, page.Subject.Server, .. page.Subject.Zones.Select(zone => (HostileText?)zone),
        .. page.Affected.SelectMany(affected => (HostileText?[])[affected.Client, affected.Host])]).OfType<HostileText>().Select(Plain);

    static IEnumerable<HostileText> NamesOf(SeenChange change) => ((IEnumerable<HostileText>)[change.Host, ConfiguredValue.WithoutView(change.Object), change.New,
        .. ConfiguredValue.Addresses(change.New).Select(HostileText.Address), .. ConfiguredValue.Addresses(change.Object).Select(HostileText.Address)]).Where(name => !name.IsEmpty).Select(Plain);

    // Names and addresses are compared as they are read, not as what they were taken for.
    static HostileText Plain(HostileText name) => SnapshotSet.Lower(name).As(text => HostileText.Text(text.TrimEnd('.').ToString()));
}
