using System.Collections.Immutable;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;

namespace Nameward.App.Settings;

/// <summary>Understands the nodes of a mapping; whatever is wrong is added to the mistakes, with its place.</summary>
sealed class MapFileReader(MistakeList mistakes)
{
    static readonly string[] OfFile = ["map", "rows", "csv", "json", "pairs", "empty", "ways", "leg", "kind", "egress"];

    static readonly string[] Keys = [.. OfFile, .. MapKey.All.Select(key => key.Word)];

    static readonly string[] Forms = ["csv", "json", "pairs"];

    static readonly string[] OfCsv = ["separator", "header", "comment"];

    static readonly ImmutableDictionary<string, MappedForm> JsonForms = ImmutableDictionary.CreateRange<string, MappedForm>([new("lines", MappedForm.Json)]);

    static readonly ImmutableDictionary<string, Leg> Legs = ImmutableDictionary.CreateRange<string, Leg>([new("client", Leg.Client), new("upstream", Leg.Upstream), new("wire", Leg.Wire)]);

    static readonly ImmutableDictionary<string, bool> Answers = ImmutableDictionary.CreateRange<string, bool>([new("true", true), new("false", false)]);

    readonly MapValues _values = new(mistakes);

    /// <summary>The mapping; worth something only where no mistake was added.</summary>
    public Mapping? Read(SettingGroup top)
    {
        var given = top.Entries.ToDictionary(entry => entry.Key);
        foreach (var unknown in top.Entries.Where(entry => !Keys.Contains(entry.Key)))
        {
            mistakes.Add(unknown.At, $"{MistakeList.Shown(unknown.Key)}: there is no such key", NearNames.To(unknown.Key, Keys) is [var near, ..] ? $"write {near}" : $"keys: {string.Join(", ", Keys)}");
        }
        CheckVersion(given, top.At);
        var rows = ReadRows(given, top.At);
        var mapping = ReadForm(given, top.At) with
        {
            Rows = rows ?? MappedRows.Dns,
            Empty = given.TryGetValue("empty", out var empty) ? [.. _values.Texts(empty.Value, "empty")] : ["-"],
            IsOneWay = One(given, "ways", ImmutableDictionary.CreateRange<string, bool>([new("one", true), new("two", false)])),
            Leg = given.ContainsKey("leg") ? One(given, "leg", Legs) : null,
            Kind = given.ContainsKey("kind") ? One(given, "kind", Mapping.Kinds.ToImmutableDictionary(kind => kind)) : null,
            SeesEgress = One(given, "egress", Answers),
        };
        var fields = new MapFieldReader(mistakes, _values, mapping.Form != MappedForm.Csv || mapping.HasHeader);
        mapping = mapping with { Fields = [.. MapKey.All.Where(key => given.ContainsKey(key.Word)).Select(key => fields.Read(key, given[key.Word])).OfType<MappedField>()] };
        if (rows is not null)
        {
            Complain(mapping, given);
        }
        return mapping;
    }

    void CheckVersion(Dictionary<string, SettingEntry> given, FilePlace top)
    {
        if (!given.TryGetValue("map", out var entry))
        {
            mistakes.Add(top, "map: is missing: the version of mappings that this one is written for", $"write map: {Mapping.Version}");
        }
        else if (_values.Text(entry.Value, "map") is { } version && version != Mapping.Version)
        {
            mistakes.Add(entry.Value.At, $"map: {MistakeList.Shown(version)} is no version that this program knows", $"write map: {Mapping.Version}");
        }
    }

    MappedRows? ReadRows(Dictionary<string, SettingEntry> given, FilePlace top)
    {
        if (given.ContainsKey("rows"))
        {
            return One(given, "rows", ImmutableDictionary.CreateRange<string, MappedRows?>([new("dns", MappedRows.Dns), new("flow", MappedRows.Flow)]));
        }
        mistakes.Add(top, "rows: is missing: what a record is", "write rows: dns, or rows: flow");
        return null;
    }

    Mapping ReadForm(Dictionary<string, SettingEntry> given, FilePlace top)
    {
        var mapping = new Mapping { Rows = MappedRows.Dns, Form = MappedForm.Json };
        string[] said = [.. Forms.Where(given.ContainsKey)];
        if (said.Length != 1)
        {
            mistakes.Add(said.Length == 0 ? top : given[said[1]].At, said.Length == 0 ? "csv, json or pairs: is missing: how records are written" : $"{said[0]} and {said[1]}: records are written in one way",
                "write one of  csv: { header: true }  json: lines  pairs: spaces");
            return mapping;
        }
        return said[0] switch
        {
            "csv" => ReadCsv(given["csv"].Value, mapping with { Form = MappedForm.Csv }),
            "pairs" => mapping with { Form = One(given, "pairs", MapText.Pairs) },
            _ => mapping with { Form = One(given, "json", JsonForms) },
        };
    }

    Mapping ReadCsv(SettingNode node, Mapping mapping)
    {
        if (node is not SettingGroup group)
        {
            mistakes.Add(node.At, $"csv: {node.Kind} stands where a group of keys should", "write csv: { separator: comma, header: true }");
            return mapping;
        }
        var given = _values.Known(group, "csv", OfCsv);
        if (given.TryGetValue("separator", out var entry) && _values.Text(entry.Value, "csv.separator") is { } text)
        {
            mapping = mapping with { Separator = MapText.Separator(text) };
            if (mapping.Separator is null)
            {
                mistakes.Add(entry.Value.At, $"csv.separator: {MistakeList.Shown(text)} is no mark between cells", $"write one sign, or one of {string.Join(", ", MapText.Separators.Keys.Order(StringComparer.Ordinal))}");
            }
        }
        mapping = given.TryGetValue("comment", out var comment) ? mapping with { Comment = _values.Text(comment.Value, "csv.comment") ?? "" } : mapping;
        return given.TryGetValue("header", out var header) && _values.Text(header.Value, "csv.header") is { } mark ? mark switch
        {
            "true" => mapping,
            "false" => mapping with { HasHeader = false },
            _ => mapping with { HeaderMark = mark },
        } : mapping;
    }

    void Complain(Mapping mapping, Dictionary<string, SettingEntry> given)
    {
        foreach (var (key, what, remedy) in MapText.Complaints(mapping))
        {
            // What was said to be wrong with a field's own line is not said once more.
            if (key != "rows" || !given.ContainsKey(what.Split(':')[0]))
            {
                mistakes.Add(given[key].At, what, remedy);
            }
        }
    }

    T? One<T>(Dictionary<string, SettingEntry> given, string key, ImmutableDictionary<string, T> words) =>
        given.TryGetValue(key, out var entry) ? _values.Among(entry.Value, key, words) : default;
}
