using System.Globalization;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment.Alerts;

/// <summary>
/// Sigma, specification 2.0 with the modifiers of 2.1 (github.com/SigmaHQ/sigma-specification): a file for each rule, and a correlation for what is counted. Values stand in single quotes and hold neither quotes,
/// backslashes nor wildcards.
/// </summary>
sealed class SigmaRules : IContainmentTarget
{
    /// <summary>Characters of a title (sigma-rules-specification.md).</summary>
    const int LongestTitle = 256;

    /// <inheritdoc/>
    public string Id => "sigma";

    /// <inheritdoc/>
    public string Product => "Sigma 2.0 rules";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Soc;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var (leftOut, files) = (new List<(Block, string)>(), new List<PackFile>());
        foreach (var rule in AlertPack.Of(document))
        {
            if (AlertPack.NameOf(rule.Condition) is null)
            {
                leftOut.Add((rule.Block!, PlainName.Why));
                continue;
            }
            files.Add(Rule(document, rule).As($"{Underscored(document.Label)}_{Underscored(rule.Name)}.yml"));
        }
        return new(Id, Product, [.. files],
            [
                new(PackStage.Log, "Convert them for your product, and load them switched off or at its lowest level first.", "sigma convert --target splunk --pipeline splunk_cim ."),
                new(PackStage.Apply, "Switch them on. They alert, and block nothing."),
                new(PackStage.Verify, $"Ask for a name of ours from any host: the rule canary-1 must fire. Do not ask for a name of the adversary.", $"nslookup {Canary.NameOf(document)}"),
                new(PackStage.Rollback, $"Take out what was made of files whose name begins with {Underscored(document.Label)}_; each rule names {document.Label} in its description."),
            ],
            [.. leftOut]);
    }

    static PackText Rule(ContainDocument document, AlertRule rule)
    {
        var text = new PackText(document, "#").Head("a rule that alerts").Explain(rule);
        if (rule.Condition is ManyNames many)
        {
            return Counted(text, document, rule, many);
        }
        text.Line($"title: '{Title(rule)}'").Line($"id: {rule.Id}");
        About(text, document, rule);
        Detection(text, rule.Condition);
        return End(text, rule);
    }

    /// <summary>Only the outermost of rules that belong together says what it is for.</summary>
    static PackText Counted(PackText text, ContainDocument document, AlertRule rule, ManyNames many)
    {
        var name = $"{Underscored(document.Label)}_{Underscored(rule.Name)}_each";
        text.Lines($"title: '{rule.Name}, one query'", $"name: {name}", "logsource:", "    category: dns", "detection:", "    selection:", $"        query|re|i: '{many.Form.Pattern}'");
        if (!many.Form.Types.IsEmpty)
        {
            Values(text, "record_type", AlertPack.Types(many.Form));
        }
        text.Lines("    condition: selection", "---", $"title: '{Title(rule)}'", $"id: {rule.Id}");
        About(text, document, rule);
        text.Lines("correlation:", "    type: value_count", "    rules:", $"        - {name}", "    group-by:", "        - src_ip", "    timespan: 1h", "    condition:",
            string.Create(CultureInfo.InvariantCulture, $"        gte: {many.Names}"), "        field: query");
        return End(text, rule);
    }

    static string Title(AlertRule rule) => AlertPack.Title(rule) is { Length: <= LongestTitle } title ? title : rule.Name;

    static void About(PackText text, ContainDocument document, AlertRule rule)
    {
        text.Lines($"status: {(rule.Count is null && rule.Block is not null ? "experimental" : "test")}", $"description: '{AlertPack.About(document, rule)}'", $"author: 'nameward {document.Run.Version}'",
            string.Create(CultureInfo.InvariantCulture, $"date: {document.Run.Started:yyyy-MM-dd}"));
        if (rule.Techniques.Length > 0)
        {
            text.Line("tags:").Lines([.. rule.Techniques.Select(technique => $"    - attack.{technique.ToLowerInvariant()}")]);
        }
    }

    static PackText End(PackText text, AlertRule rule) => text.Line("falsepositives:").Lines([.. rule.FalsePositives.Select(one => $"    - '{one}'")]).Line($"level: {rule.Level}");

    static void Detection(PackText text, AlertCondition condition)
    {
        text.Line("logsource:").Lines(condition switch
        {
            SpeaksTo or AsksUnapproved => ["    category: firewall"],
            AsksOtherPort => ["    product: zeek", "    service: dns"],
            _ => ["    category: dns"],
        });
        text.Lines("detection:", "    selection:");
        switch (condition)
        {
            case QueryBelow:
                text.Lines($"        - query: '{AlertPack.NameOf(condition)}'", $"        - query|endswith: '.{AlertPack.NameOf(condition)}'");
                break;
            case AnswerNames:
                Values(text, "answer", [AlertPack.NameOf(condition)!, AlertPack.NameOf(condition) + "."]);
                break;
            case AnswerIs leads:
                text.Line($"        answer: '{leads.Address}'");
                break;
            case SpeaksTo speaks:
                text.Line($"        dst_ip: '{speaks.Server}'");
                break;
            case LongText longer:
                text.Lines("        record_type: 'TXT'", string.Create(CultureInfo.InvariantCulture, $"        answer|re: '.{{{longer.Bytes},}}'"));
                break;
            case AsksUnapproved unapproved:
                Unapproved(text, unapproved);
                return;
            default:
                Values(text, "proto", ["udp", "tcp"]);
                text.Line("    filter_port:");
                text.Line("        id.resp_p:").Lines([.. AsksOtherPort.Usual.Select(port => string.Create(CultureInfo.InvariantCulture, $"            - {port}"))]).Line("    condition: selection and not filter_port");
                return;
        }
        text.Line("    condition: selection");
    }

    static void Unapproved(PackText text, AsksUnapproved unapproved)
    {
        text.Line($"        dst_port: {AsksUnapproved.Port}");
        if (!unapproved.Networks.IsEmpty)
        {
            Values(text, "src_ip|cidr", unapproved.Networks.Select(Cidr));
        }
        text.Line("    filter_asked:");
        Values(text, "dst_ip|cidr", unapproved.Approved.Select(Cidr));
        text.Line("    filter_asking:");
        Values(text, "src_ip|cidr", unapproved.Approved.Select(Cidr));
        text.Line("    condition: selection and not filter_asked and not filter_asking");
    }

    static void Values(PackText text, string field, IEnumerable<string> values) => text.Line($"        {field}:").Lines([.. values.Select(value => $"            - '{value}'")]);

    /// <summary>A network with its length, which the modifier cidr wants of single addresses too.</summary>
    internal static string Cidr(Network network) => string.Create(CultureInfo.InvariantCulture, $"{network.First}/{network.Length}");

    static string Underscored(string text) => text.Replace('-', '_');
}
