using System.Globalization;
using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>What a store took in as JSON, schema <c>nameward/ingest/1</c> (docs/store.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class IngestJson
{
    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(IngestDocument document) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", IngestDocument.SchemaName);
        EscapeJson.Write(json, "store", document.Store);
        TriageJson.Array(json, "files", document.Files, File);
        TriageJson.Array(json, "evidence", document.Evidence, TriageJson.Evidence);
        TriageJson.Array(json, "notes", document.Notes, EscapeJson.Write);
        json.WriteEndObject();
    });

    /// <summary>The word for what came of a file.</summary>
    internal static string Word(IngestOutcome outcome) => outcome switch
    {
        IngestOutcome.Taken => "taken",
        IngestOutcome.NothingNew => "nothing-new",
        IngestOutcome.KnownFile => "known-file",
        _ => "not-read",
    };

    /// <summary>A UTC day; null where there is none.</summary>
    internal static void Day(Utf8JsonWriter json, string property, DateOnly? day) => json.WriteString(property, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    static void File(Utf8JsonWriter json, IngestedFile file)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "path", file.Path);
        json.WriteString("outcome", Word(file.Outcome));
        json.WriteNumber("records", file.Records);
        json.WriteNumber("new", file.New);
        json.WriteNumber("known", file.Known);
        Day(json, "from", file.From);
        Day(json, "to", file.To);
        json.WriteNumber("leftOut", file.LeftOut);
        json.WriteEndObject();
    }
}
