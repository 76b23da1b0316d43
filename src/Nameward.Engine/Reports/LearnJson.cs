using System.Globalization;
using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>What a baseline learned as JSON, schema <c>nameward/learn/1</c> (docs/baseline.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class LearnJson
{
    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(LearnDocument document) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", LearnDocument.SchemaName);
        TriageJson.Array(json, "days", document.Days, Day);
        TriageJson.Array(json, "leftOutBecause", document.Because, EscapeJson.Write);
        TriageJson.Array(json, "included", document.Included, EscapeJson.Write);
        json.WriteNumber("daysHeld", document.Holds.Days.Length);
        json.WriteNumber("clientDays", document.Holds.ClientDays);
        json.WriteBoolean("suffices", document.Holds.Suffices);
        TriageJson.Array(json, "warnings", document.Holds.Warnings, EscapeJson.Write);
        json.WriteEndObject();
    });

    static void Day(Utf8JsonWriter json, LearnedDay day)
    {
        json.WriteStartObject();
        json.WriteString("day", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteNumber("learned", day.Learned);
        json.WriteNumber("leftOut", day.LeftOut);
        json.WriteBoolean("isTooShort", day.IsTooShort);
        json.WriteBoolean("tookPlace", day.TookPlace);
        json.WriteEndObject();
    }
}
