using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment.Alerts;
using Nameward.Engine.Containment.Targets;

namespace Nameward.Engine.Containment;

/// <summary>Every target that containment writes for, sorted by id.</summary>
public static class TargetList
{
    /// <summary>The one list.</summary>
    public static ImmutableArray<IContainmentTarget> All { get; } =
    [
        new AdGuardHome(),
        new Bind(),
        new CiscoAsa(),
        new Dnsdist(),
        new Dnsmasq(),
        new ElasticEsql(),
        new Fortinet(),
        new Iptables(),
        new KnotResolver(),
        new SentinelKql(),
        new PlainLists(),
        new Nftables(),
        new PaloAlto(),
        new PiHole(),
        new PowerDnsRecursor(),
        new SigmaRules(),
        new SplunkSearches(),
        new SuricataRules(),
        new Unbound(),
        new UnboundLocalZone(),
        new WindowsDnsServer(),
        new WindowsFirewall(),
        new ZeekIntel(),
    ];

    /// <summary>A document with the files of the targets of these ids, in the order of the list.</summary>
    public static ContainDocument Packed(ContainDocument document, IReadOnlySet<string> ids) =>
        document with { Targets = [.. All.Where(target => ids.Contains(target.Id)).Select(target => target.Write(document))] };
}
