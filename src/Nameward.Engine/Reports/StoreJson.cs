using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>A store as JSON, schema <c>nameward/store/1</c> (docs/store.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class StoreJson
{
    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(StoreDocument document) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", StoreDocument.SchemaName);
        EscapeJson.Write(json, "place", document.Place);
        Write(json, document.Figures);
        json.WriteString("contentSha256", document.Content);
        Write(json, document.Forgotten, document.Kept);
        json.WriteEndObject();
    });

    static void Write(Utf8JsonWriter json, StoreFigures figures)
    {
        json.WriteNumber("schemaVersion", figures.Schema);
        json.WriteNumber("bytes", figures.Bytes);
        json.WriteNumber("files", figures.Sources);
        json.WriteNumber("rows", figures.Rows);
        json.WriteNumber("fingerprintBytes", figures.FingerprintBytes);
        json.WriteNumber("blocks", figures.Blocks);
        json.WriteNumber("blockBytes", figures.BlockBytes);
        IngestJson.Day(json, "from", figures.From);
        IngestJson.Day(json, "to", figures.To);
        json.WriteNumber("days", figures.Days);
        json.WriteNumber("passiveRows", figures.Passive);
        json.WriteNumber("feeds", figures.Feeds);
        json.WriteNumber("baselines", figures.Baselines);
        json.WriteNumber("cases", figures.Cases);
    }

    static void Write(Utf8JsonWriter json, Forgotten? forgotten, DateOnly? kept)
    {
        if (forgotten is null)
        {
            json.WriteNull("forgotten");
            return;
        }
        json.WriteStartObject("forgotten");
        IngestJson.Day(json, "before", kept);
        json.WriteNumber("blocks", forgotten.Blocks);
        json.WriteNumber("days", forgotten.Days);
        json.WriteNumber("passiveRows", forgotten.Passive);
        json.WriteEndObject();
    }
}
