using System.Collections.Frozen;
using System.Text.Json;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>The marks of the traffic light protocol, as publishers write them.</summary>
static class TlpMarks
{
    /// <summary>The marking definitions that STIX fixes: 2.1 section 7.2.1.4 (TLP 1.0) and its extension for TLP 2.0 (OASIS, 2022).</summary>
    static readonly FrozenDictionary<string, Tlp> ById = new Dictionary<string, Tlp>
    {
        ["marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"] = Tlp.Clear,
        ["marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"] = Tlp.Green,
        ["marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"] = Tlp.Amber,
        ["marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"] = Tlp.Red,
        ["marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"] = Tlp.Clear,
        ["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"] = Tlp.Green,
        ["marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"] = Tlp.Amber,
        ["marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"] = Tlp.AmberStrict,
        ["marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"] = Tlp.Red,
    }.ToFrozenDictionary();

    /// <summary>The mark of a word (<c>amber+strict</c>, <c>tlp:white</c>); none where it is no mark.</summary>
    public static Tlp Of(string word)
    {
        word = word.Trim().ToLowerInvariant();
        word = word.StartsWith("tlp:", StringComparison.Ordinal) ? word[4..].Trim() : word;
        return word switch
        {
            "white" or "clear" => Tlp.Clear,
            "green" => Tlp.Green,
            "amber" => Tlp.Amber,
            "amber+strict" or "amber-strict" or "amber_strict" or "amber strict" => Tlp.AmberStrict,
            "red" => Tlp.Red,
            _ => Tlp.None,
        };
    }

    /// <summary>The mark that a definition of STIX has by its id; none for one of somebody's own.</summary>
    public static Tlp OfId(string id) => ById.GetValueOrDefault(id);

    /// <summary>The mark that a definition says.</summary>
    public static Tlp OfDefinition(JsonElement definition)
    {
        if (definition.Member("definition") is { } old && Of(old.Text("tlp")) is not Tlp.None and var mark)
        {
            return mark;
        }
        if (definition.Member("extensions") is { ValueKind: JsonValueKind.Object } extensions)
        {
            foreach (var extension in extensions.EnumerateObject())
            {
                if (Of(extension.Value.Text("tlp_2_0")) is not Tlp.None and var said)
                {
                    return said;
                }
            }
        }
        return definition.Text("name").StartsWith("TLP:", StringComparison.OrdinalIgnoreCase) ? Of(definition.Text("name")) : Tlp.None;
    }

    /// <summary>The stricter of two.</summary>
    public static Tlp Stricter(Tlp one, Tlp other) => one > other ? one : other;
}
