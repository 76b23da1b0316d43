using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>The decision in words: the one line, what to do and what not, and what would change it.</summary>
sealed class DecisionPage(ImmutableArray<Finding> findings, ImmutableArray<TriageFinding> pages, ImmutableArray<Answered> answers, Facts facts, Policy policy, Weighing? nearest)
{
    readonly Ruling _ruling = policy.Decide(facts);

    /// <summary>The decision as the triage record holds it.</summary>
    public TriageDecision Write() => new(
        Words.Of(_ruling.Decision),
        Line(),
        [.. _ruling.Clauses.Select(clause => new FiredClause(clause.Id, clause.Text, clause.When.On(facts)))],
        WouldChange(),
        DoNow(),
        DoNot(),
        NextSteps(),
        ContainmentPreview: null);

    Sentence Line() => _ruling.Decision switch
    {
        Decision.Escalate when pages.FirstOrDefault(page => page.Level is "critical" or "high") is { } page => Escalated(page),
        Decision.Escalate when Deciding is { } finding => Sentence.Of($"{finding.Title}; by the clause {_ruling.Clauses[0].Id}"),
        Decision.Escalate => Sentence.Of("an indicator or an unauthorised server: see the reasons"),
        Decision.Watch when pages.FirstOrDefault(page => page.Level == "medium") is { } page => Sentence.Of($"{page.Title}; not proved"),
        Decision.Watch when answers.All(answer => answer.Answer == Answer.No) && Deciding is { } finding => Sentence.Of($"{finding.Title}; by the clause {_ruling.Clauses[0].Id}"),
        Decision.Watch => Sentence.Of($"Nothing found; {Untold()} from this evidence"),
        _ when answers.Any(answer => answer.Answer != Answer.No) => Sentence.Of("Nothing to do: no clause of the policy fires"),
        _ => Sentence.Of("Nothing to do: all four questions are no"),
    };

    /// <summary>The first finding on which a clause fired that decided.</summary>
    Finding? Deciding => findings.FirstOrDefault(finding => _ruling.Clauses.Any(clause => clause.When.On(facts).Contains(finding.Id)));

    static Sentence Escalated(TriageFinding page)
    {
        var when = page.FirstSeen is { } first ? string.Create(CultureInfo.InvariantCulture, $", since {first:HH:mm}") : "";
        var active = page.Active == true ? ", active" : "";
        if (page.Subject.Client is not { } client || Through(page.Subject) is not { } through || page.Payload is not { } payload)
        {
            var asked = page.Subject.Client is null && page.Affected.Length > 0 ? $", asked by {Quantity.Of(page.Affected.Length, "client")}" : "";
            return Sentence.Of($"{page.Title}{asked}{active}{when}");
        }
        var by = page.Tool is { } tool ? $" by {tool}" : "";
        return Sentence.Of($"{Named(client, page)} {Went(payload)} {through}{by}{active}{when}");
    }

    /// <summary>Which way it went: through zones, or past DNS; null where the subject says neither.</summary>
    static Sentence? Through(TriageSubject subject) => subject switch
    {
        { Zone: { } zone, Zones.Length: 1 } => Sentence.Of($"through {zone}"),
        { Zone: { } zone } => Sentence.Of($"through {zone} and {subject.Zones.Length - 1} more zones"),
        { Server: { } server, Port: { } port } => Sentence.Of($"past DNS to {server} port {port}"),
        _ => null,
    };

    /// <summary>What went: exactly, where its sessions were rebuilt without a gap, else how much it can have been.</summary>
    static string Went(TriagePayload payload)
    {
        var (up, down) = (payload.UpBytes, payload.DownBytes);
        return up.Low < up.High ? $"can have sent up to {Quantity.Bytes(up.High)}"
            : $"sent {Quantity.Bytes(up.High)}{(down.Low == 0 ? "" : $" and got {(down.Low < down.High ? "at least " : "")}{Quantity.Bytes(down.Low)}")}";
    }

    /// <summary>A client with its host's name and its user, as far as they are known.</summary>
    static Sentence Named(HostileText client, TriageFinding page)
    {
        var known = page.Affected.FirstOrDefault(affected => affected.Client == client);
        return (known?.Host, known?.User) switch
        {
            ({ } host, { } user) => Sentence.Of($"{client} ({host}, {user})"),
            ({ } host, null) => Sentence.Of($"{client} ({host})"),
            (null, { } user) => Sentence.Of($"{client} ({user})"),
            _ => Sentence.Of($"{client}"),
        };
    }

    string Untold() => answers.Count(answer => answer.Answer == Answer.CannotTell) switch
    {
        1 => "one of four questions cannot be told",
        2 => "two of four questions cannot be told",
        3 => "three of four questions cannot be told",
        _ => "none of the four questions can be told",
    };

    /// <summary>The smallest changes of the facts that give another decision; then what is nearest to being watched.</summary>
    ImmutableArray<Sentence> WouldChange()
    {
        var changes = new WouldChangeText(findings, answers).Of(new ChangeSearch(policy, facts).Find());
        return nearest is { Subject: Pair pair } && _ruling.Decision < Decision.Escalate
            ? [.. changes, Sentence.Of($"nearest below: {pair.Client} and {HostileText.Name(pair.Zones[0])}, {nearest.Sum.Value:F1} bits, watched from {Weighing.WatchedFrom.Value:F0}")]
            : changes;
    }

    ImmutableArray<Sentence> DoNow()
    {
        switch (_ruling.Decision)
        {
            case Decision.Escalate when findings.FirstOrDefault(finding => finding.Level >= Level.High) is { Weighing.Subject: Server { Client: { } answered } answering }:
                return [Sentence.Of($"hand over to level 2; find out why {answering.Facts.Name} answers {answered} otherwise: a view, a policy, a changed record")];
            case Decision.Escalate when findings.FirstOrDefault(finding => finding.Level >= Level.High) is { Weighing.Subject: Server server } finding:
                return [Sentence.Of($"hand over to level 2; find out what made {Users(finding)} ask {server.Facts.Name}: DHCP, a setting, a program; then see that nothing reaches it any more")];
            case Decision.Escalate when findings.FirstOrDefault(finding => finding.Level >= Level.High) is { Weighing.Subject: Pair { AsksForUnseen: true } resolver }:
                return [Sentence.Of($"hand over to level 2; isolate {resolver.Client} but leave it switched on; if it is a resolver or a proxy, isolate whoever asked it instead: its log names them")];
            case Decision.Escalate when findings.FirstOrDefault(finding => finding.Level >= Level.High) is { Weighing.Subject: Misconfiguration configured }:
                return [Sentence.Of($"hand over to level 2; find out who set {configured.Server} up so, and close it after its owner was asked")];
            case Decision.Escalate:
                return [HandOver([.. findings.Where(finding => finding.Level >= Level.High).SelectMany(ToIsolate).Distinct()])];
            case Decision.Watch when findings.FirstOrDefault() is { Level: Level.Medium, Weighing.Subject: Server server } finding:
                return [Sentence.Of($"level 1 keeps it; find out what {server.Facts.Name} is, and what made {Users(finding)} ask it")];
            case Decision.Watch when findings.FirstOrDefault() is { Level: Level.Medium, Weighing.Subject: Conversations conversations }:
                return [Sentence.Of($"level 1 keeps it; find out what on {conversations.Client} speaks to {conversations.Server.Address} port {conversations.Server.Port}, and bring what shows the names")];
            case Decision.Watch when findings.FirstOrDefault() is { Level: Level.Medium } finding:
                return [Sentence.Of($"level 1 keeps it; find out what on {finding.Affected[0].Client} asks these names")];
            case Decision.Watch:
                return [Sentence.Of("level 1 keeps it until one of the sources under \"to be surer\" is there")];
            default:
                return [];
        }
    }

    static Sentence HandOver(ImmutableArray<Address> clients) => clients.Length switch
    {
        0 => Sentence.Of("hand over to level 2, with the clauses that decided and what they rest on"),
        1 => Sentence.Of($"hand over to level 2; isolate {clients[0]} but leave it switched on"),
        _ => Sentence.Of($"hand over to level 2; isolate the {clients.Length} hosts but leave them switched on"),
    };

    /// <summary>The hosts inside that a finding is about: a server inside, else those concerned.</summary>
    static IEnumerable<Address> ToIsolate(Finding finding) => finding.Weighing.Subject is Server { Client: null, Facts.Server.Address: { IsInternal: true } server } ? [server]
        : finding.Affected.Select(client => client.Client);

    static Sentence Users(Finding finding) => finding.Affected.Length switch
    {
        0 => Sentence.Of("its users"),
        1 => Sentence.Of($"{finding.Affected[0].Client}"),
        var users => Sentence.Of($"{finding.Affected[0].Client} and {users - 1} more"),
    };

    ImmutableArray<Sentence> DoNot() => pages.FirstOrDefault(page => page.Level is "critical" or "high")?.Subject.Zone is { } zone && _ruling.Decision == Decision.Escalate
        ? [Sentence.Of($"look up {zone}: its operator would see the query")]
        : [];

    ImmutableArray<NextStep> NextSteps() => _ruling.Decision switch
    {
        Decision.Escalate =>
        [
            new(1, Sentence.Of("keep it as a case, with the tasks of the runbook"), Sentence.Of("nameward triage PATH --case new")),
            .. Deciding is { } deciding ? [new NextStep(1, Sentence.Of($"read how {deciding.Id} was weighed"), Sentence.Of($"nameward explain CASE {deciding.Id}"))] : ImmutableArray<NextStep>.Empty,
            new(2, Sentence.Of("find the process behind the queries on the affected host"), null),
            .. pages.SelectMany(page => page.Subject.Zones).Take(1).Select(zone => new NextStep(2, Sentence.Of("search all that is remembered for the same zone"), Sentence.Of($"nameward hunt zone:{zone}"))),
        ],
        Decision.Watch =>
        [
            new(1, Sentence.Of("keep it as a case, and look at it again"), Sentence.Of("nameward triage PATH --case new")),
            new(1, Sentence.Of("bring one of the sources under \"to be surer\" and run again"), Sentence.Of("nameward triage PATH MORE --intel FILE")),
        ],
        _ => [],
    };
}
