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
        Decision.Escalate => Sentence.Of("an indicator or an unauthorised server: see the reasons"),
        Decision.Watch when pages.FirstOrDefault(page => page.Level == "medium") is { } page => Sentence.Of($"{page.Title}; not proved"),
        Decision.Watch => Sentence.Of($"Nothing found; {Untold()} from this evidence"),
        _ => Sentence.Of("Nothing to do: all four questions are no"),
    };

    static Sentence Escalated(TriageFinding page)
    {
        var when = page.FirstSeen is { } first ? string.Create(CultureInfo.InvariantCulture, $", since {first:HH:mm}") : "";
        var active = page.Active == true ? ", active" : "";
        if (page.Subject.Client is not { } client || page.Subject.Zone is not { } zone || page.Payload is not { } payload)
        {
            var asked = page.Subject.Client is null && page.Affected.Length > 0 ? $", asked by {Quantity.Of(page.Affected.Length, "client")}" : "";
            return Sentence.Of($"{page.Title}{asked}{active}{when}");
        }
        var through = page.Subject.Zones.Length == 1 ? Sentence.Of($"{zone}") : Sentence.Of($"{zone} and {page.Subject.Zones.Length - 1} more zones");
        var by = page.Tool is { } tool ? $" by {tool}" : "";
        return Sentence.Of($"{Named(client, page)} can have sent up to {Quantity.Bytes(payload.UpBytes.High)} through {through}{by}{active}{when}");
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
                var clients = findings.Where(finding => finding.Level >= Level.High).SelectMany(ToIsolate).Distinct().ToList();
                return clients.Count == 1
                    ? [Sentence.Of($"hand over to level 2; isolate {clients[0]} but leave it switched on")]
                    : [Sentence.Of($"hand over to level 2; isolate the {clients.Count} hosts but leave them switched on")];
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
            new(1, Sentence.Of("keep the evidence and write the case down"), Sentence.Of("nameward triage PATH --out case --hash")),
            new(1, Sentence.Of("check every name and server of the findings against indicator lists"), Sentence.Of("nameward triage PATH --intel FILE")),
            new(2, Sentence.Of("find the process behind the queries on the affected host"), null),
            new(2, Sentence.Of("search the other logs of these days for the same zone and servers"), null),
        ],
        Decision.Watch =>
        [
            new(1, Sentence.Of("bring one of the sources under \"to be surer\" and run again"), Sentence.Of("nameward triage PATH MORE --intel FILE")),
        ],
        _ => [],
    };
}
