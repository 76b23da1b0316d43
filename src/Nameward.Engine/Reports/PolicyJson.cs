using System.Text.Json;
using System.Text.Json.Nodes;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Reports;

/// <summary>The policy in force as one JSON document (schema <c>nameward/policy/1</c>): clauses, their conditions as data, and where each comes from.</summary>
public static class PolicyJson
{
    /// <summary>The document as one line.</summary>
    public static byte[] Line(PolicyDocument document)
    {
        var policy = new JsonObject
        {
            ["schema"] = PolicyDocument.SchemaName,
            ["policy"] = document.Policy.Version,
            ["clauses"] = new JsonArray([.. document.Policy.Clauses.Select(clause => new JsonObject
            {
                ["id"] = clause.Id,
                ["text"] = clause.Text,
                ["then"] = Words.Of(clause.Then),
                ["when"] = When(clause.When),
                ["from"] = document.Origins[clause.Id],
            })]),
            ["off"] = List(document.Off),
            ["warnings"] = List(document.Warnings),
        };
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            policy.WriteTo(json);
        }
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>A condition in the words of docs/policy.md; YAML has the same shape.</summary>
    internal static JsonObject When(Condition condition) => condition switch
    {
        AnyOf any => new() { ["any"] = new JsonArray([.. any.Conditions.Select(When)]) },
        AllOf all => new() { ["all"] = new JsonArray([.. all.Conditions.Select(When)]) },
        AnswerAtLeast answer => new() { ["answer"] = new JsonObject { ["question"] = Words.Of(answer.Question), ["least"] = Words.Of(answer.Answer) } },
        ChangeWith change => new() { ["change"] = Change(change) },
        FindingThat finding => new() { ["finding"] = Finding(finding) },
        _ => throw new ArgumentException("a condition that has no word", nameof(condition)),
    };

    static JsonObject Change(ChangeWith change)
    {
        var asked = new JsonObject { ["outcome"] = List(change.Outcomes.Select(Words.Of)) };
        Mark(asked, "tied", change.Tied);
        return asked;
    }

    static JsonObject Finding(FindingThat finding)
    {
        var asked = new JsonObject();
        if (finding.Level > Level.Informational || finding == new FindingThat())
        {
            asked["level"] = Words.Of(finding.Level);
        }
        Mark(asked, "proved", finding.Proved);
        Mark(asked, "tied", finding.Tied);
        Mark(asked, "listed", finding.Listed);
        Add(asked, "question", finding.Questions.Select(Words.Of));
        Add(asked, "detector", finding.Detectors);
        Add(asked, "tool", finding.Tools);
        Add(asked, "family", finding.Families.Select(Words.Of));
        Add(asked, "technique", finding.Techniques);
        Add(asked, "criticality", finding.Criticalities);
        Add(asked, "role", finding.Roles);
        Add(asked, "client", finding.Clients.Select(network => network.ToString()));
        Add(asked, "zone", finding.Zones.Select(zone => zone.Raw));
        return asked;
    }

    static void Mark(JsonObject asked, string key, bool isAsked)
    {
        if (isAsked)
        {
            asked[key] = true;
        }
    }

    static void Add(JsonObject asked, string key, IEnumerable<string> values)
    {
        if (List(values) is { Count: > 0 } list)
        {
            asked[key] = list;
        }
    }

    static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    /// <summary>A part of it as YAML in one line.</summary>
    internal static string Flow(JsonNode? node) => node switch
    {
        JsonObject group => $"{{ {string.Join(", ", group.Select(entry => $"{entry.Key}: {Flow(entry.Value)}"))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(Flow))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => EscapeYaml.Value(HostileText.Text(value.GetValue<string>())),
        _ => "true",
    };
}
