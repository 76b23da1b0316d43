using System.Text.Json;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>Writes hostile text into JSON: exactly as it was written, with every character outside printable ASCII as a \u escape.</summary>
static class EscapeJson
{
    /// <summary>A property, null where the text is absent.</summary>
    public static void Write(Utf8JsonWriter json, string property, HostileText? text) => json.WriteString(property, text?.Raw);

    /// <summary>An element of an array.</summary>
    public static void Write(Utf8JsonWriter json, HostileText text) => json.WriteStringValue(text.Raw);

    /// <summary>A sentence as plain text, null where it is absent.</summary>
    public static void Write(Utf8JsonWriter json, string property, Sentence? sentence) => json.WriteString(property, sentence?.Render(text => text.Raw));

    /// <summary>A sentence as an element of an array.</summary>
    public static void Write(Utf8JsonWriter json, Sentence sentence) => json.WriteStringValue(sentence.Render(text => text.Raw));
}
