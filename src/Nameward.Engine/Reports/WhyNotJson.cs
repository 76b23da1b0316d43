using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>What was measured of a name or an address as JSON, schema <c>nameward/why-not/1</c> (docs/why-not.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class WhyNotJson
{
    /// <summary>Name and version of the schema of <c>explain</c>: one weighing out of the record of a case.</summary>
    public const string ExplainSchemaName = "nameward/explain/1";

    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(WhyNotDocument document) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", document.Schema);
        TriageJson.Run(json, document.Run);
        TriageJson.Array(json, "evidence", document.Evidence, TriageJson.Evidence);
        TriageJson.Coverage(json, document.Coverage);
        EscapeJson.Write(json, "asked", document.Asked);
        EscapeJson.Write(json, "zone", document.Zone);
        ReputationJson.Write(json, "reputation", document.Reputation);
        TriageJson.Array(json, "seen", document.Seen, Use);
        TriageJson.Array(json, "weighed", document.Weighed, Kind);
        TriageJson.Array(json, "didNotRun", document.DidNotRun, TriageJson.NotRun);
        json.WriteEndObject();
    });

    /// <summary>One finding of a case on one line, with a line end, schema <see cref="ExplainSchemaName"/>.</summary>
    public static byte[] ExplainLine(WhyNotWeighing weighing) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", ExplainSchemaName);
        json.WritePropertyName("weighing");
        Weighing(json, weighing);
        json.WriteEndObject();
    });

    static void Use(Utf8JsonWriter json, WhyNotUse use)
    {
        json.WriteStartObject();
        json.WriteString("as", use.As);
        if (use.Port is { } port)
        {
            json.WriteNumber("port", port);
        }
        else
        {
            json.WriteNull("port");
        }
        TriageJson.Time(json, "firstSeen", use.FirstSeen);
        TriageJson.Time(json, "lastSeen", use.LastSeen);
        json.WriteNumber("days", use.Days);
        json.WriteNumber("queries", use.Queries);
        json.WriteNumber("clients", use.Clients);
        json.WriteNumber("zones", use.Zones);
        TriageJson.Array(json, "servers", use.Servers, EscapeJson.Write);
        json.WriteEndObject();
    }

    static void Kind(Utf8JsonWriter json, WhyNotKind kind)
    {
        json.WriteStartObject();
        json.WriteString("kind", kind.Kind);
        TriageJson.Array(json, "weighings", kind.Weighings, Weighing);
        TriageJson.Array(json, "others", kind.Others, static (json, others) =>
        {
            json.WriteStartObject();
            json.WriteString("level", others.Level);
            json.WriteNumber("count", others.Count);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    static void Weighing(Utf8JsonWriter json, WhyNotWeighing weighing)
    {
        json.WriteStartObject();
        json.WriteString("finding", weighing.Finding);
        EscapeJson.Write(json, "title", weighing.Title);
        TriageJson.Subject(json, weighing.Subject);
        json.WriteString("level", weighing.Level);
        TriageJson.Number(json, "bits", weighing.Bits);
        json.WriteString("explanation", weighing.Explanation);
        TriageJson.Number(json, "asBrowsing", weighing.AsBrowsing);
        TriageJson.Number(json, "asLookUps", weighing.AsLookUps);
        json.WriteStartObject("prior");
        TriageJson.Number(json, "bits", weighing.Prior.Bits);
        EscapeJson.Write(json, "text", weighing.Prior.Text);
        json.WriteEndObject();
        TriageJson.Array(json, "families", weighing.Families, TriageJson.Family);
        TriageJson.Array(json, "signals", weighing.Signals, Signal);
        Line(json, "watched", weighing.Watched);
        Line(json, "escalates", weighing.Escalates);
        TriageJson.Array(json, "wouldChange", weighing.WouldChange, EscapeJson.Write);
        TriageJson.Array(json, "didNotRun", weighing.DidNotRun, TriageJson.NotRun);
        json.WriteEndObject();
    }

    static void Line(Utf8JsonWriter json, string property, WhyNotLine line)
    {
        json.WriteStartObject(property);
        TriageJson.Number(json, "from", line.From);
        TriageJson.Number(json, "missing", line.Missing);
        json.WriteBoolean("isReached", line.IsReached);
        json.WriteEndObject();
    }

    static void Signal(Utf8JsonWriter json, WhyNotSignal signal)
    {
        json.WriteStartObject();
        json.WriteString("id", signal.Id);
        json.WriteString("detector", signal.Detector);
        json.WriteString("family", signal.Family);
        TriageJson.Number(json, "value", signal.Value);
        TriageJson.Number(json, "baseline", signal.Baseline);
        TriageJson.Number(json, "bits", signal.Bits);
        TriageJson.Number(json, "asBrowsing", signal.AsBrowsing);
        TriageJson.Number(json, "asLookUps", signal.AsLookUps);
        EscapeJson.Write(json, "text", signal.Text);
        json.WriteEndObject();
    }
}
