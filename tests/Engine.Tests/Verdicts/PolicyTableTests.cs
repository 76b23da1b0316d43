using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Nameward.Engine.Findings;
using Nameward.Engine.Verdicts;
using Xunit;

namespace Nameward.Engine.Tests.Verdicts;

/// <summary>The shipped policy over every subset of what its clauses look at, against a table written apart; and what holds of every policy that can be written.</summary>
public class PolicyTableTests
{
    static readonly (string Is, FindingFact Finding)[] Inputs =
    [
        ("proved", new("P", Level.Critical, Bits.Zero, null, true)),
        ("channel", new("C", Level.High, Bits.Zero, QuestionId.DeviationFromNormal, false)),
        ("odd traffic", new("T", Level.Medium, Bits.Zero, QuestionId.DeviationFromNormal, false)),
        ("odd server", new("S", Level.Medium, Bits.Zero, QuestionId.UnauthorizedDnsServers, false)),
        ("tied", new("M", Level.Low, Bits.Zero, null, false) { IsTied = true }),
        ("hardening", new("H", Level.Low, Bits.Zero, null, false)),
        ("listed", new("L", Level.High, Bits.Zero, QuestionId.KnownC2Domains, false) { IsListed = true }),
    ];

    [Fact]
    public void EverySubsetOfInputsGivesWhatTheTableSays()
    {
        var rows = 0;
        for (var subset = 0; subset < 1 << Inputs.Length; subset++)
        {
            var there = Inputs.Where((_, index) => (subset >> index & 1) == 1).ToList();
            for (var code = 0; code < 81; code++)
            {
                ImmutableArray<Answer> answers = [(Answer)(code % 3), (Answer)(code / 3 % 3), (Answer)(code / 9 % 3), (Answer)(code / 27)];
                var ruling = Policy.Shipped.Decide(new([.. there.Select(input => input.Finding)], answers));
                var (decision, clauses) = Table([.. there.Select(input => input.Is)], answers);
                Assert.Equal($"{decision}: {clauses}", $"{ruling.Decision}: {string.Join(' ', ruling.Clauses.Select(clause => clause.Id))}");
                rows++;
            }
        }
        Assert.Equal(128 * 81, rows);
    }

    /// <summary>The runbook's decision in its own words: "Escalate to Tier 2 if unauthorized DNS servers are identified, communications to known C2 domains are detected, or there are signs of DNS
    /// misconfigurations that facilitate C2 activities"; what is only unusual, or cannot be told, is kept and watched.</summary>
    static (Decision, string) Table(HashSet<string> there, ImmutableArray<Answer> answers)
    {
        List<string> escalates =
        [
            .. there.Contains("proved") ? ["tool-proved"] : Array.Empty<string>(),
            .. there.Contains("channel") ? ["channel"] : Array.Empty<string>(),
            .. answers[1] == Answer.Yes ? ["known-c2"] : Array.Empty<string>(),
            .. answers[3] == Answer.Yes ? ["listed-server"] : Array.Empty<string>(),
            .. answers[0] == Answer.Yes ? ["unauthorised-server"] : Array.Empty<string>(),
            .. there.Contains("tied") ? ["misconfiguration"] : Array.Empty<string>(),
        ];
        if (escalates.Count > 0)
        {
            return (Decision.Escalate, string.Join(' ', escalates));
        }
        List<string> watches =
        [
            .. there.Overlaps(["odd traffic", "odd server"]) ? ["anomaly"] : Array.Empty<string>(),
            .. answers.Any(answer => answer != Answer.No) ? ["cannot-tell"] : Array.Empty<string>(),
        ];
        return watches.Count > 0 ? (Decision.Watch, string.Join(' ', watches)) : (Decision.Close, "");
    }

    [Fact]
    public void TheShippedPolicyHasNoClauseThatCanNeverDecide() => Assert.Empty(PolicyCheck.Of(Policy.Shipped.Clauses));

    [Fact]
    public void MoreThatSpeaksAgainstSomebodyNeverLessensADecision() => Prop.ForAll<int>(seed =>
    {
        var random = new RandomPolicies(seed);
        Policy[] policies = [Policy.Shipped, random.Policy()];
        var facts = random.Facts();
        for (var step = 0; step < 12; step++)
        {
            var worse = random.Worse(facts);
            Assert.All(policies, policy => Assert.True(policy.Decide(worse).Decision >= policy.Decide(facts).Decision, $"seed {seed}"));
            facts = worse;
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void AnImpliedConditionHoldsWhereverTheOtherDoes() => Prop.ForAll<int>(seed =>
    {
        var random = new RandomPolicies(seed);
        Clause[] clauses = [.. random.Policy().Clauses, .. random.Policy().Clauses, .. Policy.Shipped.Clauses];
        var facts = random.Facts();
        var pairs = from one in clauses from other in clauses where one.When.Implies(other.When) && one.When.Holds(facts) select other;
        Assert.All(pairs, other => Assert.True(other.When.Holds(facts), $"seed {seed}"));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
