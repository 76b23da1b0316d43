using System.Text.Json;
using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.Engine.Reports.Sharing;

/// <summary>
/// The marks of the traffic light protocol in STIX. Four of them are objects that STIX 2.1 fixes (section 7.2.1.4, by their names of TLP 1.0, in which "white" is what is now
/// "clear"), known to every platform; "amber+strict" is the fixed object of the OASIS extension for TLP 2.0 (cti-stix-common-objects, 2022).
/// </summary>
static class StixMarking
{
    const string Extension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

    /// <summary>The id of a mark.</summary>
    public static string Id(Tlp tlp) => "marking-definition--" + tlp switch
    {
        Tlp.Clear => "613f2e26-407d-48c7-9eca-b8e91df99dc9",
        Tlp.Green => "34098fce-860f-48ae-8e50-ebd3cc5e41da",
        Tlp.AmberStrict => "939a9414-2ddd-4d32-a0cd-375ea402b003",
        Tlp.Red => "5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
        _ => "f88d31f6-486f-44da-b317-01333bde0b82",
    };

    /// <summary>Writes the object of a mark, as it is fixed.</summary>
    public static void Write(Utf8JsonWriter json, Tlp tlp)
    {
        json.WriteStartObject();
        json.WriteString("type", "marking-definition");
        json.WriteString("spec_version", "2.1");
        json.WriteString("id", Id(tlp));
        if (tlp == Tlp.AmberStrict)
        {
            OfExtension(json);
        }
        else
        {
            OfStandard(json, tlp == Tlp.Clear ? "white" : TlpWord.Of(tlp) ?? "amber");
        }
        json.WriteEndObject();
    }

    static void OfStandard(Utf8JsonWriter json, string word)
    {
        json.WriteString("created", "2017-01-20T00:00:00.000Z");
        json.WriteString("definition_type", "tlp");
        json.WriteString("name", $"TLP:{word.ToUpperInvariant()}");
        json.WriteStartObject("definition");
        json.WriteString("tlp", word);
        json.WriteEndObject();
    }

    static void OfExtension(Utf8JsonWriter json)
    {
        json.WriteString("created", "2022-10-01T00:00:00.000Z");
        json.WriteString("name", "TLP:AMBER+STRICT");
        json.WriteStartObject("extensions");
        json.WriteStartObject(Extension);
        json.WriteString("extension_type", "property-extension");
        json.WriteString("tlp_2_0", "amber+strict");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
