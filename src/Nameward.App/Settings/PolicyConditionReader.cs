using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.App.Settings;

/// <summary>Understands the conditions of a policy; whatever is wrong is added to the mistakes, with its place.</summary>
sealed class PolicyConditionReader(MistakeList mistakes, PolicyValues values)
{
    static readonly string[] Kinds = ["finding", "answer", "change", "any", "all"];

    static readonly string[] OfAnswer = ["question", "least"];

    static readonly string[] OfChange = ["outcome", "tied"];

    /// <summary>What may be asked of a finding.</summary>
    public static ImmutableArray<string> OfFinding { get; } = ["level", "proved", "tied", "listed", "question", "detector", "tool", "family", "technique", "criticality", "role", "client", "zone"];

    /// <summary>The condition; null where it cannot be told.</summary>
    public Condition? Read(SettingNode node, string path)
    {
        if (node is not SettingGroup group)
        {
            mistakes.Add(node.At, $"{path}: {node.Kind} stands where a condition should", "write { finding: { level: high } }, or another condition of docs/policy.md");
            return null;
        }
        if (group.Entries.FirstOrDefault(entry => entry.Key == "not") is { Key: not null } not)
        {
            mistakes.Add(not.At, $"{path}.not: there is no not: evidence that is missing must never raise a decision, nor more of it lower one", "ask for what is there");
            return null;
        }
        var given = values.Known(group, path, Kinds);
        if (given.Count != 1)
        {
            if (given.Count > 1 || group.Entries.IsEmpty)
            {
                mistakes.Add(group.At, $"{path}: {(given.Count == 0 ? "an empty condition" : $"{string.Join(" and ", given.Keys)} stand side by side")}", "write one of finding, answer, change, any, all; several stand in a list behind all: or any:");
            }
            return null;
        }
        var (kind, entry) = given.Single();
        return kind switch
        {
            "any" => Many(entry.Value, $"{path}.any") is { } any ? new AnyOf(any) : null,
            "all" => Many(entry.Value, $"{path}.all") is { } all ? new AllOf(all) : null,
            _ => Single(kind, entry.Value, $"{path}.{kind}"),
        };
    }

    ImmutableArray<Condition>? Many(SettingNode node, string path)
    {
        if (node is SettingList { Items.IsEmpty: true })
        {
            mistakes.Add(node.At, $"{path}: an empty list of conditions", "write a condition in it, or take the clause out");
            return null;
        }
        var conditions = values.Items(node, path).Select(item => Read(item, path)).ToList();
        return conditions.Contains(null) ? null : [.. conditions.OfType<Condition>()];
    }

    Condition? Single(string kind, SettingNode node, string path)
    {
        if (node is not SettingGroup group)
        {
            mistakes.Add(node.At, $"{path}: {node.Kind} stands where a group of keys should", kind switch
            {
                "answer" => "write answer: { question: known-c2-domains, least: yes }",
                "change" => "write change: { outcome: [no-ticket], tied: true }",
                _ => "write finding: { level: high }",
            });
            return null;
        }
        return kind switch { "answer" => AnswerOf(group, path), "change" => ChangeOf(group, path), _ => FindingOf(group, path, OfFinding) };
    }

    AnswerAtLeast? AnswerOf(SettingGroup group, string path)
    {
        var given = values.Known(group, path, OfAnswer);
        foreach (var missing in OfAnswer.Where(key => group.Entries.All(entry => entry.Key != key)))
        {
            mistakes.Add(group.At, $"{path}.{missing}: is missing", missing == "least" ? "write least: yes, or least: cannot-tell" : $"write question: and one of {string.Join(", ", PolicyWords.Questions.Keys.Order(StringComparer.Ordinal))}");
        }
        var question = given.TryGetValue("question", out var asked) ? values.Among(asked.Value, $"{path}.question", PolicyWords.Questions) : null;
        var answer = given.TryGetValue("least", out var least) ? values.Among(least.Value, $"{path}.least", PolicyWords.Answers) : null;
        return question is { } known && answer is { } word ? new(known.Value, word.Value) : null;
    }

    ChangeWith? ChangeOf(SettingGroup group, string path)
    {
        var given = values.Known(group, path, OfChange);
        if (group.Entries.All(entry => entry.Key != "outcome"))
        {
            mistakes.Add(group.At, $"{path}.outcome: is missing", "write outcome: [no-ticket], or other outcomes of docs/changes.md");
        }
        return given.TryGetValue("outcome", out var outcome) && values.Many(outcome.Value, $"{path}.outcome", PolicyWords.Outcomes) is { IsEmpty: false } outcomes
            ? new(outcomes, given.TryGetValue("tied", out var tied) && values.Mark(tied.Value, $"{path}.tied")) : null;
    }

    /// <summary>What is asked of a finding, or said of one in a test.</summary>
    /// <param name="group">The keys.</param>
    /// <param name="path">Where they stand.</param>
    /// <param name="keys">The keys that there may be.</param>
    public FindingThat FindingOf(SettingGroup group, string path, IReadOnlyCollection<string> keys)
    {
        var finding = new FindingThat();
        foreach (var entry in values.Known(group, path, keys).Values)
        {
            finding = Asked(finding, entry, $"{path}.{entry.Key}");
        }
        return finding;
    }

    FindingThat Asked(FindingThat finding, SettingEntry entry, string path) => entry.Key switch
    {
        "level" => finding with { Level = values.Among(entry.Value, path, PolicyWords.Levels)?.Value ?? default },
        "proved" => finding with { Proved = values.Mark(entry.Value, path) },
        "tied" => finding with { Tied = values.Mark(entry.Value, path) },
        "listed" => finding with { Listed = values.Mark(entry.Value, path) },
        "question" => finding with { Questions = values.Many(entry.Value, path, PolicyWords.Questions) },
        "detector" => finding with { Detectors = values.Many(entry.Value, path, PolicyWords.Detectors) },
        "tool" => finding with { Tools = values.Many(entry.Value, path, PolicyWords.Tools) },
        "family" => finding with { Families = values.Many(entry.Value, path, PolicyWords.Families) },
        "technique" => finding with { Techniques = values.Many(entry.Value, path, PolicyWords.Techniques) },
        "criticality" => finding with { Criticalities = values.Many(entry.Value, path, Word) },
        "role" => finding with { Roles = values.Many(entry.Value, path, Word) },
        "client" => finding with { Clients = values.Many(entry.Value, path, SiteText.Network) },
        "zone" => finding with { Zones = [.. values.Many(entry.Value, path, SiteText.Zone).Select(zone => HostileText.Name(zone))] },
        _ => finding,
    };

    static Understood<string> Word(string text) => text.Length == 0 ? Understood.Not<string>("is no word", "write a word as the inventory has it") : Understood.As(text);
}
