using System.Globalization;
using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Sharing;

/// <summary>
/// What of a case may be shared, as an event that MISP imports (MISP core format, draft-dulaunoy-misp-core-format-16): not published, for the own organisation until somebody
/// decides otherwise, one attribute for each name or address. Its times are those of the case and its ids are made of its content.
/// </summary>
public static class MispJson
{
    /// <summary>Not published to others: the own organisation alone; and for an attribute, as the event is.</summary>
    const string OwnOrganisation = "0", AsTheEvent = "5";

    /// <summary>The event.</summary>
    public static byte[] Render(TriageDocument document)
    {
        var shared = SharedCase.Of(document);
        return TriageJson.Render(TriageJson.JsonForm.Indented, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("Event");
            Head(json, shared, document.Decision.Decision);
            Tags(json, shared);
            json.WriteStartArray("Attribute");
            foreach (var indicator in shared.Indicators)
            {
                Attribute(json, indicator, shared.At);
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    static void Head(Utf8JsonWriter json, SharedCase shared, string decision)
    {
        var content = shared.Indicators.Select(indicator => $"{indicator.Value.Text} {indicator.LastSeen?.Ticks.ToString(CultureInfo.InvariantCulture)}");
        json.WriteString("uuid", StixObjects.OwnUuid(string.Join('\n', ["misp-event", Seconds(shared.At), .. content])));
        json.WriteString("info", shared.Title);
        json.WriteString("date", Clock.Date(shared.At ?? DateTime.UnixEpoch));
        json.WriteString("timestamp", Seconds(shared.At));
        json.WriteString("threat_level_id", decision switch { "escalate" => "1", "watch" => "2", _ => "3" });
        json.WriteString("analysis", "1");
        json.WriteString("distribution", OwnOrganisation);
        json.WriteBoolean("published", false);
        json.WriteStartObject("Orgc");
        json.WriteString("name", "Nameward");
        json.WriteString("uuid", StixObjects.OwnUuid("misp-organisation"));
        json.WriteEndObject();
    }

    static void Tags(Utf8JsonWriter json, SharedCase shared)
    {
        var techniques = shared.Findings.SelectMany(finding => finding.Techniques).Where(technique => AttackTechnique.IsKnown(technique.Id)).DistinctBy(technique => technique.Id)
            .OrderBy(technique => technique.Id, StringComparer.Ordinal).Select(technique => $"misp-galaxy:mitre-attack-pattern=\"{technique.Name} - {technique.Id}\"");
        json.WriteStartArray("Tag");
        foreach (var name in techniques.Prepend($"tlp:{TlpWord.Of(shared.Tlp)}"))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void Attribute(Utf8JsonWriter json, SharedIndicator indicator, DateTime? at)
    {
        json.WriteStartObject();
        json.WriteString("uuid", StixObjects.OwnUuid(string.Join('\n', "misp-attribute", Seconds(at), indicator.Value.Text)));
        json.WriteString("type", indicator.Value.IsName ? "domain" : "ip-dst");
        json.WriteString("category", "Network activity");
        json.WriteString("value", indicator.Value.Text);
        json.WriteBoolean("to_ids", true);
        json.WriteString("comment", indicator.Description);
        json.WriteString("timestamp", Seconds(at));
        json.WriteString("distribution", AsTheEvent);
        Seen(json, "first_seen", indicator.FirstSeen);
        Seen(json, "last_seen", indicator.LastSeen);
        json.WriteEndObject();
    }

    /// <summary>Seconds of Unix, as MISP writes them.</summary>
    static string Seconds(DateTime? time) => new DateTimeOffset(time ?? DateTime.UnixEpoch, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    static void Seen(Utf8JsonWriter json, string property, DateTime? time)
    {
        if (time is { } known)
        {
            json.WriteString(property, known.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture));
        }
    }
}
