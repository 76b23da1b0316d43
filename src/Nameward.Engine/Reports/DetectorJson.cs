using System.Collections.Immutable;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;

namespace Nameward.Engine.Reports;

/// <summary>Detectors as JSON, schema <c>nameward/detectors/1</c>.</summary>
public static class DetectorJson
{
    /// <summary>The schema of the document.</summary>
    public const string SchemaName = "nameward/detectors/1";

    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(ImmutableArray<DetectorInfo> detectors) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", SchemaName);
        TriageJson.Array(json, "detectors", detectors, Detector);
        json.WriteEndObject();
    });

    static void Detector(Utf8JsonWriter json, DetectorInfo detector)
    {
        json.WriteStartObject();
        json.WriteString("id", detector.Id);
        json.WriteString("title", detector.Title);
        TriageJson.Texts(json, "techniques", detector.Techniques);
        TriageJson.Array(json, "triggers", detector.Triggers, Trigger);
        json.WriteString("harmless", detector.Harmless);
        json.WriteString("cannotSee", detector.Blind);
        TriageJson.Texts(json, "verify", detector.Verify);
        json.WriteStartObject("respond");
        json.WriteString("preserve", detector.Respond.Preserve);
        json.WriteString("contain", detector.Respond.Contain);
        json.WriteString("ask", detector.Respond.Ask);
        json.WriteEndObject();
        TriageJson.Texts(json, "sources", detector.Sources);
        json.WriteEndObject();
    }

    static void Trigger(Utf8JsonWriter json, Trigger trigger)
    {
        json.WriteStartObject();
        json.WriteString("signal", trigger.Signal);
        json.WriteString("family", Words.Of(trigger.Family));
        json.WriteString("when", trigger.When);
        Bits(json, "bitsAsBrowsing", trigger.AsBrowsing);
        Bits(json, "bitsAsLookUps", trigger.AsLookUps);
        json.WriteBoolean("settles", trigger.Settles);
        json.WriteEndObject();
    }

    static void Bits(Utf8JsonWriter json, string name, BitRange bits)
    {
        json.WriteStartObject(name);
        json.WriteNumber("least", bits.Least);
        if (bits.Most is { } most)
        {
            json.WriteNumber("most", most);
        }
        else
        {
            json.WriteNull("most");
        }
        json.WriteEndObject();
    }
}
