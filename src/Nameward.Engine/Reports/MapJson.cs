using System.Text.Json;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>A proposed mapping as JSON, schema <c>nameward/map/1</c> (docs/map.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class MapJson
{
    const string Schema = "nameward/map/1";

    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(ProposedMapping proposed) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        EscapeJson.Write(json, "path", proposed.Path);
        json.WriteString("format", proposed.Format);
        json.WriteString("rows", proposed.Rows);
        TriageJson.Array(json, "settings", proposed.Settings, Setting);
        TriageJson.Array(json, "fields", proposed.Fields, Field);
        TriageJson.Array(json, "missing", proposed.Missing, Missing);
        TriageJson.Array(json, "unused", proposed.Unused, Unused);
        Reading(json, proposed.Reading);
        json.WriteEndObject();
    });

    static void Setting(Utf8JsonWriter json, ProposedSetting setting)
    {
        json.WriteStartObject();
        json.WriteString("key", setting.Key);
        json.WriteString("word", setting.Word);
        TriageJson.Array(json, "options", setting.Options, Option);
        json.WriteEndObject();
    }

    static void Option(Utf8JsonWriter json, ProposedOption option)
    {
        json.WriteStartObject();
        json.WriteString("key", option.Key);
        TriageJson.Array(json, "values", option.Values, EscapeJson.Write);
        json.WriteEndObject();
    }

    static void Field(Utf8JsonWriter json, ProposedField field)
    {
        json.WriteStartObject();
        json.WriteString("key", field.Key);
        EscapeJson.Write(json, "column", field.Column);
        json.WriteNumber("number", field.Number);
        TriageJson.Array(json, "options", field.Options, Option);
        json.WriteString("sure", MapFileText.Word(field.Sure));
        json.WriteString("because", field.Because);
        json.WriteString("beware", field.Beware);
        EscapeJson.Write(json, "runnerUp", field.RunnerUp);
        TriageJson.Array(json, "examples", field.Examples, EscapeJson.Write);
        json.WriteEndObject();
    }

    static void Missing(Utf8JsonWriter json, MissingField missing)
    {
        json.WriteStartObject();
        json.WriteString("key", missing.Key);
        json.WriteString("instead", missing.Instead);
        json.WriteString("why", missing.Why);
        json.WriteEndObject();
    }

    static void Unused(Utf8JsonWriter json, UnusedColumn unused)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "column", unused.Column);
        json.WriteString("why", unused.Why);
        EscapeJson.Write(json, "example", unused.Example);
        json.WriteEndObject();
    }

    static void Reading(Utf8JsonWriter json, ProposedReading reading)
    {
        json.WriteStartObject("reading");
        json.WriteNumber("observed", reading.Observed);
        json.WriteNumber("ignored", reading.Ignored);
        json.WriteNumber("malformed", reading.Malformed);
        TriageJson.Array(json, "reasons", reading.Reasons, (_, reason) => json.WriteStringValue(reason));
        TriageJson.Array(json, "first", reading.First, Row);
        json.WriteEndObject();
    }

    static void Row(Utf8JsonWriter json, ProposedRow row)
    {
        json.WriteStartObject();
        json.WriteString("time", row.Time is { } time ? Clock.Rfc3339(time) : null);
        EscapeJson.Write(json, "text", row.Text);
        json.WriteEndObject();
    }
}
