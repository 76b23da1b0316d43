using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>A reputation as JSON, the same in every document (docs/profile.md).</summary>
static class ReputationJson
{
    /// <summary>As a property; null where there is none.</summary>
    public static void Write(Utf8JsonWriter json, string property, Reputation? reputation)
    {
        if (reputation is null)
        {
            json.WriteNull(property);
            return;
        }
        json.WritePropertyName(property);
        Write(json, reputation);
    }

    /// <summary>As an element of an array.</summary>
    public static void Write(Utf8JsonWriter json, Reputation reputation)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "zone", reputation.Zone);
        TriageJson.Number(json, "score", reputation.Score);
        json.WriteString("word", reputation.Word);
        TriageJson.Array(json, "parts", reputation.Parts, Part);
        json.WriteEndObject();
    }

    static void Part(Utf8JsonWriter json, ReputationPart part)
    {
        json.WriteStartObject();
        json.WriteString("id", part.Id);
        TriageJson.Number(json, "score", part.Score);
        json.WriteNumber("weight", part.Weight);
        EscapeJson.Write(json, "text", part.Text);
        json.WriteEndObject();
    }
}
