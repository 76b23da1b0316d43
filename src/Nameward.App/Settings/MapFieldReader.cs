using System.Collections.Immutable;
using System.Globalization;
using Nameward.App.Verbs;
using Nameward.Engine;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Findings.Sites;

namespace Nameward.App.Settings;

/// <summary>Understands what stands behind one field of a mapping: a column, several of which one is expected, or a group that says more.</summary>
sealed class MapFieldReader(MistakeList mistakes, MapValues values, bool hasNames)
{
    static readonly string[] Places = ["from", "column", "always"];

    /// <summary>The field; null where what stands there is worth nothing.</summary>
    public MappedField? Read(MapKey key, SettingEntry entry)
    {
        if (entry.Value is not SettingGroup group)
        {
            var from = Columns(entry.Value, key.Word);
            return from.IsEmpty ? null : Complete(new() { Key = key, From = from }, entry.At);
        }
        var given = values.Known(group, key.Word, [.. Places, .. key.Options]);
        var field = ReadPlace(new() { Key = key }, given, group.At);
        foreach (var option in key.Options.Where(given.ContainsKey))
        {
            field = ReadOption(field, option, given[option]);
        }
        return field.From.IsEmpty && field.Always is null ? null : Complete(field, entry.At);
    }

    MappedField ReadPlace(MappedField field, Dictionary<string, SettingEntry> given, FilePlace at)
    {
        string[] said = [.. Places.Where(given.ContainsKey)];
        if (said.Length != 1)
        {
            mistakes.Add(said.Length == 0 ? at : given[said[1]].At, $"{field.Key}: {(said.Length == 0 ? "it is not said where it stands" : $"{said[0]} and {said[1]} cannot both hold")}", $"write one of {string.Join(", ", Places)}");
            return field;
        }
        var (node, path) = (given[said[0]].Value, $"{field.Key}.{said[0]}");
        switch (said[0])
        {
            case "from":
                return field with { From = Columns(node, path) };
            case "column":
                return field with { From = values.Text(node, path) is { } number && Number(number, node.At, path) is { } column ? [column] : [] };
            default:
                return field with { Always = Constant(field.Key, node, path) };
        }
    }

    string? Constant(MapKey key, SettingNode node, string path)
    {
        var text = values.Text(node, path);
        if (text is not null && MapText.WrongConstant(key, text) is { } wrong)
        {
            mistakes.Add(node.At, $"{path}: {MistakeList.Shown(text)} {wrong}", $"write {path.Split('.')[^1]}: VALUE, or from: COLUMN");
        }
        return text;
    }

    MappedField ReadOption(MappedField field, string option, SettingEntry entry)
    {
        var (node, path) = (entry.Value, $"{field.Key}.{option}");
        return option switch
        {
            "and" => field with { And = Columns(node, path) is [var column] ? column : null },
            "layout" => field with { Layout = Layout(node, path) },
            "zone" => field with { Zone = Zone(node, path) },
            "undo" => field with { Undo = Undoings(node, path) },
            "unit" => field with { Unit = values.Among(node, path, MapText.Units) },
            "split" => field with { Split = values.Text(node, path) is { Length: > 0 } split ? split : null },
            "data" => field with { Data = values.Text(node, path) },
            "type" => field with { Type = values.Text(node, path) },
            "ttl" => field with { Ttl = values.Text(node, path) },
            "owner" => field with { Owner = values.Text(node, path) },
            "query" => field with { Query = [.. values.Texts(node, path)] },
            "response" => field with { Response = [.. values.Texts(node, path)] },
            "both" => field with { Both = [.. values.Texts(node, path)] },
            _ => field with { Is = [.. values.Texts(node, path)] },
        };
    }

    /// <summary>What a field of this kind cannot do without.</summary>
    MappedField? Complete(MappedField field, FilePlace at)
    {
        var remedy = field switch
        {
            { Key.Word: "direction", Always: { } always } => null,
            { Key.Word: "direction", Query.IsEmpty: true, Response.IsEmpty: true, Both.IsEmpty: true } => "write direction: { from: COLUMN, query: [WORD], response: [WORD] }",
            { Key.Word: "only", Is.IsEmpty: true } => "write only: { from: COLUMN, is: [WORD] }",
            _ => null,
        };
        if (remedy is not null)
        {
            mistakes.Add(at, $"{field.Key}: it is not said which words mean what", remedy);
        }
        // A constant is the word itself.
        return field is { Key.Word: "direction", Always: not null } ? field with { Query = ["query"], Response = ["response"], Both = ["both"] } : field;
    }

    ImmutableArray<MapColumn> Columns(SettingNode node, string path)
    {
        var items = node is SettingList list ? list.Items : [node];
        return [.. items.Select(item => values.Text(item, path) is { } text ? Column(text, item.At, path) : null).OfType<MapColumn>()];
    }

    MapColumn? Column(string text, FilePlace at, string path)
    {
        if (!hasNames)
        {
            return Number(text, at, path);
        }
        if (text.Trim().Length > 0)
        {
            return MapColumn.Named(text.Trim());
        }
        mistakes.Add(at, $"{path}: the column has no name", "write its name, or  { column: NUMBER }");
        return null;
    }

    MapColumn? Number(string text, FilePlace at, string path)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MapColumn.MostColumns)
        {
            return MapColumn.Numbered(number);
        }
        mistakes.Add(at, $"{path}: {MistakeList.Shown(text)} is no number of a column", $"write a number from 1 to {MapColumn.MostColumns}{(hasNames ? "" : ", or csv: { header: true }")}");
        return null;
    }

    TimeLayout? Layout(SettingNode node, string path)
    {
        if (values.Text(node, path) is not { } text)
        {
            return null;
        }
        var layout = TimeLayout.Read(text, out var wrong);
        if (wrong is not null)
        {
            mistakes.Add(node.At, $"{path}: {MistakeList.Shown(text)} {wrong}", "write one as in dd/MM/yyyy HH:mm:ss, or none for ISO 8601 and numbers since 1970");
        }
        return layout;
    }

    TimeZoneInfo? Zone(SettingNode node, string path)
    {
        if (values.Text(node, path) is not { } name)
        {
            return null;
        }
        try
        {
            return TimeZoneName.Find(path, name);
        }
        catch (UserError unknown)
        {
            mistakes.Add(node.At, unknown.Mistakes[0].What, unknown.Mistakes[0].Do);
            return null;
        }
    }

    ImmutableArray<NameUndo> Undoings(SettingNode node, string path)
    {
        var items = node is SettingList list ? list.Items : [node];
        return [.. items.Select(item => values.Among(item, path, MapText.Undoings))];
    }
}
