using System.Globalization;
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
        TriageJson.Array(json, "groupBy", document.Grouping?.Dimensions ?? [], (writer, dimension) => writer.WriteStringValue(HuntGrouping.Word(dimension)));
        EscapeJson.Write(json, "store", document.Store);
        TriageJson.Array(json, "evidence", document.Evidence, TriageJson.Evidence);
        IngestJson.Day(json, "from", document.From);
        IngestJson.Day(json, "to", document.To);
        json.WriteStartArray("rows");
        foreach (var message in document.Messages)
        {
            Message(json, message);
        }
        foreach (var row in document.Rows)
        {
            Row(json, row);
        }
        json.WriteEndArray();
        Count(json, "more", document.More);
        TriageJson.Array(json, "limits", document.Limits, EscapeJson.Write);
        json.WriteBoolean("partial", document.IsPartial);
        json.WriteEndObject();
    });

    static void Message(Utf8JsonWriter json, HuntMessage message)
    {
        json.WriteStartObject();
        json.WriteString("kind", "message");
        TriageJson.Time(json, "time", message.Time);
        EscapeJson.Write(json, "client", HuntWords.AddressOf(message.Client.Address));
        EscapeJson.Write(json, "server", HuntWords.AddressOf(message.Server.Address));
        Count(json, "port", message.Server.Port is > 0 and var port ? port : null);
        json.WriteString("transport", HuntWords.Of(message.Transport));
        json.WriteString("leg", HuntWords.Of(message.Leg));
        json.WriteString("sides", HuntWords.Of(message.Sides));
        EscapeJson.Write(json, "zone", message.Zone);
        EscapeJson.Write(json, "name", message.Name);
        json.WriteString("type", HuntWords.TypeOf(message.Type));
        json.WriteString("rcode", message.Rcode is { } rcode ? HuntQuery.RcodeWord(rcode) : null);
        json.WriteStartArray("answers");
        foreach (var answer in message.Answers)
        {
            json.WriteStartObject();
            json.WriteString("type", HuntWords.TypeOf(answer.Type));
            EscapeJson.Write(json, "data", (HostileText?)answer.Data);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        EscapeJson.Write(json, "path", (HostileText?)message.Path);
        json.WriteNumber("position", message.At.Offset);
        TriageJson.Array(json, "intel", message.Intel, Match);
        json.WriteEndObject();
    }

    static void Row(Utf8JsonWriter json, HuntRow row)
    {
        json.WriteStartObject();
        json.WriteString("kind", row.Kind);
        EscapeJson.Write(json, "client", HuntWords.AddressOf(row.Client));
        EscapeJson.Write(json, "zone", row.Zone);
        EscapeJson.Write(json, "name", row.Name);
        json.WriteString("type", row.Type is { } type ? HuntWords.TypeOf(type) : null);
        EscapeJson.Write(json, "answer", row.Answer);
        EscapeJson.Write(json, "server", HuntWords.AddressOf(row.Server?.Address));
        Count(json, "port", row.Server is { Port: > 0 and var port } ? port : null);
        json.WriteString("rcode", row.Rcode is { } rcode ? HuntQuery.RcodeWord(rcode) : null);
        json.WriteString("day", row.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        TriageJson.Time(json, "hour", row.Hour);
        TriageJson.Time(json, "firstSeen", row.FirstSeen);
        TriageJson.Time(json, "lastSeen", row.LastSeen);
        json.WriteNumber("count", row.Count);
        json.WriteNumber("countAtMost", row.CountAtMost);
        Count(json, "clients", row.Clients);
        Count(json, "names", row.Names);
        json.WriteBoolean("estimated", row.IsEstimated);
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

    static void Count(Utf8JsonWriter json, string property, long? count)
    {
        if (count is { } known)
        {
            json.WriteNumber(property, known);
        }
        else
        {
            json.WriteNull(property);
        }
    }
}
