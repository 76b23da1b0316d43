using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Verdicts;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>The shipped policy over every combination of two findings and four answers.</summary>
public class PolicyTests
{
    static readonly FindingFact[] Kinds =
    [
        .. from level in Enum.GetValues<Level>() from question in (QuestionId[])[QuestionId.DeviationFromNormal, QuestionId.KnownC2Domains] select new FindingFact("F1", level, Bits.Zero, question, false),
        new("F1", Level.Critical, Bits.Zero, QuestionId.DeviationFromNormal, true),
        new("F1", Level.Low, Bits.Zero, null, false),
        new("F1", Level.High, Bits.Zero, null, false) { IsTied = true },
    ];

    static readonly Facts[] All = [.. from findings in Pairs() from answers in Answers(Enum.GetValues<QuestionId>().Length) select new Facts(findings, answers)];

    [Fact]
    public void OneFindingMoreNeverGivesALesserDecision() => AssertNeverLess(facts => Kinds.Select(kind => facts with { Findings = facts.Findings.Add(kind) }));

    [Fact]
    public void AGraverFindingNeverGivesALesserDecision() => AssertNeverLess(facts => facts.Findings.Where(finding => finding.Level < Level.Critical)
        .Select(finding => facts with { Findings = facts.Findings.Replace(finding, finding with { Level = finding.Level + 1 }) }));

    [Fact]
    public void AToolThatIsProvedEscalatesByAClauseOfItsOwn()
    {
        var facts = new Facts([new("F1", Level.Critical, Bits.Zero, QuestionId.DeviationFromNormal, true), new("F2", Level.Medium, Bits.Zero, QuestionId.DeviationFromNormal, false)], [.. Enumerable.Repeat(Answer.No, 4)]);
        var clause = Policy.Shipped.Decide(facts).Clauses.Single(clause => clause.Id == "tool-proved");
        Assert.Equal(["F1"], clause.When.On(facts));
        Assert.DoesNotContain(Policy.Shipped.Decide(facts with { Findings = [facts.Findings[1]] }).Clauses, other => other.Id == "tool-proved");
    }

    [Fact]
    public void AWorseAnswerNeverGivesALesserDecision() => AssertNeverLess(facts => Enumerable.Range(0, facts.Answers.Length).Where(i => facts.Answers[i] < Answer.Yes)
        .Select(i => facts with { Answers = facts.Answers.SetItem(i, facts.Answers[i] + 1) }));

    [Fact]
    public void TheDecisionIsThatOfTheRunbook()
    {
        Assert.All(All, facts =>
        {
            var escalates = facts.Findings.Any(finding => finding.IsProved || finding.IsTied || (finding.Level >= Level.High && !IsVouched(finding)))
                || facts.Answers.Where((answer, question) => answer == Answer.Yes && question != (int)QuestionId.DeviationFromNormal).Any();
            var closes = facts.Findings.All(finding => !finding.IsTied && (IsVouched(finding) || finding.Level < Level.Medium)) && facts.Answers.All(answer => answer == Answer.No);
            Assert.Equal(escalates ? Decision.Escalate : closes ? Decision.Close : Decision.Watch, Policy.Shipped.Decide(facts).Decision);
        });
    }

    [Fact]
    public void WhateverIsNotClosedNamesTheClauseThatDecided() =>
        Assert.All(All.Select(Policy.Shipped.Decide), ruling => Assert.Equal(ruling.Decision == Decision.Close, ruling.Clauses.IsEmpty));

    static void AssertNeverLess(Func<Facts, IEnumerable<Facts>> worse)
    {
        var tried = 0;
        foreach (var facts in All)
        {
            var before = Policy.Shipped.Decide(facts).Decision;
            foreach (var after in worse(facts))
            {
                Assert.True(Policy.Shipped.Decide(after).Decision >= before, $"{Text(facts)} is {before}, {Text(after)} is {Policy.Shipped.Decide(after).Decision}");
                tried++;
            }
        }
        Assert.True(tried > All.Length);
    }

    static IEnumerable<ImmutableArray<FindingFact>> Pairs()
    {
        yield return [];
        for (var i = 0; i < Kinds.Length; i++)
        {
            yield return [Kinds[i]];
            for (var j = i; j < Kinds.Length; j++)
            {
                yield return [Kinds[i], Kinds[j] with { Id = "F2" }];
            }
        }
    }

    static IEnumerable<ImmutableArray<Answer>> Answers(int questions) => questions == 0 ? [[]] :
        from rest in Answers(questions - 1) from answer in Enum.GetValues<Answer>() select rest.Add(answer);

    static bool IsVouched(FindingFact finding) => finding.Question != QuestionId.DeviationFromNormal;

    static string Text(Facts facts) => $"{string.Join(' ', facts.Findings.Select(finding => $"{finding.Level}{(IsVouched(finding) ? " vouched" : "")}"))} with {string.Join(' ', facts.Answers)}";
}
