using FsCheck;
using FsCheck.Fluent;
using Nameward.Engine.Findings;
using Nameward.Engine.Verdicts;
using Xunit;

namespace Nameward.Engine.Tests.Verdicts;

/// <summary>Each thing that is said to change the decision is done, and changes it; and nothing less than the whole of it does.</summary>
public class ChangeSearchTests
{
    [Fact]
    public void EveryClaimIsTrueAndNoPartOfItIsEnough()
    {
        var (claims, together) = (0, 0);
        Prop.ForAll<int>(seed =>
        {
            var random = new RandomPolicies(seed);
            var facts = random.Facts();
            foreach (var policy in (Policy[])[Policy.Shipped, random.Policy()])
            {
                var search = new ChangeSearch(policy, facts);
                var before = policy.Decide(facts).Decision;
                foreach (var claim in search.Find())
                {
                    Assert.NotEqual(before, claim.Decision);
                    Assert.Equal(claim.Decision, policy.Decide(search.Apply(claim.Inputs)).Decision);
                    Assert.InRange(claim.Inputs.Length, 1, ChangeSearch.MostTogether);
                    for (var subset = 0; subset < (1 << claim.Inputs.Length) - 1; subset++)
                    {
                        Assert.Equal(before, policy.Decide(search.Apply([.. claim.Inputs.Where((_, index) => (subset >> index & 1) == 1)])).Decision);
                    }
                    claims++;
                    together += claim.Inputs.Length > 1 ? 1 : 0;
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
        Assert.True(claims > 500 && together > 20, $"{claims} claims, {together} of several inputs");
    }

    [Fact]
    public void WhatActsAlikeGoesTogether()
    {
        var facts = new Facts([.. Enumerable.Range(1, 1000).Select(number => new FindingFact($"F{number}", Level.High, Bits.Zero, QuestionId.DeviationFromNormal, false))],
            [Answer.No, Answer.No, Answer.Yes, Answer.No])
        {
            Otherwise = [Answer.No, Answer.No, Answer.No, Answer.No],
        };
        var claims = new ChangeSearch(Policy.Shipped, facts).Find();
        Assert.Equal(["FindingsGone 1000 Close", "FindingsAt 1000 Watch", "FindingsAt 1000 Close"], claims.Select(claim => $"{claim.Inputs[0].GetType().Name} {((FindingsChange)claim.Inputs[0]).Findings.Length} {claim.Decision}"));
    }

    [Fact]
    public void AThousandFindingsOfManyKindsAreSearchedWithinBounds()
    {
        var facts = new Facts([.. Enumerable.Range(1, 1000).Select(number => new FindingFact($"F{number}", (Level)(number % 5), Bits.Zero, (QuestionId)(number / 5 % 4), number % 7 == 0) { Otherwise = (Level)(number % 3), Most = (Level)Math.Max(number % 5, number % 4) })],
            [Answer.Yes, Answer.Yes, Answer.Yes, Answer.Yes]);
        var policy = new Counted();
        Assert.Empty(new ChangeSearch(policy.Policy, facts).Find());
        Assert.InRange(policy.Asked, 1, ChangeSearch.MostTried * 2 + 10);
    }

    [Fact]
    public void AFindingThatAnswersAQuestionTakesItsAnswerAlong()
    {
        var facts = new Facts([new("F1", Level.High, Bits.Zero, QuestionId.UnauthorizedDnsServers, false)], [Answer.Yes, Answer.No, Answer.No, Answer.No]) { Otherwise = [Answer.No, Answer.No, Answer.No, Answer.No] };
        Assert.Contains(new ChangeSearch(Policy.Shipped, facts).Find(), claim => claim is { Decision: Decision.Close, Inputs: [FindingsGone { Findings: ["F1"] }] });
    }

    /// <summary>A policy whose decision nothing changes, and that counts how often it is asked.</summary>
    sealed class Counted
    {
        public int Asked { get; private set; }

        public Policy Policy => new(3, [.. Policy.Shipped.Clauses, new("always", "counts", Decision.Escalate, new Always(this))]);

        sealed record Always(Counted Counter) : Condition
        {
            public override string? Fault => null;

            public override bool Holds(Facts facts)
            {
                Counter.Asked++;
                return true;
            }

            public override System.Collections.Immutable.ImmutableArray<string> On(Facts facts) => [];
        }
    }
}
