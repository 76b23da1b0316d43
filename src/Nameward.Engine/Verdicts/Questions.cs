using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Verdicts;

/// <summary>The answer to one question, with its reasons and with what was missing.</summary>
sealed record Answered(QuestionId Question, Answer Answer, ImmutableArray<Sentence> Reasons, ImmutableArray<string> Findings, ImmutableArray<string> Missing);

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
    public static ImmutableArray<Answered> AnswerAll(ImmutableArray<Finding> findings, Scene scene) =>
        [UnauthorisedServers(findings, scene), Listed.Domains(findings, scene), Deviating.Of(findings, scene), Listed.Servers(findings, scene)];

    static Answered UnauthorisedServers(ImmutableArray<Finding> findings, Scene scene)
    {
        var servers = findings.Where(finding => AnsweredBy(finding) == QuestionId.UnauthorizedDnsServers && finding.Level >= Level.Medium).ToList();
        var certain = servers.Where(finding => finding.Level >= Level.High).Select(finding => (Finding: finding, Reason: finding.Title.Then(": ", finding.Strongest.Text))).Concat(Ends(findings, scene)).ToList();
        var senders = SendersSeen(scene);
        var unseen = Unseen(scene);
        var hasList = scene.Site.ApprovedServers is not null;
        ImmutableArray<string> missing = [.. hasList ? ImmutableArray<string>.Empty : [ApprovedServers], .. senders > 0 ? ImmutableArray<string>.Empty : [Egress], .. hasList && unseen > 0 ? [Content] : ImmutableArray<string>.Empty];
        return (certain.Count, missing.Length) switch
        {
            ( > 0, _) => new(QuestionId.UnauthorizedDnsServers, Answer.Yes, [.. certain.Take(MostReasons).Select(server => server.Reason)], [.. certain.Select(server => server.Finding.Id)], missing),
            (_, 0) => new(QuestionId.UnauthorizedDnsServers, Answer.No,
                [Sentence.Of($"every DNS server that answered is approved; {Quantity.Of(senders, "host")} of our networks appear as senders")], [.. servers.Select(finding => finding.Id)], missing),
            _ => new(QuestionId.UnauthorizedDnsServers, Answer.CannotTell,
                [.. servers.Take(MostReasons).Select(finding => Sentence.Of($"not proved: {finding.Title}")), WhyNot(hasList, senders, unseen)],
                [.. servers.Select(finding => finding.Id)], missing),
        };
    }

    /// <summary>The servers at which channels that escalate end, though the client asks a resolver: what the resolver's other side shows.</summary>
    static IEnumerable<(Finding Finding, Sentence Reason)> Ends(ImmutableArray<Finding> findings, Scene scene) =>
        from finding in findings
        where finding.Level >= Level.High && finding.Weighing.Subject is Pair
        let end = ChannelEnd.Behind((Pair)finding.Weighing.Subject, scene)
        where end is not null
        select (finding, Sentence.Of($"the channel of {finding.Id} ends at {end.Value.Server.Address}: {end.Value.Resolver} asks it for nothing else, and it offers no recursion"));

    static Sentence WhyNot(bool hasList, int senders, int unseen) => Sentence.Of(!hasList ? "no approved list was given"
        : senders == 0 ? "nothing here shows what else our hosts sent out"
        : $"{Quantity.Of(unseen, "server")} that {(unseen == 1 ? "is" : "are")} not approved had conversations with hosts of ours that may be DNS; what was said in them, or whether it was answered, is not seen");

    /// <summary>Servers that are not approved and of which only conversations with hosts of ours are seen, on a port that may be of something else or without an answer that is shown.</summary>
    static int Unseen(Scene scene) => scene.Census.Servers.Count(server => !server.ShowsMessages && (server.IsAnswering || server.LeavesOpen) && server.IsApproved == false
        && server.Users.Any(user => scene.Site.IsOurs(user.Client) && scene.Site.IsApproved(user.Client) != true));

    /// <summary>Hosts of our networks that appear as senders in a source that shows whatever leaves them: the hosts of which "no" can be said.</summary>
    static int SendersSeen(Scene scene) =>
        scene.Seen.Servers.Where(use => scene.EgressFormats.Contains(use.Key.Format) && use.Use.Queries > 0).Select(use => use.Key.Client)
            .Concat(scene.Seen.Flows.Senders.Where(sender => scene.EgressFormats.Contains(sender.Key.Format)).Select(sender => sender.Key.Client)).Where(scene.Site.IsOurs).Distinct().Count();
}
