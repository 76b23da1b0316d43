using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>A proposed mapping as the file that <c>--map</c> takes (docs/map.md), with how sure each line is; what could not be told stands there as comments to take in.</summary>
public static class MapFileText
{
    /// <summary>Columns that are listed as left out; a wide export has hundreds.</summary>
    const int MostUnused = 100;

    /// <summary>The file, UTF-8.</summary>
    public static byte[] Render(ProposedMapping proposed)
    {
        var text = new StringBuilder();
        Head(text, proposed);
        foreach (var setting in proposed.Settings)
        {
            text.Append(CultureInfo.InvariantCulture, $"{setting.Key}: {Setting(setting)}\n");
        }
        text.Append('\n');
        Fields(text, proposed.Fields);
        foreach (var missing in proposed.Missing)
        {
            text.Append(CultureInfo.InvariantCulture, $"# {missing.Instead}  # {missing.Why}\n");
        }
        Unused(text, proposed.Unused);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static void Head(StringBuilder text, ProposedMapping proposed)
    {
        text.Append("# A mapping, proposed by nameward map from the first records of one file. Correct it, then\n#   nameward triage PATH --map FILE\n");
        text.Append("# High: names and values agree. Medium: one of them says so. Low: a guess. Every key: docs/map.md\n");
        text.Append(proposed.Format is { } format ? $"# The file is {format}, which is read without a mapping.\n" : "");
        text.Append(CultureInfo.InvariantCulture, $"map: 1\nrows: {proposed.Rows}\n");
    }

    static string Setting(ProposedSetting setting) => setting.Word ?? (setting.Options is [{ Key: "" } list] ? List(list.Values) : Group(setting.Options));

    static void Fields(StringBuilder text, ImmutableArray<ProposedField> fields)
    {
        var lines = fields.Select(field => (Line: $"{field.Key}: {Field(field)}", field)).ToList();
        var width = Math.Min(70, lines.Select(line => line.Line.Length).DefaultIfEmpty().Max());
        foreach (var (line, field) in lines)
        {
            var beware = field.Beware is { } what ? $"; {what}" : "";
            var next = field.RunnerUp is { } other ? $"; else {Comment(other)}" : "";
            text.Append(CultureInfo.InvariantCulture, $"{line.PadRight(width)}  # {Word(field.Sure)}: {field.Because}{beware}{next}\n");
        }
    }

    static string Field(ProposedField field)
    {
        var number = field.Number.ToString(CultureInfo.InvariantCulture);
        return field is { Number: 0, Options: [] } ? EscapeYaml.Value(field.Column)
            : field.Number == 0 ? $"{{ from: {EscapeYaml.Value(field.Column)}, {Options(field.Options)} }}"
            : field.Options.IsEmpty ? $"{{ column: {number} }}" : $"{{ column: {number}, {Options(field.Options)} }}";
    }

    static string Group(ImmutableArray<ProposedOption> options) => $"{{ {Options(options)} }}";

    static string Options(ImmutableArray<ProposedOption> options) => string.Join(", ", options.Select(option => $"{option.Key}: {(option.Values is [var only] ? Value(only) : List(option.Values))}"));

    static string List(ImmutableArray<HostileText> values) => $"[{string.Join(", ", values.Select(Value))}]";

    // true and false are words of ours here: of a header. They are read as the texts that they are.
    static string Value(HostileText text) => text.Raw is "true" or "false" ? text.Raw : EscapeYaml.Value(text);

    static void Unused(StringBuilder text, ImmutableArray<UnusedColumn> unused)
    {
        text.Append(unused.IsEmpty ? "" : "\n# Left out:\n");
        foreach (var column in unused.Take(MostUnused))
        {
            text.Append(CultureInfo.InvariantCulture, $"#   {Comment(column.Column)}: {column.Why}\n");
        }
        text.Append(unused.Length > MostUnused ? $"#   and {Figures.Count(unused.Length - MostUnused)} more\n" : "");
    }

    // A comment ends with its line: nothing in it may end the line.
    static string Comment(HostileText text) => VisibleText.Whole(text.Raw);

    /// <summary>The word for how sure a line is.</summary>
    internal static string Word(Sureness sure) => sure switch { Sureness.High => "high", Sureness.Medium => "medium", _ => "low" };
}
