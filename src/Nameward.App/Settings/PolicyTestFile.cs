using System.Collections.Immutable;
using Nameward.App.Verbs;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Reports;
using Nameward.Engine.Verdicts;

namespace Nameward.App.Settings;

/// <summary>A file of cases for a policy (docs/policy.md): facts, and what is to be decided of them.</summary>
/// <param name="Policy">The policy that the file names; null where it names none.</param>
/// <param name="Cases">The cases.</param>
sealed record PolicyTestFile(PolicyDocument? Policy, ImmutableArray<PolicyTestCase> Cases)
{
    const int MostCases = 1000;

    /// <summary>Reads the cases, and the policy that the file names.</summary>
    /// <exception cref="UserError">All that is wrong with them.</exception>
    public static PolicyTestFile Read(string path)
    {
        var mistakes = new MistakeList(path);
        var top = YamlTree.Read(SettingsBytes.ToText(SettingsBytes.OfFile("policy test", path, path, "policy-test.yaml", "docs/policy.md shows one"), path), path, mistakes);
        var values = new PolicyValues(mistakes);
        var given = top is null ? [] : values.Known(top, "test", ["policy", "cases"]);
        var reader = new PolicyTestReader(mistakes, values);
        ImmutableArray<PolicyTestCase> cases = given.TryGetValue("cases", out var list) ? [.. values.Items(list.Value, "cases", MostCases).Select(reader.Read).OfType<PolicyTestCase>()] : [];
        if (mistakes.IsEmpty && cases.IsEmpty)
        {
            mistakes.Add(new(path, 1, 1), "cases: there is none", "write cases: and a list of facts with what is expected of them, as docs/policy.md shows");
        }
        var ofPolicy = new List<Mistake>();
        var policy = given.TryGetValue("policy", out var named) && values.Text(named.Value, "policy") is { } file ? Beside(path, file, ofPolicy) : null;
        return mistakes.IsEmpty && ofPolicy.Count == 0 ? new(policy, cases) : throw new UserError([.. mistakes.InOrder(), .. ofPolicy]);
    }

    // The policy is named as seen from the folder of the test, so that both can be moved together.
    static PolicyDocument Beside(string test, string file, List<Mistake> mistakes)
    {
        var path = Path.IsPathRooted(file) ? file : Path.Join(Path.GetDirectoryName(test) ?? "", file);
        return Checked.Try(() => PolicyFile.Read(path, $"policy: {path}"), PolicyDocument.Shipped, mistakes);
    }
}

/// <summary>One case.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Facts">The facts.</param>
/// <param name="Expected">What is to be decided.</param>
/// <param name="Clauses">The clauses that decide, in order; null where any may.</param>
sealed record PolicyTestCase(string Name, FilePlace At, Facts Facts, Decision Expected, ImmutableArray<string>? Clauses)
{
    /// <summary>Puts the case to a policy.</summary>
    public PolicyTestOutcome Run(Policy policy)
    {
        var ruling = policy.Decide(Facts);
        var fired = ruling.Clauses.Select(clause => clause.Id).ToList();
        var decided = PolicyWords.Decisions.First(word => word.Value == ruling.Decision).Key;
        var isRight = ruling.Decision == Expected && (Clauses is not { } clauses || clauses.SequenceEqual(fired));
        return new(Name, $"{At}", isRight ? null : $"decides {decided} by {(fired.Count == 0 ? "no clause" : string.Join(", ", fired))}, where {Wanted()} is expected");
    }

    string Wanted() => PolicyWords.Decisions.First(word => word.Value == Expected).Key + (Clauses is { } clauses ? $" by {(clauses.IsEmpty ? "no clause" : string.Join(", ", clauses))}" : "");
}

/// <summary>Understands the nodes of a case; whatever is wrong is added to the mistakes, with its place.</summary>
sealed class PolicyTestReader(MistakeList mistakes, PolicyValues values)
{
    static readonly string[] OfCase = ["name", "findings", "answers", "changes", "expect", "clauses"];

    readonly PolicyConditionReader _conditions = new(mistakes, values);

    /// <summary>The case; null where it cannot be told.</summary>
    public PolicyTestCase? Read(SettingNode node)
    {
        if (node is not SettingGroup group)
        {
            mistakes.Add(node.At, $"cases: {node.Kind} stands where a case should", "write  - { name: nothing, expect: close }");
            return null;
        }
        var given = values.Known(group, "cases[]", OfCase);
        var name = given.TryGetValue("name", out var called) ? values.Text(called.Value, "name") : "a case without a name";
        if (!given.TryGetValue("expect", out var expect))
        {
            mistakes.Add(group.At, "cases[].expect: is missing", "write expect: close, watch or escalate");
            return null;
        }
        var expected = values.Among(expect.Value, "expect", PolicyWords.Decisions);
        var facts = new Facts(given.TryGetValue("findings", out var findings) ? Findings(findings.Value) : [], given.TryGetValue("answers", out var answers) ? Answers(answers.Value) : AllNo)
        {
            Changes = given.TryGetValue("changes", out var changes) ? Changes(changes.Value) : [],
        };
        ImmutableArray<string>? clauses = given.TryGetValue("clauses", out var fired) ? [.. values.Items(fired.Value, "clauses").Select(item => values.Text(item, "clauses")).OfType<string>()] : null;
        return name is null || expected is not { } decision ? null : new(name, group.At, facts, decision.Value, clauses);
    }

    static ImmutableArray<Answer> AllNo { get; } = [.. PolicyWords.Questions.Select(_ => Answer.No)];

    ImmutableArray<FindingFact> Findings(SettingNode node) => [.. values.Items(node, "findings").Select((item, index) => Finding(item, $"F{index + 1}")).OfType<FindingFact>()];

    FindingFact? Finding(SettingNode node, string id)
    {
        if (node is not SettingGroup group)
        {
            mistakes.Add(node.At, $"findings: {node.Kind} stands where a finding should", "write  - { level: high, question: deviation-from-normal }");
            return null;
        }
        var said = _conditions.FindingOf(group, "findings[]", PolicyConditionReader.OfFinding);
        if (said.Questions.Length > 1 || said.Tools.Length > 1)
        {
            mistakes.Add(group.At, "findings[]: a finding answers one question, and has one tool", "write one of each");
        }
        return new(id, said.Level, Bits.Zero, said.Questions.IsEmpty ? null : said.Questions[0], said.Proved)
        {
            IsTied = said.Tied,
            IsListed = said.Listed,
            Detectors = said.Detectors,
            Tool = said.Tools.FirstOrDefault(),
            Families = said.Families,
            Techniques = said.Techniques,
            Criticalities = [.. said.Criticalities.Select(Engine.Observations.HostileText.Text)],
            Roles = [.. said.Roles.Select(Engine.Observations.HostileText.Text)],
            Clients = [.. said.Clients.Select(client => client.First)],
            Zones = said.Zones,
        };
    }

    ImmutableArray<Answer> Answers(SettingNode node)
    {
        if (node is not SettingGroup group)
        {
            mistakes.Add(node.At, $"answers: {node.Kind} stands where a group of keys should", "write answers: { known-c2-domains: yes }; those that are not given are no");
            return AllNo;
        }
        var answers = AllNo;
        foreach (var entry in values.Known(group, "answers", [.. PolicyWords.Questions.Keys.Order(StringComparer.Ordinal)]).Values)
        {
            answers = answers.SetItem((int)PolicyWords.Questions[entry.Key], values.Among(entry.Value, $"answers.{entry.Key}", PolicyWords.Answers)?.Value ?? Answer.No);
        }
        return answers;
    }

    ImmutableArray<ChangeFact> Changes(SettingNode node) => [.. values.Items(node, "changes").Select(Change).OfType<ChangeFact>()];

    ChangeFact? Change(SettingNode node)
    {
        if (node is not SettingGroup group || !values.Known(group, "changes[]", ["outcome", "tied"]).TryGetValue("outcome", out var outcome))
        {
            mistakes.Add(node.At, "changes[].outcome: is missing", "write  - { outcome: no-ticket }, with tied: true where it is tied to the first finding");
            return null;
        }
        var tied = group.Entries.FirstOrDefault(entry => entry.Key == "tied");
        return values.Among(outcome.Value, "changes[].outcome", PolicyWords.Outcomes) is { } word ? new(word.Value, tied.Key is not null && values.Mark(tied.Value, "changes[].tied") ? ["F1"] : []) : null;
    }
}
