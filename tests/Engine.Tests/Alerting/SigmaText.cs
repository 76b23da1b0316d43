using System.Text.RegularExpressions;
using Nameward.Engine.Observations;
using YamlDotNet.RepresentationModel;

namespace Nameward.Engine.Tests.Alerting;

/// <summary>A written Sigma file, read as its specification says, with the part of the language that we write: what it does not know, it refuses.</summary>
sealed class SigmaText
{
    static readonly string[] Statuses = ["stable", "test", "experimental", "deprecated", "unsupported"], Levels = ["informational", "low", "medium", "high", "critical"];
    static readonly string[] Keys = ["title", "id", "name", "status", "description", "author", "date", "tags", "logsource", "detection", "correlation", "falsepositives", "level"];

    readonly YamlMappingNode _rule;
    readonly YamlMappingNode? _correlation;

    public SigmaText(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var documents = yaml.Documents.Select(document => (YamlMappingNode)document.RootNode).ToList();
        (_rule, _correlation) = (documents[0], documents.Count > 1 ? (YamlMappingNode)documents[^1]["correlation"] : null);
        Complaints = [.. documents.SelectMany(Check), .. documents.Count > 2 ? ["more than two documents"] : Array.Empty<string>()];
    }

    /// <summary>What is against the specification, 2.0 (sigma-rules-specification.md, sigma-correlation-rules-specification.md, sigma-appendix-tags.md).</summary>
    public IReadOnlyList<string> Complaints { get; }

    /// <summary>What a correlation asks for: how many different values of the field that it counts; null where there is none.</summary>
    public int? Least => _correlation is null ? null : int.Parse(Text(((YamlMappingNode)_correlation["condition"])["gte"]), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether the rule, without its correlation, fires on a look-up.</summary>
    public bool Fires(AlertEvent one)
    {
        var detection = (YamlMappingNode)_rule["detection"];
        var isSelected = true;
        foreach (var part in Text(detection["condition"]).Split(" and "))
        {
            var (isNot, name) = part.StartsWith("not ", StringComparison.Ordinal) ? (true, part[4..]) : (false, part);
            isSelected &= isNot != Holds(detection[name], one);
        }
        return isSelected;
    }

    static IEnumerable<string> Check(YamlMappingNode rule)
    {
        var isCorrelation = rule.Children.ContainsKey("correlation");
        var fields = rule.Children.ToDictionary(pair => Text(pair.Key), pair => pair.Value);
        return new (bool IsWrong, string What)[]
        {
            (fields.Keys.Except(Keys).Any(), "unknown key"),
            (!fields.ContainsKey("title") || Text(fields["title"]).Length > 256, "title"),
            (fields.TryGetValue("id", out var id) && !Guid.TryParse(Text(id), out _), "id"),
            (fields.TryGetValue("status", out var status) && !Statuses.Contains(Text(status)), "status"),
            (fields.TryGetValue("level", out var level) && !Levels.Contains(Text(level)), "level"),
            (fields.TryGetValue("date", out var date) && !Regex.IsMatch(Text(date), @"^\d{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$"), "date"),
            (fields.TryGetValue("tags", out var tags) && !Texts(tags).All(tag => Regex.IsMatch(tag, @"^[a-z0-9_-]+\.[a-z0-9._-]+$")), "tags"),
            (fields.TryGetValue("falsepositives", out var known) && !Texts(known).All(one => one.Length >= 2), "falsepositives"),
            (!isCorrelation && (!fields.ContainsKey("logsource") || !fields.ContainsKey("detection") || !((YamlMappingNode)fields["detection"]).Children.ContainsKey("condition")), "logsource and detection"),
            (isCorrelation && !IsCounted((YamlMappingNode)fields["correlation"]), "correlation"),
        }.Where(check => check.IsWrong).Select(check => check.What);
    }

    static bool IsCounted(YamlMappingNode correlation) => Text(correlation["type"]) == "value_count" && Texts(correlation["group-by"]).SequenceEqual(["src_ip"]) && Text(correlation["timespan"]) == "1h"
        && Texts(correlation["rules"]).Count() == 1 && Text(((YamlMappingNode)correlation["condition"])["field"]) == "query";

    static bool Holds(YamlNode selection, AlertEvent one) => selection switch
    {
        YamlSequenceNode list => list.Any(item => Holds(item, one)),
        YamlMappingNode map => map.All(pair => Field(Text(pair.Key), Texts(pair.Value).ToList(), one)),
        _ => throw new FormatException(selection.ToString()),
    };

    static bool Field(string key, List<string> wanted, AlertEvent one)
    {
        var parts = key.Split('|');
        string[] values = parts[0] switch
        {
            "query" => [one.Text],
            "record_type" => [one.TypeName],
            "answer" => [.. one.Answers.Select(answer => answer.Written)],
            "src_ip" => [$"{one.Client}"],
            "dst_ip" => [$"{one.Server}"],
            "dst_port" or "id.resp_p" => [$"{one.Port}"],
            "proto" => ["udp"],
            _ => throw new FormatException(key),
        };
        return values.Any(value => wanted.Any(text => string.Join('|', parts[1..]) switch
        {
            "" => string.Equals(value, text, StringComparison.OrdinalIgnoreCase),
            "endswith" => value.EndsWith(text, StringComparison.OrdinalIgnoreCase),
            "re" => Regex.IsMatch(value, text),
            "re|i" => Regex.IsMatch(value, text, RegexOptions.IgnoreCase),
            "cidr" => Network.TryParse(text, out var network, out _) && network.Contains(Containing.ContainSamples.Address(value)),
            _ => throw new FormatException(key),
        }));
    }

    static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    static IEnumerable<string> Texts(YamlNode node) => node is YamlSequenceNode list ? list.Select(Text) : [Text(node)];
}
