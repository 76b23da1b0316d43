using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Nameward.Engine.Tests.Reports.Sharing;

/// <summary>
/// What the standard asks of a bundle (STIX 2.1, OASIS standard of 10 June 2021): of each object its properties, those that must be there and no others, the forms of ids and
/// times, the words of vocabularies, which object may be what to which, and that nothing points out of the bundle.
/// </summary>
static partial class StixRules
{
    const string Uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    /// <summary>Properties of each type, sections 3.2, 4 to 7; with an exclamation mark behind those that must be there.</summary>
    static readonly Dictionary<string, string[]> Properties = new()
    {
        ["identity"] = Made("name! description identity_class!"),
        ["indicator"] = Made("name description indicator_types pattern! pattern_type! pattern_version valid_from! kill_chain_phases confidence"),
        ["infrastructure"] = Made("name! infrastructure_types first_seen last_seen"),
        ["attack-pattern"] = Made("name! kill_chain_phases external_references"),
        ["tool"] = Made("name! tool_types"),
        ["observed-data"] = Made("first_observed! last_observed! number_observed! object_refs!"),
        ["relationship"] = Made("relationship_type! source_ref! target_ref!"),
        ["sighting"] = Made("first_seen last_seen count sighting_of_ref! observed_data_refs where_sighted_refs"),
        ["report"] = Made("name! description report_types published! object_refs!"),
        ["domain-name"] = Observed,
        ["ipv4-addr"] = Observed,
        ["ipv6-addr"] = Observed,
        ["marking-definition"] = "type! spec_version! id! created! name definition_type definition extensions".Split(' '),
    };

    /// <summary>What may be what to which: the tables of relationships in section 4.</summary>
    static readonly string[] Relations =
    [
        "indicator indicates infrastructure", "indicator indicates attack-pattern", "indicator indicates tool", "indicator based-on observed-data",
        "infrastructure consists-of domain-name", "infrastructure consists-of ipv4-addr", "infrastructure consists-of ipv6-addr", "infrastructure hosts tool", "attack-pattern uses tool",
    ];

    /// <summary>Words of the open vocabularies of section 10 that we use at all.</summary>
    static readonly Dictionary<string, string[]> Words = new()
    {
        ["identity_class"] = ["individual", "group", "system", "organization", "class", "unspecified"],
        ["indicator_types"] = ["anomalous-activity", "anonymization", "benign", "compromised", "malicious-activity", "attribution", "unknown"],
        ["infrastructure_types"] = ["amplification", "anonymization", "botnet", "command-and-control", "exfiltration", "hosting-malware", "phishing", "reconnaissance", "staging", "unknown"],
        ["tool_types"] = ["denial-of-service", "exploitation", "information-gathering", "network-capture", "credential-exploitation", "remote-access", "vulnerability-scanning", "unknown"],
        ["report_types"] = ["attack-pattern", "identity", "indicator", "infrastructure", "observed-data", "threat-report", "tool"],
        ["pattern_type"] = ["stix"],
    };

    static string[] Observed => "type! spec_version id! object_marking_refs value!".Split(' ');

    /// <summary>Fails where a bundle breaks a rule.</summary>
    public static void Check(JsonElement bundle)
    {
        Assert.Equal(["type", "id", "objects"], bundle.EnumerateObject().Select(member => member.Name));
        Assert.Equal("bundle", bundle.GetProperty("type").GetString());
        Assert.Matches($"^bundle--{Uuid}$", bundle.GetProperty("id").GetString());
        var objects = bundle.GetProperty("objects").EnumerateArray().ToDictionary(item => item.GetProperty("id").GetString()!);
        foreach (var (id, item) in objects)
        {
            var type = item.GetProperty("type").GetString()!;
            Assert.Matches($"^{type}--{Uuid}$", id);
            Assert.Equal("2.1", item.GetProperty("spec_version").GetString());
            HasItsProperties(type, item);
            foreach (var member in item.EnumerateObject())
            {
                Member(member, objects);
            }
            InOrder(item, "created", "modified");
            InOrder(item, "first_seen", "last_seen");
            InOrder(item, "first_observed", "last_observed");
            if (type == "relationship")
            {
                Assert.Contains($"{TypeOf(item, "source_ref")} {item.GetProperty("relationship_type").GetString()} {TypeOf(item, "target_ref")}", Relations);
            }
        }
    }

    static string[] Made(string own) => [.. "type! spec_version! id! created_by_ref created! modified! object_marking_refs".Split(' '), .. own.Split(' ')];

    static void HasItsProperties(string type, JsonElement item)
    {
        Assert.True(Properties.TryGetValue(type, out var properties), type);
        var names = item.EnumerateObject().Select(member => member.Name).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.Subset(properties.Select(property => property.TrimEnd('!')).ToHashSet(), names.ToHashSet());
        Assert.Superset(properties.Where(property => property.EndsWith('!')).Select(property => property.TrimEnd('!')).ToHashSet(), names.ToHashSet());
    }

    static void Member(JsonProperty member, Dictionary<string, JsonElement> objects)
    {
        var texts = member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().ToList() : [member.Value];
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.NotEqual(JsonValueKind.Null, text.ValueKind));
        if (member.Name.EndsWith("_ref", StringComparison.Ordinal) || member.Name.EndsWith("_refs", StringComparison.Ordinal))
        {
            Assert.All(texts, text => Assert.Contains(text.GetString()!, objects));
        }
        else if (Words.TryGetValue(member.Name, out var words))
        {
            Assert.All(texts, text => Assert.Contains(text.GetString(), words));
        }
        else if (IsTime(member.Name))
        {
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", member.Value.GetString());
        }
        else if (member.Name == "pattern")
        {
            Assert.Matches(Pattern(), member.Value.GetString());
        }
        else if (member.Name is "confidence" or "count" or "number_observed")
        {
            Assert.InRange(member.Value.GetInt64(), member.Name == "number_observed" ? 1 : 0, member.Name == "confidence" ? 100 : 999_999_999);
        }
    }

    static bool IsTime(string name) => name is "created" or "modified" or "valid_from" or "published" or "first_seen" or "last_seen" or "first_observed" or "last_observed";

    static string TypeOf(JsonElement item, string property) => item.GetProperty(property).GetString()!.Split("--")[0];

    static void InOrder(JsonElement item, string first, string last)
    {
        if (item.TryGetProperty(first, out var from) && item.TryGetProperty(last, out var to))
        {
            Assert.True(Time(from) <= Time(to), $"{first} {from} is later than {last} {to}");
        }
    }

    static DateTime Time(JsonElement text) => DateTime.Parse(text.GetString()!, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\[(domain-name|ipv4-addr|ipv6-addr):value = '[A-Za-z0-9._:-]+'\]$")]
    private static partial Regex Pattern();
}
