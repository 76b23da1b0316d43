using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports;
using Nameward.Engine.Tests;
using Nameward.Engine.Tests.Verdicts;
using Nameward.Engine.Verdicts;
using Xunit;

namespace Nameward.App.Tests.Settings;

/// <summary>A policy file: what is printed reads back to the same policy, and every mistake is said with its place.</summary>
public sealed class PolicyFileTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void WhatIsPrintedReadsBackToTheSamePolicy() => Prop.ForAll<int>(seed =>
    {
        var policy = new RandomPolicies(seed).Policy();
        var printed = Printed(policy);
        Assert.Equal(printed, Printed(Read(printed).Policy));
        Assert.All(Enumerable.Range(0, 5), step => Assert.Equal(Ruled(policy, seed + step), Ruled(Read(printed).Policy, seed + step)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void TheShippedPolicyReadsBackToItself() => Assert.Equal(Printed(Policy.Shipped), Printed(Read(Printed(Policy.Shipped)).Policy));

    [Fact]
    public void EveryShippedClauseIsExplainedInTheDocumentation()
    {
        var rows = File.ReadAllLines(Samples.Own("docs/policy.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(row => row.Length == 6);
        Assert.Equal(Policy.Shipped.Clauses.Select(clause => $"`{clause.Id}` {PolicyWords.Decisions.First(word => word.Value == clause.Then).Key}"), rows.Select(row => $"{row[1]} {row[2]}"));
    }

    [Fact]
    public void ClausesAreAddedReplacedAndSwitchedOff()
    {
        var read = Read("policy: 3\noff: [cannot-tell, listed-server]\nclauses:\n- { id: mine, text: a, then: watch, when: { finding: { level: low } }, before: channel }\n- { id: anomaly, text: b, then: escalate, when: { finding: { level: low, zone: x-example.com } } }\n");
        Assert.Equal("tool-proved mine channel known-c2 unauthorised-server misconfiguration anomaly", string.Join(' ', read.Policy.Clauses.Select(clause => clause.Id)));
        Assert.Equal(("shipped", "policy.yaml:4:9", "policy.yaml:5:9, in place of the shipped one"), (read.Origins["channel"], Local(read.Origins["mine"]), Local(read.Origins["anomaly"])));
        Assert.Equal(["cannot-tell", "listed-server"], read.Off);
        Assert.Equal(Decision.Escalate, read.Policy.Clauses[^1].Then);
        Assert.NotNull(read.Policy.Sha256);
    }

    [Theory]
    [InlineData("", "policy: is missing: the version of the shipped policy that this one is written against @1:1 do write policy: 3")]
    [InlineData("policy: 4", "policy: 4 is of a newer program: this one knows 3 @1:9 do use a newer program, or compare with nameward policy show and write policy: 3")]
    [InlineData("policy: three", "policy: three is no version that this program knows @1:9 do write policy: 3")]
    [InlineData("clause: []", "policy.clause: there is no such key @2:1 do write clauses")]
    [InlineData("off: [anomal]", "off: anomal: there is no such clause to switch off @2:7 do write anomaly")]
    [InlineData("clauses: [ { id: a, then: watch, when: { finding: { level: low } } } ]", "clauses[].text: is missing @2:12 do write text: and what the clause means, for whoever reads the decision")]
    [InlineData("clauses: [ { id: a, text: '', then: watch, when: { finding: { level: low } } } ]", "text: is empty @2:27 do write what the clause means, for whoever reads the decision")]
    [InlineData("clauses: [ { id: a, text: b, then: close, when: { finding: { level: low } } } ]", "a: decides close, which is what is decided where no clause fires @2:18 do write watch or escalate")]
    [InlineData("clauses: [ { id: a, text: b, then: watc, when: { finding: { level: low } } } ]", "then: watc is not known @2:36 do write watch")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { finding: { level: hgh } } } ]", "when.finding.level: hgh is not known @2:69 do write high")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { finding: { tool: iodin } } } ]", "when.finding.tool: iodin is not known @2:68 do write iodine")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { finding: { detector: long-name } } } ]", "when.finding.detector: long-name is not known @2:72 do write long-names")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { finding: { question: known-c2 } } } ]", "when.finding.question: known-c2 is not known @2:72 do write known-c2-domains")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { finding: { lvel: high } } } ]", "when.finding.lvel: there is no such key @2:62 do write level")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { finding: { zone: [] } } } ]", "when.finding.zone: an empty list, of which nothing is a member @2:68 do write a member, or take the line out")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { any: [] } } ]", "when.any: an empty list of conditions @2:56 do write a condition in it, or take the clause out")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { not: { finding: { level: low } } } } ]", "when.not: there is no not: evidence that is missing must never raise a decision, nor more of it lower one @2:51 do ask for what is there")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { finding: { proved: false } } } ]", "when.finding.proved: false is not known @2:70 do write proved: true, or leave it out: a condition asks for what is there, never for what is not")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { finding: { level: critical, tied: true } } } ]", "a: asks for a finding that no detector gives: no kind of finding has all of this together @2:18 do write a condition that some evidence meets, and other evidence does not")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { finding: { level: high, detector: high-frequency } } } ]", "a: asks for a finding that no detector gives: no kind of finding has all of this together @2:18 do write a condition")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { answer: { question: known-c2-domains, least: no } } } ]", "a: asks for an answer that is at least no, which every answer is @2:18 do write a condition")]
    [InlineData("clauses: [ { id: a, text: b, then: escalate, when: { change: { outcome: approved } } } ]", "a: names approved, and what was approved speaks against nobody @2:18 do write a condition")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { finding: { level: critical, question: deviation-from-normal } } } ]", "a: never decides: wherever it fires, channel fires too, and is graver @2:18 do take a off, or ask for less in it than channel does")]
    [InlineData("clauses: [ { id: a, text: b, then: escalate, when: { finding: { tied: true } } } ]", "a: asks for the same as misconfiguration and decides the same @2:18 do keep one of them")]
    [InlineData("clauses: [ { id: a, text: b, then: escalate, when: { finding: { level: low } } } ]", "anomaly: never decides: wherever it fires, a fires too, and is graver @2:18 do take anomaly off, or ask for less in it than a does")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { finding: { level: low } }, before: chanel } ]", "before: chanel: there is no such clause @2:86 do write channel")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { finding: { level: low } } }, { id: a, text: b, then: watch, when: { finding: { proved: true } } } ]", "a: two clauses have this id, the first in line 2 @2:86 do give one of them another id")]
    [InlineData("clauses: [ { id: a, text: b, then: watch, when: { finding: { client: 10.0.0.7/8 } } } ]", "when.finding.client: 10.0.0.7/8 sets bits behind its length @2:70 do write 10.0.0.0/8, or 10.0.0.7 for that address alone")]
    public void AMistakeIsSaidWithItsPlace(string text, string said)
    {
        var whole = text.Length == 0 || text.StartsWith("policy", StringComparison.Ordinal) ? text : "policy: 3\n" + text;
        var mistakes = Assert.Throws<UserError>(() => Read(whole)).Mistakes;
        Assert.StartsWith(said, $"{mistakes[0].What} @{Local(mistakes[0].Here)["policy.yaml:".Length..]} do {mistakes[0].Do}", StringComparison.Ordinal);
    }

    [Fact]
    public void AllMistakesAreSaidAtOnce() => Assert.Equal(4, Assert.Throws<UserError>(() =>
        Read("policy: 9\noff: [x]\nclauses: [ { id: a, text: b, then: watch, when: { finding: { level: hgh, tool: iodin } } } ]\n")).Mistakes.Length);

    [Fact]
    public void APolicyThatNeverEscalatesIsWarnedOf()
    {
        Assert.Equal(["policy.yaml: no clause escalates, so that level 2 never hears of anything"], Read("policy: 3\nfrom: none\nclauses: [ { id: a, text: b, then: watch, when: { finding: { level: low } } } ]\n").Warnings.Select(Local));
        Assert.Empty(Read("policy: 3\n").Warnings);
    }

    [Fact]
    public void DeepAndDamagedFilesGiveMistakesAndNothingElse()
    {
        var seed = File.ReadAllBytes(Samples.Own("samples/policy/policy.yaml"));
        for (var number = 0; number < 500; number++)
        {
            var random = new Random(number);
            List<byte> bytes = [.. seed];
            for (var edits = random.Next(1, 8); edits > 0; edits--)
            {
                bytes.Insert(random.Next(bytes.Count), "[]{}:,#-\" \n"u8[random.Next(11)]);
            }
            _place.Write("policy.yaml", [.. bytes]);
            AssertReadsOrSays(number);
        }
        Assert.Throws<UserError>(() => Read("policy: 3\nclauses: [ { when: " + string.Concat(Enumerable.Repeat("{ any: [ ", 50))));
    }

    void AssertReadsOrSays(int number)
    {
        try
        {
            PolicyFile.Read(_place["policy.yaml"], "policy");
        }
        catch (UserError error)
        {
            Assert.True(error.Mistakes.All(mistake => mistake.What.Length < 1000), $"seed {number}");
        }
    }

    static string Ruled(Policy policy, int seed) => policy.Decide(new RandomPolicies(seed).Facts()) is var ruling ? $"{ruling.Decision} {string.Join(' ', ruling.Clauses.Select(clause => clause.Id))}" : "";

    static string Printed(Policy policy) => Encoding.UTF8.GetString(PolicyYaml.Render(new(policy, System.Collections.Immutable.ImmutableDictionary.CreateRange(policy.Clauses.Select(clause => KeyValuePair.Create(clause.Id, "shipped"))), [], [])));

    PolicyDocument Read(string text)
    {
        _place.Write("policy.yaml", Encoding.UTF8.GetBytes(text));
        return PolicyFile.Read(_place["policy.yaml"], "--policy policy.yaml");
    }

    string Local(string? path) => (path ?? "").Replace(_place.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
