using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment.Alerts;

/// <summary>
/// Kusto queries (Microsoft Learn): for Microsoft Sentinel over the parsers of its information model (ASIM: _Im_Dns, _Im_NetworkSession), and for Microsoft Defender over DeviceEvents and DeviceNetworkEvents. Values
/// stand in verbatim strings and hold no quote.
/// </summary>
sealed class SentinelKql : IContainmentTarget
{
    const string Name = "| extend Name = tolower(trim_end(@\"[.]\", DnsQuery))";
    const string DefenderName = "| extend Name = tolower(tostring(parse_json(AdditionalFields).DnsQueryString))";

    /// <inheritdoc/>
    public string Id => "kql";

    /// <inheritdoc/>
    public string Product => "Microsoft Sentinel and Defender (KQL)";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Soc;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var (leftOut, files, label) = (new List<(Block, string)>(), new List<PackFile>(), document.Label);
        foreach (var rule in AlertPack.Of(document))
        {
            if (AlertPack.NameOf(rule.Condition) is null)
            {
                leftOut.Add((rule.Block!, PlainName.Why));
                continue;
            }
            files.Add(new PackText(document, "//").Head("for an analytics rule of Microsoft Sentinel, every hour over the last").Explain(rule).Lines(Sentinel(rule.Condition)).As($"{label}.{rule.Name}.sentinel.kql"));
            if (Defender(rule.Condition) is { } query)
            {
                files.Add(new PackText(document, "//").Head("for a custom detection of Microsoft Defender, every hour over the last").Explain(rule).Lines(query).As($"{label}.{rule.Name}.defender.kql"));
            }
        }
        return new(Id, Product, [.. files],
            [
                new(PackStage.Log, $"Run each query by hand first, over the days of the case. Then make an analytics rule of each .sentinel.kql and a custom detection of each .defender.kql, every hour over the last, named {label}, without an automated response."),
                new(PackStage.Apply, "Let them create incidents."),
                new(PackStage.Verify, "Ask for a name of ours from any host: the rule canary-1 must find it. Do not ask for a name of the adversary.", $"nslookup {Canary.NameOf(document)}"),
                new(PackStage.Rollback, $"Delete the rules whose name begins with {label}."),
            ],
            [.. leftOut]);
    }

    static string[] Sentinel(AlertCondition condition) => condition switch
    {
        QueryBelow => ["_Im_Dns(starttime=ago(1h))", Name, $"| where Name == @\"{AlertPack.NameOf(condition)}\" or Name endswith @\".{AlertPack.NameOf(condition)}\"", Seen("Name")],
        AnswerNames => ["_Im_Dns(starttime=ago(1h))", Name, $"| where DnsResponseName has @\"{AlertPack.NameOf(condition)}\"", Seen("Name")],
        AnswerIs leads => ["_Im_Dns(starttime=ago(1h))", Name, $"| where DnsResponseName has @\"{leads.Address}\"", Seen("Name")],
        SpeaksTo speaks => ["_Im_NetworkSession(starttime=ago(1h))", $"| where DstIpAddr == @\"{speaks.Server}\"", Seen("DstIpAddr")],
        AsksUnapproved unapproved => ["_Im_NetworkSession(starttime=ago(1h))", $"| where DstPortNumber == {AsksUnapproved.Port}", .. Unapproved(unapproved, "SrcIpAddr", "DstIpAddr"), Seen("DstIpAddr")],
        AsksOtherPort => ["_Im_Dns(starttime=ago(1h))", $"| where isnotnull(DstPortNumber) and DstPortNumber !in ({AlertPack.Listed(AsksOtherPort.Usual)})", Seen("DstIpAddr")],
        LongText longer => ["_Im_Dns(starttime=ago(1h))", Name, string.Create(CultureInfo.InvariantCulture, $"| where DnsQueryTypeName == @\"TXT\" and strlen(DnsResponseName) >= {longer.Bytes}"), Seen("Name")],
        ManyNames many => ["_Im_Dns(starttime=ago(2h))", Name, .. many.Form.Types.IsEmpty ? Array.Empty<string>() : [$"| where DnsQueryTypeName in ({AlertPack.Quoted(AlertPack.Types(many.Form))})"], $"| where Name matches regex @\"{many.Form.Pattern}\"",
            "| summarize Names = count_distinct(Name) by SrcIpAddr, Hour = bin(TimeGenerated, 1h)", string.Create(CultureInfo.InvariantCulture, $"| where Names >= {many.Names}")],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What the sensor of a host sees: names, answers and connections, no types.</summary>
    static string[]? Defender(AlertCondition condition) => condition switch
    {
        QueryBelow => [.. HostDns, $"| where Name == @\"{AlertPack.NameOf(condition)}\" or Name endswith @\".{AlertPack.NameOf(condition)}\"", Shown("Name")],
        AnswerIs leads => [.. HostDns, $"| where AdditionalFields has @\"{leads.Address}\"", Shown("Name")],
        SpeaksTo speaks => ["DeviceNetworkEvents", "| where Timestamp > ago(1h)", $"| where RemoteIP == @\"{speaks.Server}\"", Shown("RemoteIP")],
        AsksUnapproved unapproved => ["DeviceNetworkEvents", "| where Timestamp > ago(1h)", $"| where RemotePort == {AsksUnapproved.Port}", .. Unapproved(unapproved, "LocalIP", "RemoteIP"), Shown("RemoteIP")],
        ManyNames { Form.Types.IsEmpty: true } many => ["DeviceEvents", "| where Timestamp > ago(2h) and ActionType == \"DnsQueryResponse\"", DefenderName, $"| where Name matches regex @\"{many.Form.Pattern}\"",
            "| summarize arg_max(Timestamp, ReportId), Names = count_distinct(Name) by DeviceId, DeviceName, Hour = bin(Timestamp, 1h)", string.Create(CultureInfo.InvariantCulture, $"| where Names >= {many.Names}")],
        _ => null,
    };

    static string[] HostDns => ["DeviceEvents", "| where Timestamp > ago(1h) and ActionType == \"DnsQueryResponse\"", DefenderName];

    static string Seen(string what) => $"| summarize Count = count(), First = min(TimeGenerated), Last = max(TimeGenerated) by SrcIpAddr, {what}";

    static string Shown(string what) => $"| project Timestamp, DeviceId, ReportId, DeviceName, InitiatingProcessFileName, InitiatingProcessAccountName, {what}";

    static IEnumerable<string> Unapproved(AsksUnapproved condition, string from, string to)
    {
        yield return $"| where not({Within(condition.Approved, to)}) and not({Within(condition.Approved, from)})";
        if (!condition.Networks.IsEmpty)
        {
            yield return $"| where {Within(condition.Networks, from)}";
        }
    }

    /// <summary>Of an address of the other family the functions say null, which is neither.</summary>
    static string Within(ImmutableArray<Network> networks, string field) => string.Join(" or ", networks.Select(network =>
        $"coalesce({(network.First.IsV4 ? "ipv4_is_in_range" : "ipv6_is_in_range")}({field}, @\"{SigmaRules.Cidr(network)}\"), false)"));
}
