using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>What a hunt found as JSON, schema <c>nameward/hunt/1</c> (docs/hunt.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class HuntJson
{
    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(HuntDocument document) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", HuntDocument.SchemaName);
        TriageJson.Array(json, "query", document.Query.Terms, (writer, term) => EscapeJson.Write(writer, HostileText.Text(term.ToString())));
        EscapeJson.Write(json, "store", document.Store);
        TriageJson.Array(json, "evidence", document.Evidence, TriageJson.Evidence);
        IngestJson.Day(json, "from", document.From);
        IngestJson.Day(json, "to", document.To);
        TriageJson.Array(json, "rows", document.Rows, Row);
        json.WriteNumber("more", document.More);
        TriageJson.Array(json, "limits", document.Limits, EscapeJson.Write);
        json.WriteBoolean("partial", document.IsPartial);
        json.WriteEndObject();
    });

    static void Row(Utf8JsonWriter json, HuntRow row)
    {
        json.WriteStartObject();
        json.WriteString("kind", row.Kind);
        EscapeJson.Write(json, "client", row.Client is { } client ? HostileText.Address(client) : null);
        EscapeJson.Write(json, "zone", row.Zone);
        EscapeJson.Write(json, "name", row.Name);
        json.WriteString("type", row.Type is { } type ? RecordTypes.Name(type) : null);
        EscapeJson.Write(json, "answer", row.Answer);
        EscapeJson.Write(json, "server", row.Server is { } server ? HostileText.Address(server.Address) : null);
        if (row.Server is { Port: > 0 and var port })
        {
            json.WriteNumber("port", port);
        }
        else
        {
            json.WriteNull("port");
        }
        TriageJson.Time(json, "firstSeen", row.FirstSeen);
        TriageJson.Time(json, "lastSeen", row.LastSeen);
        json.WriteNumber("count", row.Count);
        json.WriteBoolean("certain", row.IsCertain);
        TriageJson.Array(json, "intel", row.Intel, Match);
        json.WriteEndObject();
    }

    static void Match(Utf8JsonWriter json, HuntMatch match)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "feed", match.Feed);
        EscapeJson.Write(json, "entry", match.Entry);
        json.WriteNumber("line", match.Line);
        EscapeJson.Write(json, "threat", match.Threat);
        json.WriteNumber("worth", match.Worth);
        json.WriteBoolean("standsAlone", match.StandsAlone);
        TriageJson.Array(json, "marks", match.Marks, EscapeJson.Write);
        json.WriteEndObject();
    }
}
