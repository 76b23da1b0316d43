using System.Text.Json;

namespace Nameward.Engine.Reports;

/// <summary>The program's own proof as JSON, schema <c>nameward/selftest/1</c>.</summary>
public static class SelftestJson
{
    /// <summary>The schema of the document.</summary>
    public const string SchemaName = "nameward/selftest/1";

    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(SelftestDocument document) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", SchemaName);
        json.WriteString("version", document.Version);
        json.WriteBoolean("held", document.Held);
        json.WriteString("do", document.Do);
        json.WriteStartObject("counts");
        foreach (var outcome in Enum.GetValues<SelftestOutcome>())
        {
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()), document.Count(outcome));
        }
        json.WriteEndObject();
        json.WriteStartObject("machine");
        foreach (var (name, value) in document.Machine)
        {
            json.WriteString(name, value);
        }
        json.WriteEndObject();
        TriageJson.Array(json, "checks", document.Checks, Check);
        json.WriteEndObject();
    });

    /// <summary>The word of an outcome.</summary>
    internal static string Word(SelftestOutcome outcome) => outcome switch { SelftestOutcome.Held => "held", SelftestOutcome.Failed => "failed", _ => "not-proved" };

    static void Check(Utf8JsonWriter json, SelftestCheck check)
    {
        json.WriteStartObject();
        json.WriteString("group", check.Group);
        json.WriteString("what", check.What);
        json.WriteString("expected", check.Expected);
        json.WriteString("found", check.Found);
        json.WriteString("outcome", Word(check.Outcome));
        json.WriteEndObject();
    }
}
