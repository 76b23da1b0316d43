using System.Globalization;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Alerts;

/// <summary>
/// Splunk searches over the Common Information Model 5 and later (data models Network_Resolution and Network_Traffic), as stanzas of savedsearches.conf that are switched off. No value in them holds a
/// quote, a backslash or a wildcard.
/// </summary>
sealed class SplunkSearches : IContainmentTarget
{
    const string Dns = "| tstats summariesonly=false count min(_time) as first from datamodel=Network_Resolution.DNS where";
    const string Traffic = "| tstats summariesonly=false count min(_time) as first from datamodel=Network_Traffic.All_Traffic where";
    const string DnsNames = "| rename \"DNS.*\" as *";
    const string TrafficNames = "| rename \"All_Traffic.*\" as *";

    /// <inheritdoc/>
    public string Id => "splunk";

    /// <inheritdoc/>
    public string Product => "Splunk 9, Common Information Model 5";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Soc;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var label = document.Label;
        var text = new PackText(document, "#").Head("searches that alert; each is switched off");
        foreach (var rule in AlertPack.Of(document))
        {
            if (AlertPack.NameOf(rule.Condition) is null)
            {
                AlertPack.LeaveOut(rule, PlainName.Why, leftOut, text);
                continue;
            }
            var isHourly = rule.Condition is ManyNames;
            text.Explain(rule).Lines($"[{label} {rule.Name}]", $"description = {AlertPack.Title(rule)}. {AlertPack.About(document, rule)}", $"search = {Search(rule.Condition)}",
                $"cron_schedule = {(isHourly ? "7 * * * *" : "*/15 * * * *")}", $"dispatch.earliest_time = {(isHourly ? "-1h@h" : "-20m@m")}", $"dispatch.latest_time = {(isHourly ? "@h" : "-5m@m")}",
                "enableSched = 0", "counttype = number of events", "relation = greater than", "quantity = 0", "alert.track = 1", $"alert.severity = {Severity(rule.Level)}");
        }
        return new(Id, Product, [text.As($"{label}.savedsearches.conf")],
            [
                new(PackStage.Log, $"Append {label}.savedsearches.conf to local/savedsearches.conf of an app of yours. All its searches are switched off: run each by hand first, over the days of the case.", "splunk btool check"),
                new(PackStage.Apply, "Switch them on one by one: enableSched = 1. The delay of five minutes lets late events come."),
                new(PackStage.Verify, "Ask for a name of ours from any host: the search canary-1 must find it. Do not ask for a name of the adversary.", $"nslookup {Canary.NameOf(document)}"),
                new(PackStage.Rollback, $"Take out the stanzas whose name begins with {label}, and nothing else."),
            ],
            [.. leftOut]);
    }

    static string Search(AlertCondition condition) => condition switch
    {
        QueryBelow => $"{Dns} (DNS.query=\"{AlertPack.NameOf(condition)}\" OR DNS.query=\"*.{AlertPack.NameOf(condition)}\") by DNS.src DNS.query {DnsNames}",
        AnswerNames => $"{Dns} (DNS.answer=\"{AlertPack.NameOf(condition)}\" OR DNS.answer=\"{AlertPack.NameOf(condition)}.\") by DNS.src DNS.query DNS.answer {DnsNames}",
        AnswerIs leads => $"{Dns} DNS.answer=\"{leads.Address}\" by DNS.src DNS.query DNS.answer {DnsNames}",
        SpeaksTo speaks => $"{Traffic} All_Traffic.dest_ip=\"{speaks.Server}\" by All_Traffic.src_ip All_Traffic.dest_ip All_Traffic.dest_port {TrafficNames}",
        AsksUnapproved unapproved => $"{Traffic} All_Traffic.dest_port={AsksUnapproved.Port} by All_Traffic.src_ip All_Traffic.dest_ip {TrafficNames} | where {Unapproved(unapproved)}",
        AsksOtherPort => $"{Dns} NOT DNS.dest_port IN ({AlertPack.Listed(AsksOtherPort.Usual)}) by DNS.src DNS.dest DNS.dest_port {DnsNames}",
        LongText longer => string.Create(CultureInfo.InvariantCulture, $"{Dns} DNS.record_type=\"TXT\" by DNS.src DNS.query DNS.answer {DnsNames} | where len(answer)>={longer.Bytes}"),
        ManyNames many => string.Create(CultureInfo.InvariantCulture,
            $"{Dns} {(many.Form.Types.IsEmpty ? "DNS.query=\"*\"" : $"DNS.record_type IN ({AlertPack.Quoted(AlertPack.Types(many.Form))})")} by _time span=1h DNS.src DNS.query {DnsNames} | where match(lower(query), \"{many.Form.Pattern}\") | stats dc(query) as names by _time src | where names>={many.Names}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static string Unapproved(AsksUnapproved condition)
    {
        var from = condition.Networks.IsEmpty ? "" : $" AND ({string.Join(" OR ", condition.Networks.Select(network => $"cidrmatch(\"{SigmaRules.Cidr(network)}\", src_ip)"))})";
        return string.Join(" AND ", condition.Approved.Select(SigmaRules.Cidr).Select(network => $"NOT cidrmatch(\"{network}\", dest_ip) AND NOT cidrmatch(\"{network}\", src_ip)")) + from;
    }

    /// <summary>Severities of savedsearches.conf: 1 debug to 6 fatal.</summary>
    static int Severity(string level) => level switch { "critical" => 5, "high" => 4, "medium" => 3, _ => 2 };
}
