using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Verdicts;

namespace Nameward.App.Settings;

/// <summary>Understands the nodes of a policy file: clauses that are added to the shipped ones, stand in their place, or switch them off. Whatever is wrong is added to the mistakes, with its place.</summary>
sealed class PolicyFileReader(MistakeList mistakes)
{
    /// <summary>Clauses of one file; more are no policy that somebody can know.</summary>
    const int MostClauses = 200;

    static readonly string[] OfFile = ["policy", "from", "off", "clauses"];

    static readonly string[] OfClause = ["id", "text", "then", "when", "before"];

    static readonly ImmutableDictionary<string, Policy> Beginnings = ImmutableDictionary.CreateRange<string, Policy>([new("shipped", Policy.Shipped), new("none", Policy.Shipped with { Clauses = [] })]);

    readonly PolicyValues _values = new(mistakes);

    /// <summary>The policy; worth something only where no mistake was added.</summary>
    public PolicyDocument Read(SettingGroup top)
    {
        var given = _values.Known(top, "policy", OfFile);
        CheckVersion(given, top.At);
        var begin = given.TryGetValue("from", out var from) ? _values.Among(from.Value, "from", Beginnings)?.Value ?? Policy.Shipped : Policy.Shipped;
        var written = given.TryGetValue("clauses", out var clauses) ? ReadClauses(clauses.Value) : [];
        var off = given.TryGetValue("off", out var list) ? ReadOff(list.Value, begin, written) : [];
        return Compose(begin, off, written);
    }

    void CheckVersion(Dictionary<string, SettingEntry> given, FilePlace top)
    {
        var newest = Policy.Shipped.Version;
        if (!given.TryGetValue("policy", out var entry))
        {
            mistakes.Add(top, "policy: is missing: the version of the shipped policy that this one is written against", $"write policy: {newest}");
        }
        else if (_values.Text(entry.Value, "policy") is { } text && text != $"{newest}")
        {
            var isNewer = int.TryParse(text, out var version) && version > newest;
            mistakes.Add(entry.Value.At, isNewer ? $"policy: {version} is of a newer program: this one knows {newest}" : $"policy: {MistakeList.Shown(text)} is no version that this program knows",
                isNewer ? $"use a newer program, or compare with nameward policy show and write policy: {newest}" : $"write policy: {newest}");
        }
    }

    List<WrittenClause> ReadClauses(SettingNode node)
    {
        var clauses = new List<WrittenClause>();
        foreach (var item in _values.Items(node, "clauses", MostClauses))
        {
            if (item is not SettingGroup group)
            {
                mistakes.Add(item.At, $"clauses: {item.Kind} stands where a clause should", "write  - { id: ours, text: what it means, then: escalate, when: { finding: { level: high } } }");
            }
            else if (ReadClause(group) is { } clause)
            {
                var same = clauses.Find(other => other.Clause.Id == clause.Clause.Id);
                if (same is not null)
                {
                    mistakes.Add(clause.At, $"{clause.Clause.Id}: two clauses have this id, the first in line {same.At.Line}", "give one of them another id");
                }
                else
                {
                    clauses.Add(clause);
                }
            }
        }
        return clauses;
    }

    WrittenClause? ReadClause(SettingGroup group)
    {
        var given = _values.Known(group, "clauses[]", OfClause);
        foreach (var missing in OfClause.Take(4).Where(key => group.Entries.All(entry => entry.Key != key)))
        {
            mistakes.Add(group.At, $"clauses[].{missing}: is missing", missing switch
            {
                "id" => "write id: and lower-case words with hyphens between them",
                "text" => "write text: and what the clause means, for whoever reads the decision",
                "then" => "write then: watch, or then: escalate",
                _ => "write when: { finding: { level: high } }, or another condition of docs/policy.md",
            });
        }
        var id = given.TryGetValue("id", out var named) ? _values.One(named.Value, "id", SiteText.Target)?.Value : null;
        var text = given.TryGetValue("text", out var said) ? _values.Text(said.Value, "text") : null;
        if (text is { Length: 0 })
        {
            mistakes.Add(said.Value.At, "text: is empty", "write what the clause means, for whoever reads the decision");
        }
        var then = given.TryGetValue("then", out var decision) ? _values.Among(decision.Value, "then", PolicyWords.Decisions) : null;
        var when = given.TryGetValue("when", out var condition) ? new PolicyConditionReader(mistakes, _values).Read(condition.Value, "when") : null;
        var before = given.TryGetValue("before", out var place) ? _values.Text(place.Value, "before") : null;
        return id is null || text is null || then is not { } decided || when is null ? null : new(new(id, text, decided.Value, when), named.Value.At, before, before is null ? named.Value.At : place.Value.At);
    }

    List<string> ReadOff(SettingNode node, Policy begin, List<WrittenClause> written)
    {
        var off = new List<string>();
        var known = begin.Clauses.Select(clause => clause.Id).ToList();
        foreach (var item in _values.Items(node, "off", MostClauses))
        {
            if (_values.Text(item, "off") is not { } id)
            {
                continue;
            }
            if (!known.Contains(id))
            {
                mistakes.Add(item.At, $"off: {MistakeList.Shown(id)}: there is no such clause to switch off", Near(id, known));
            }
            else if (written.Exists(clause => clause.Clause.Id == id))
            {
                mistakes.Add(item.At, $"off: {id}: is switched off, and written under clauses too", "keep one of both: a clause of the same id takes the shipped one's place");
            }
            off.Add(id);
        }
        return off;
    }

    PolicyDocument Compose(Policy begin, List<string> off, List<WrittenClause> written)
    {
        var origins = begin.Clauses.ToImmutableDictionary(clause => clause.Id, _ => "shipped").SetItems(
            written.Select(clause => KeyValuePair.Create(clause.Clause.Id, begin.Clauses.Any(shipped => shipped.Id == clause.Clause.Id) ? $"{clause.At}, in place of the shipped one" : $"{clause.At}")));
        var clauses = begin.Clauses.Where(clause => !off.Contains(clause.Id)).Select(clause => written.Find(other => other.Clause.Id == clause.Id)?.Clause ?? clause).ToList();
        foreach (var added in written.Where(clause => clauses.All(there => there.Id != clause.Clause.Id)))
        {
            var place = added.Before is null ? clauses.Count : clauses.FindIndex(clause => clause.Id == added.Before);
            if (place < 0)
            {
                mistakes.Add(added.BeforeAt, $"before: {MistakeList.Shown(added.Before!)}: there is no such clause", Near(added.Before!, clauses.Select(clause => clause.Id)));
            }
            clauses.Insert(place < 0 ? clauses.Count : place, added.Clause);
        }
        foreach (var fault in PolicyCheck.Of([.. clauses]))
        {
            var at = PlaceOf(fault.Clause, written) ?? (fault.Other is { } other ? PlaceOf(other, written) : null);
            if (at is { } place)
            {
                mistakes.Add(place, $"{fault.Clause.Id}: {fault.What}", fault.Do);
            }
        }
        return new(begin with { Clauses = [.. clauses] }, origins.RemoveRange(off.Where(id => clauses.TrueForAll(clause => clause.Id != id))), [.. off], []);
    }

    static FilePlace? PlaceOf(Clause clause, List<WrittenClause> written) => written.Find(other => ReferenceEquals(other.Clause, clause))?.At;

    static string Near(string id, IEnumerable<string> known) => NearNames.To(MistakeList.Shown(id), known) is [var near, ..] ? $"write {near}" : $"clauses: {string.Join(", ", known)}";

    sealed record WrittenClause(Clause Clause, FilePlace At, string? Before, FilePlace BeforeAt);
}
