using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Sharing;

/// <summary>
/// What of a case may be shared, as a bundle of STIX 2.1 (OASIS standard, 2021): indicators, infrastructure, techniques, tools, what was observed, sightings, and a report that
/// holds them. Its times are those of the case and its ids are made of its content, so the same case gives the same bytes.
/// </summary>
public static class StixJson
{
    /// <summary>The bundle.</summary>
    public static byte[] Render(TriageDocument document)
    {
        var shared = SharedCase.Of(document);
        var objects = new StixObjects(shared.At ?? DateTime.UnixEpoch, StixMarking.Id(shared.Tlp));
        new StixCase(shared, objects).Add();
        return TriageJson.Render(TriageJson.JsonForm.Indented, json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "bundle");
            json.WriteString("id", StixObjects.IdOf("bundle", string.Join('\n', [StixMarking.Id(shared.Tlp), .. objects.Ids])));
            json.WriteStartArray("objects");
            StixMarking.Write(json, shared.Tlp);
            objects.Write(json);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Writes a list of texts of ours.</summary>
    internal static void Texts(Utf8JsonWriter json, string property, params ReadOnlySpan<string> texts)
    {
        json.WriteStartArray(property);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }
}
