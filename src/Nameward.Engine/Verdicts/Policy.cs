using System.Collections.Immutable;
using Nameward.Engine.Findings;

namespace Nameward.Engine.Verdicts;

/// <summary>One clause: when it fires, the decision is at least this.</summary>
/// <param name="Id">Kebab-case, never renamed.</param>
/// <param name="Text">The clause in words.</param>
/// <param name="Then">The decision.</param>
/// <param name="When">When it fires.</param>
public sealed record Clause(string Id, string Text, Decision Then, Condition When);

/// <summary>The escalation decision of the runbook as ordered, named clauses: a pure function of the facts.</summary>
/// <param name="Version">The version of the shipped policy that it is, or is written against.</param>
/// <param name="Clauses">The clauses, in the order in which they are told.</param>
public sealed record Policy(int Version, ImmutableArray<Clause> Clauses)
{
    /// <summary>SHA-256 of the file that it was read from; null of the shipped policy.</summary>
    public string? Sha256 { get; init; }

    /// <summary>
    /// The policy that came with the program, after the runbook: "Escalate to Tier 2 if unauthorized DNS servers are identified, communications to
    /// known C2 domains are detected, or there are signs of DNS misconfigurations that facilitate C2 activities. Patterns of unusual or anomalous
    /// traffic warrant further scrutiny by a Tier 2 analyst."
    /// </summary>
    public static Policy Shipped { get; } = new(3,
    [
        new("tool-proved", "the wire of a known tunnel or implant: a finding whose tool is proved", Decision.Escalate, new FindingThat { Proved = true }),
        new("channel", "a channel over DNS, or answers altered for one: a finding at high or critical", Decision.Escalate, new FindingThat { Level = Level.High, Questions = [QuestionId.DeviationFromNormal] }),
        new("known-c2", "communication with a domain that an indicator list names", Decision.Escalate, new AnswerAtLeast(QuestionId.KnownC2Domains, Answer.Yes)),
        new("listed-server", "a DNS server that an indicator list names", Decision.Escalate, new AnswerAtLeast(QuestionId.ServersInThreatIntelligence, Answer.Yes)),
        new("unauthorised-server", "an unauthorised DNS server", Decision.Escalate, new AnswerAtLeast(QuestionId.UnauthorizedDnsServers, Answer.Yes)),
        new("misconfiguration", "a misconfiguration that facilitates command and control, tied to another finding or to abuse that was seen", Decision.Escalate, new FindingThat { Tied = true }),
        new("anomaly", "unusual traffic that is not proved: a finding at medium", Decision.Watch, new FindingThat { Level = Level.Medium, Questions = [QuestionId.DeviationFromNormal, QuestionId.UnauthorizedDnsServers] }),
        new("cannot-tell", "a question that the evidence cannot answer", Decision.Watch,
            new AnyOf([.. Enum.GetValues<QuestionId>().Select(question => new AnswerAtLeast(question, Answer.CannotTell))])),
    ]);

    /// <summary>Decides: the gravest decision of all clauses that fire, or close.</summary>
    public Ruling Decide(Facts facts)
    {
        var fired = Clauses.Where(clause => clause.When.Holds(facts)).ToImmutableArray();
        var decision = fired.IsEmpty ? Decision.Close : fired.Max(clause => clause.Then);
        return new(decision, [.. fired.Where(clause => clause.Then == decision)]);
    }
}

/// <summary>A decision and the clauses that made it.</summary>
public sealed record Ruling(Decision Decision, ImmutableArray<Clause> Clauses);
