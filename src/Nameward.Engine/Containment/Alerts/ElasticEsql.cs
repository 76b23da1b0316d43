using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment.Alerts;

/// <summary>
/// Elastic 8.14 and later (elastic.co, "ES|QL reference", "Create a detection rule", "Elastic Common Schema"): each rule as a query, and all of them as detection rules to be imported, switched off. Values
/// stand in double quotes and hold neither quotes nor backslashes.
/// </summary>
sealed class ElasticEsql : IContainmentTarget
{
    const string From = "FROM logs-*, packetbeat-*, filebeat-* METADATA _id, _index, _version";
    const string Name = "| EVAL name = TO_LOWER(dns.question.name)";

    /// <inheritdoc/>
    public string Id => "esql";

    /// <inheritdoc/>
    public string Product => "Elastic 8.14 and later (ES|QL)";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Soc;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var (leftOut, label, rules) = (new List<(Block, string)>(), document.Label, new StringBuilder());
        var text = new PackText(document, "//").Head("one query for each rule; run each by itself");
        foreach (var rule in AlertPack.Of(document))
        {
            if (AlertPack.NameOf(rule.Condition) is null)
            {
                AlertPack.LeaveOut(rule, PlainName.Why, leftOut, text);
                continue;
            }
            var query = Query(rule.Condition);
            text.Explain(rule).Lines(query);
            rules.Append(Rule(document, rule, string.Join('\n', query))).Append('\n');
        }
        return new(Id, Product, [text.As($"{label}.esql"), new($"{label}.ndjson", Encoding.ASCII.GetBytes(rules.ToString()))],
            [
                new(PackStage.Log, $"Run each query of {label}.esql in Discover first, over the days of the case. Then import {label}.ndjson under Security, Rules, Detection rules, Import rules: its rules are switched off."),
                new(PackStage.Apply, $"Switch the rules with the tag {label} on. They alert, and block nothing."),
                new(PackStage.Verify, "Ask for a name of ours from any host: the rule canary-1 must find it. Do not ask for a name of the adversary.", $"nslookup {Canary.NameOf(document)}"),
                new(PackStage.Rollback, $"Delete the rules with the tag {label}."),
            ],
            [.. leftOut]);
    }

    static string[] Query(AlertCondition condition) => condition switch
    {
        QueryBelow => [From, Name, $"| WHERE name == \"{AlertPack.NameOf(condition)}\" OR ENDS_WITH(name, \".{AlertPack.NameOf(condition)}\")", Kept("dns.question.name")],
        AnswerNames => [From, "| MV_EXPAND dns.answers.data", $"| WHERE TO_LOWER(dns.answers.data) IN (\"{AlertPack.NameOf(condition)}\", \"{AlertPack.NameOf(condition)}.\")", Kept("dns.question.name, dns.answers.data")],
        AnswerIs leads => [From, "| MV_EXPAND dns.resolved_ip", $"| WHERE dns.resolved_ip == TO_IP(\"{leads.Address}\")", Kept("dns.question.name, dns.resolved_ip")],
        SpeaksTo speaks => [From, $"| WHERE destination.ip == TO_IP(\"{speaks.Server}\")", Kept("destination.ip, destination.port")],
        AsksUnapproved unapproved => [From, $"| WHERE destination.port == {AsksUnapproved.Port} AND NOT CIDR_MATCH(destination.ip, {Networks(unapproved.Approved)}) AND NOT CIDR_MATCH(source.ip, {Networks(unapproved.Approved)})",
            .. unapproved.Networks.IsEmpty ? Array.Empty<string>() : [$"| WHERE CIDR_MATCH(source.ip, {Networks(unapproved.Networks)})"], Kept("destination.ip")],
        AsksOtherPort => [From, $"| WHERE network.protocol == \"dns\" AND NOT destination.port IN ({AlertPack.Listed(AsksOtherPort.Usual)})", Kept("destination.ip, destination.port")],
        LongText longer => [From, "| WHERE dns.question.type == \"TXT\"", "| MV_EXPAND dns.answers.data", string.Create(CultureInfo.InvariantCulture, $"| WHERE LENGTH(dns.answers.data) >= {longer.Bytes}"), Kept("dns.question.name, dns.answers.data")],
        ManyNames many => ["FROM logs-*, packetbeat-*, filebeat-*", Name, .. many.Form.Types.IsEmpty ? Array.Empty<string>() : [$"| WHERE dns.question.type IN ({AlertPack.Quoted(AlertPack.Types(many.Form))})"],
            // RLIKE is always of the whole value: it has no anchors.
            $"| WHERE name RLIKE \"{many.Form.Pattern[1..]}.*\"", "| STATS names = COUNT_DISTINCT(name, 40000) BY source.ip, hour = DATE_TRUNC(1 hour, @timestamp)", string.Create(CultureInfo.InvariantCulture, $"| WHERE names >= {many.Names}")],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static string Kept(string fields) => $"| KEEP _id, _index, _version, @timestamp, source.ip, {fields}";

    static string Networks(ImmutableArray<Network> networks) => AlertPack.Quoted(networks.Select(SigmaRules.Cidr));

    /// <summary>A detection rule as Kibana exports it (elastic.co, "Detections API", create rule, type esql).</summary>
    static string Rule(ContainDocument document, AlertRule rule, string query)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("rule_id", rule.Id);
            json.WriteString("name", $"{document.Label} {rule.Name} {AlertPack.Title(rule)}");
            json.WriteString("description", AlertPack.About(document, rule));
            json.WriteString("type", "esql");
            json.WriteString("language", "esql");
            json.WriteString("query", query);
            json.WriteBoolean("enabled", false);
            json.WriteString("severity", rule.Level);
            json.WriteNumber("risk_score", rule.Level switch { "critical" => 99, "high" => 73, "medium" => 47, _ => 21 });
            json.WriteString("interval", "1h");
            json.WriteString("from", rule.Condition is ManyNames ? "now-2h" : "now-70m");
            json.WriteString("to", "now");
            Texts(json, "tags", ["nameward", document.Label]);
            Texts(json, "false_positives", rule.FalsePositives);
            Texts(json, "references", []);
            json.WriteNumber("max_signals", 100);
            json.WriteNumber("version", 1);
            Texts(json, "author", ["nameward"]);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }
}
