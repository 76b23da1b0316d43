using System.Collections.Immutable;

namespace Nameward.Engine.Verdicts;

/// <summary>Everything that can be brought to be surer: the runbook's log sources, and what the site knows of itself.</summary>
static class BringList
{
    /// <summary>The capture and the sensor's log: two views of one wire.</summary>
    public const string Capture = "packet capture", NetworkSensor = "network sensor log";

    static readonly ImmutableArray<QuestionId> AllFour = [.. Enum.GetValues<QuestionId>()];

    /// <summary>The runbook's log sources, in its order.</summary>
    public static ImmutableArray<BringItem> Sources { get; } =
    [
        new("DNS server log", "names the client behind a resolver, and what the cache answered", [QuestionId.KnownC2Domains, QuestionId.DeviationFromNormal], BringDns.Log),
        new(Capture, "shows record data and servers on every port", AllFour, BringNetwork.Capture),
        new(NetworkSensor, "shows every look-up that passes it, with its answers", AllFour, BringNetwork.Sensor),
        new("flow records", "show who speaks to which server, on which port, and how much", [QuestionId.UnauthorizedDnsServers, QuestionId.ServersInThreatIntelligence], BringNetwork.Flows),
        new("firewall log", "shows what went out, and what was refused", [QuestionId.UnauthorizedDnsServers, QuestionId.ServersInThreatIntelligence], BringNetwork.Firewall),
        new("configuration changes", "show a resolver or zone that was changed, and by whom", [QuestionId.UnauthorizedDnsServers], BringDns.Configuration),
        new("host and process records", "name the program and its user", [], BringNetwork.Hosts),
    ];

    /// <summary>The servers that the site approves.</summary>
    public static BringItem Approved { get; } = new("a list of approved DNS servers, --site FILE (nameward census PATH --write-site proposes one)", "answers question 1", [QuestionId.UnauthorizedDnsServers],
        [new("Nameward", "correct what the census proposes, and name it", ["nameward census PATH --write-site nameward.yaml", "nameward check --site nameward.yaml", "nameward triage PATH --site nameward.yaml"])]);

    /// <summary>Names of adversaries.</summary>
    public static BringItem Names { get; } = new("an indicator list of domain names, --intel FILE", "answers question 2", [QuestionId.KnownC2Domains], Import);

    /// <summary>Addresses of adversaries.</summary>
    public static BringItem Addresses { get; } = new("an indicator list of addresses, --intel FILE", "answers question 4", [QuestionId.ServersInThreatIntelligence], Import);

    /// <summary>What is normal.</summary>
    public static BringItem Baseline { get; } = new(Deviating.Missing, "answers question 3", [QuestionId.DeviationFromNormal],
        [new("Nameward", "evidence of quiet days, as of the same sources; more days may be learned later", ["nameward learn PATH --baseline normal.json", "nameward triage PATH --baseline normal.json"])]);

    /// <summary>Change requests.</summary>
    public static BringItem Tickets { get; } = new("change requests, --tickets FILE (docs/changes.md)", "says which of the changes were approved", [],
    [
        new("ServiceNow", "export the list of change requests of the time of the evidence as CSV: number, configuration item, short description, state, approval, planned start and end", ["nameward triage PATH --tickets changes.csv"]),
        new("Jira", "export the search for the change issues as CSV, all fields", ["nameward triage PATH --tickets changes.csv"]),
    ]);

    static ImmutableArray<BringSteps> Import =>
    [
        new("Nameward, a list that you have", "any form of docs/feeds.md, with how far it is trusted and when it expires", ["nameward intel import FILE --name ours --trust high --expires 30d"]),
        new("Nameward, a feed of others", "fetched again by nameward intel update", ["nameward intel import URL --name theirs --every 1d"]),
    ];

    /// <summary>
    /// What helps most for a decision first: what would answer, with no, all that stands between the decision and a lesser one; then what answers most of the questions that cannot be told; else in the order of the list.
    /// </summary>
    public static ImmutableArray<BringItem> Ordered(IEnumerable<BringItem> items, Policy policy, Facts facts)
    {
        var decision = policy.Decide(facts).Decision;
        var open = facts.Answers.Index().Where(answer => answer.Item == Answer.CannotTell).Select(answer => (QuestionId)answer.Index).ToList();
        bool Decides(BringItem item) => policy.Decide(facts with { Answers = [.. facts.Answers.Select((answer, question) => item.Answers.Contains((QuestionId)question) && answer == Answer.CannotTell ? Answer.No : answer)] }).Decision < decision;
        return [.. items.OrderByDescending(Decides).ThenByDescending(item => item.Answers.Count(open.Contains))];
    }
}
