using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Verdicts;

/// <summary>
/// Answers the runbook's four questions from the findings. "No" needs evidence that would have shown the contrary; where it is not there, the answer
/// is "cannot tell", and what is missing is named.
/// </summary>
static class Questions
{
    const int MostReasons = 5;

    const string ApprovedServers = "a list of approved DNS servers: servers.approved in a site file, --site FILE";
    const string Content = "a capture, or a sensor's log of DNS, of what is said on the ports of DNS";
    const string Egress = "a capture, flows or a firewall log that shows what the hosts of our networks send out";

    /// <summary>The question that a finding answers with yes; null of a misconfiguration, which answers none of the four.</summary>
    public static QuestionId? AnsweredBy(Finding finding) => finding.Weighing.Subject switch
    {
        Domain => QuestionId.KnownC2Domains,
        ListedServer => QuestionId.ServersInThreatIntelligence,
        Server { Client: null } => QuestionId.UnauthorizedDnsServers,
        Misconfiguration => null,
        _ => QuestionId.DeviationFromNormal,
    };

    /// <summary>All four answers, in order.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="scene">What was seen.</param>
    /// <param name="gaps">When sources were silent that should not have been.</param>
    public static ImmutableArray<Answered> AnswerAll(ImmutableArray<Finding> findings, Scene scene, ImmutableArray<SourceGap> gaps)
    {
        var (messages, all) = (Hole.In(scene, gaps, source => source.DnsMessages > 0), Hole.In(scene, gaps, source => source.DnsMessages > 0 || source.Flows > 0));
        return [UnauthorisedServers(findings, scene, all), Listed.Domains(findings, scene, messages), Deviating.Of(findings, scene, messages), Listed.Servers(findings, scene, all)];
    }

    static Answered UnauthorisedServers(ImmutableArray<Finding> findings, Scene scene, Hole? hole)
    {
        const QuestionId Question = QuestionId.UnauthorizedDnsServers;
        var servers = findings.Where(finding => AnsweredBy(finding) == Question && finding.Level >= Level.Medium).ToList();
        var ends = Ends(findings, scene).ToList();
        var certain = servers.Where(finding => finding.Level >= Level.High).Select(finding => (Finding: finding, Reason: finding.Title.Then(": ", finding.Strongest.Text))).Concat(ends).ToList();
        var open = Open(findings, scene, hole);
        ImmutableArray<string> missing = [.. open.Select(reason => reason.Missing)];
        var otherwise = open.Count == 0 ? Answer.No : Answer.CannotTell;
        var answer = Answered.By(Question, servers.Concat(ends.Select(end => end.Finding)).Select(finding => (Level?)finding.Level).Max(), otherwise);
        ImmutableArray<Sentence> reasons = answer switch
        {
            Answer.Yes => [.. certain.Take(MostReasons).Select(server => server.Reason)],
            Answer.No => [Sentence.Of($"every DNS server that answered is approved; {Quantity.Of(SendersSeen(scene), "host")} of our networks appear as senders")],
            _ => [.. servers.Take(MostReasons).Select(finding => Sentence.Of($"not proved: {finding.Title}")), open[0].Why],
        };
        // What is only set, and not seen to answer, is a hardening item: it is said, and never raises the decision.
        return new(Question, answer, Configured(findings) is { } configured ? reasons.Add(configured) : reasons, [.. (answer == Answer.Yes ? certain.Select(server => server.Finding) : servers).Select(finding => finding.Id)], missing) { Otherwise = otherwise };
    }

    /// <summary>The servers at which channels that escalate end, though the client asks a resolver: what the resolver's other side shows.</summary>
    static IEnumerable<(Finding Finding, Sentence Reason)> Ends(ImmutableArray<Finding> findings, Scene scene) =>
        from finding in findings
        where finding.Level >= Level.High && finding.Weighing.Subject is Pair
        let end = ChannelEnd.Behind((Pair)finding.Weighing.Subject, scene)
        where end is not null
        select (finding, Sentence.Of($"the channel of {finding.Id} ends at {end.Value.Server.Address}: {end.Value.Resolver} asks it for nothing else, and it offers no recursion"));

    /// <summary>What keeps the first question from being answered with no, the most important first: why, and what would help.</summary>
    static List<(Sentence Why, string Missing)> Open(ImmutableArray<Finding> findings, Scene scene, Hole? hole)
    {
        var hasList = scene.Site.ApprovedServers is not null;
        var unseen = hasList ? Unseen(scene) : 0;
        var open = new List<(Sentence, string)>();
        if (!hasList)
        {
            open.Add((Sentence.Of("no approved list was given"), ApprovedServers));
        }
        if (SendersSeen(scene) == 0)
        {
            open.Add((Sentence.Of("nothing here shows what else our hosts sent out"), Egress));
        }
        if (unseen > 0)
        {
            open.Add((Sentence.Of($"{Quantity.Of(unseen, "server")} that {(unseen == 1 ? "is" : "are")} not approved had conversations with hosts of ours that may be DNS; what was said in them, or whether it was answered, is not seen"), Content));
        }
        if (hole is not null)
        {
            open.Add((hole.Why, Hole.Missing));
        }
        return open;
    }

    /// <summary>Servers that are not approved and that DHCP, a router, a forwarder or a host's own setting names: somebody is told to ask them, and that nobody was seen to is no proof that nobody does.</summary>
    static Sentence? Configured(ImmutableArray<Finding> findings)
    {
        var set = (from finding in findings
                   let subject = finding.Weighing.Subject as Misconfiguration
                   where subject is not null
                   from item in subject.Items
                   where item.Item is MisconfigurationKind.UnapprovedForwarder or MisconfigurationKind.UnapprovedResolver
                   from address in item.Addresses
                   select (subject.Server, Address: address)).Distinct().ToList();
        return set.Count == 0 ? null : set.Count == 1 ? Sentence.Of($"{set[0].Server} is set to {set[0].Address}, or tells others to ask it, and it is not approved; no answer of it is seen")
            : Sentence.Of($"{set[0].Server} is set to {set[0].Address}, or tells others to ask it, and it is not approved; so it is {Quantity.Of(set.Count - 1, "more time")} in configurations");
    }

    /// <summary>Servers that are not approved and of which only conversations with hosts of ours are seen, on a port that may be of something else or without an answer that is shown.</summary>
    static int Unseen(Scene scene) => scene.Census.Servers.Count(server => !server.ShowsMessages && (server.IsAnswering || server.LeavesOpen) && server.IsApproved == false
        && server.Users.Any(user => scene.Site.IsOurs(user.Client) && scene.Site.IsApproved(user.Client) != true));

    /// <summary>Hosts of our networks that appear as senders in a source that shows whatever leaves them: the hosts of which "no" can be said.</summary>
    static int SendersSeen(Scene scene) =>
        scene.Seen.Servers.Where(use => scene.EgressFormats.Contains(use.Key.Format) && use.Use.Queries > 0).Select(use => use.Key.Client)
            .Concat(scene.Seen.Flows.Senders.Where(sender => scene.EgressFormats.Contains(sender.Key.Format)).Select(sender => sender.Key.Client)).Where(scene.Site.IsOurs).Distinct().Count();
}
