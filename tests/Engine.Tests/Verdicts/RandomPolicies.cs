using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Tests.Verdicts;

/// <summary>Policies and facts drawn from the words that there are: any policy that a file can hold, and facts on which its clauses fire now and then.</summary>
sealed class RandomPolicies(int seed)
{
    static readonly string[] Words = ["high", "Critical", "dns server", "ünüsual \"quoted\" \\ : # [x] 🦊", "no"];
    static readonly string[] Zones = ["x-example.com", "sub.x-example.com", "y-example.net"];
    static readonly string[] Networks = ["10.0.0.0/8", "10.0.3.7", "fd00::/8"];

    readonly Random _random = new(seed);

    /// <summary>A policy of which no clause is wrong.</summary>
    public Policy Policy()
    {
        var clauses = ImmutableArray.CreateBuilder<Clause>();
        for (var tries = _random.Next(1, 12); tries > 0; tries--)
        {
            var clause = new Clause($"clause-{tries}", OneOf(Words) + " " + tries, OneOf([Decision.Watch, Decision.Escalate]), Condition(2));
            if (PolicyCheck.Of([.. clauses, clause]).IsEmpty)
            {
                clauses.Add(clause);
            }
        }
        return new(Nameward.Engine.Verdicts.Policy.Shipped.Version, clauses.ToImmutable());
    }

    public Facts Facts(int findings = 5) => new([.. Enumerable.Range(1, _random.Next(findings + 1)).Select(number => Finding($"F{number}"))], [.. Enumerable.Range(0, 4).Select(_ => OneOf(Enum.GetValues<Answer>()))])
    {
        Otherwise = [.. Enumerable.Range(0, 4).Select(_ => OneOf([Answer.No, Answer.CannotTell]))],
        Changes = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Change())],
    };

    /// <summary>The same facts with one more thing that speaks against somebody.</summary>
    public Facts Worse(Facts facts)
    {
        var at = facts.Findings.IsEmpty ? -1 : _random.Next(facts.Findings.Length);
        return (_random.Next(5), at) switch
        {
            (0, _) => facts with { Findings = facts.Findings.Insert(_random.Next(facts.Findings.Length + 1), Finding("F99")) },
            (1, _) => facts with { Changes = facts.Changes.Add(Change()) },
            (2, >= 0) => facts with { Findings = facts.Findings.SetItem(at, facts.Findings[at] with { Level = Graver(facts.Findings[at].Level) }) },
            (3, >= 0) => facts with { Findings = facts.Findings.SetItem(at, More(facts.Findings[at])) },
            _ => _random.Next(4) is var question ? facts with { Answers = facts.Answers.SetItem(question, facts.Answers[question] == Answer.Yes ? Answer.Yes : facts.Answers[question] + 1) } : facts,
        };
    }

    Condition Condition(int depth) => (depth == 0 ? _random.Next(3) : _random.Next(5)) switch
    {
        0 or 1 => Asked(),
        2 => _random.Next(2) == 0 ? new AnswerAtLeast(OneOf(Enum.GetValues<QuestionId>()), OneOf([Answer.CannotTell, Answer.Yes])) : new ChangeWith([OneOf([ChangeOutcome.NoTicket, ChangeOutcome.OutsideWindow])], _random.Next(2) == 0),
        3 => new AnyOf([Condition(depth - 1), Condition(depth - 1)]),
        _ => new AllOf([Condition(depth - 1), Condition(depth - 1)]),
    };

    FindingThat Asked() => new()
    {
        Level = OneOf(Enum.GetValues<Level>()),
        Questions = Some(Enum.GetValues<QuestionId>()),
        Detectors = Some(["tool-proof", "information-budget", "misconfiguration", "indicator-match"]),
        Tools = Some(["iodine", "dnscat2"]),
        Families = Some([Family.Information, Family.Type, Family.Proof]),
        Techniques = Some(["T1071.004", "T1583.002"]),
        Criticalities = Some(Words),
        Roles = Some(Words),
        Clients = Some([.. Networks.Select(Network)]),
        Zones = Some([.. Zones.Select(HostileText.Name)]),
        Proved = _random.Next(6) == 0,
        Tied = _random.Next(6) == 0,
        Listed = _random.Next(6) == 0,
    };

    FindingFact Finding(string id)
    {
        var level = OneOf(Enum.GetValues<Level>());
        var isTied = _random.Next(6) == 0;
        return new(id, level, Bits.Of(_random.Next(-12, 12)), _random.Next(5) == 0 ? null : OneOf(Enum.GetValues<QuestionId>()), !isTied && _random.Next(6) == 0)
        {
            IsTied = isTied,
            IsListed = _random.Next(4) == 0,
            Otherwise = (Level)_random.Next((int)level + 1),
            Most = (Level)_random.Next((int)level, 5),
            Detectors = Some(["tool-proof", "information-budget", "misconfiguration", "indicator-match"]),
            Tool = _random.Next(3) == 0 ? OneOf(["iodine", "dnscat2"]) : null,
            Families = Some([Family.Information, Family.Type, Family.Proof]),
            Techniques = Some(["T1071.004", "T1583.002"]),
            Criticalities = [.. Some(Words).Select(HostileText.Text)],
            Roles = [.. Some(Words).Select(HostileText.Text)],
            Clients = Some([Network("10.0.3.7").First, Network("fd00::1").First]),
            Zones = Some([.. Zones.Select(HostileText.Name)]),
        };
    }

    FindingFact More(FindingFact finding) => _random.Next(5) switch
    {
        0 => finding with { IsProved = true, Tool = finding.Tool ?? "iodine" },
        1 => finding with { IsTied = true },
        2 => finding with { Detectors = finding.Detectors.Add("tool-proof"), Families = finding.Families.Add(Family.Proof) },
        3 => finding with { Clients = finding.Clients.Add(Network("10.0.3.7").First), Criticalities = finding.Criticalities.Add(HostileText.Text("HIGH")) },
        _ => finding with { Zones = finding.Zones.Add(HostileText.Name("a.x-example.com")), Question = finding.Question ?? OneOf(Enum.GetValues<QuestionId>()) },
    };

    ChangeFact Change() => new(OneOf([ChangeOutcome.NoTicket, ChangeOutcome.WrongObject, ChangeOutcome.OutsideWindow]), _random.Next(2) == 0 ? [] : ["F1"]);

    ImmutableArray<T> Some<T>(T[] of) => _random.Next(3) > 0 ? [] : [.. of.Where(_ => _random.Next(2) == 0)];

    T OneOf<T>(T[] of) => of[_random.Next(of.Length)];

    static Level Graver(Level level) => level == Level.Critical ? level : level + 1;

    static Network Network(string text) => Observations.Network.TryParse(text, out var network, out _) ? network : throw new FormatException(text);
}
