using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment.Alerts;
using Nameward.Engine.Containment.Hosts;
using Nameward.Engine.Containment.Restoring;
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
        new CiscoUmbrella(),
        new CloudflareGateway(),
        new Dnsdist(),
        new Dnsmasq(),
        new ElasticEsql(),
        new Fortinet(),
        new HostOsquery(),
        new HostPowerShell(),
        new HostShell(),
        new HostVelociraptor(),
        new HostsFile(),
        new InfobloxRpz(),
        new Iptables(),
        new IsolationChecklist(),
        new KnotResolver(),
        new SentinelKql(),
        new PlainLists(),
        new Nftables(),
        new OwnerTexts(),
        new PaloAlto(),
        new PfSense(),
        new PiHole(),
        new PowerDnsRecursor(),
        .. RestoreFiles.All,
        new RestoreWindowsDns(),
        new Route53Firewall(),
        new SigmaRules(),
        new SplunkSearches(),
        new SuricataRules(),
        new Technitium(),
        new Unbound(),
        new UnboundLocalZone(),
        new WindowsDnsServer(),
        new WindowsFirewall(),
        new WindowsNrpt(),
        new ZeekIntel(),
    ];

    /// <summary>
    /// A document with the files of the targets of these ids, in the order of the list; those that speak of the others come last. A pack without steps is none, and where nothing is blocked only what needs no
    /// block is written.
    /// </summary>
    public static ContainDocument Packed(ContainDocument document, IReadOnlySet<string> ids)
    {
        foreach (var target in All.Where(target => ids.Contains(target.Id) && (document.Blocked.Any() || !target.NeedsBlocks)).OrderBy(target => target.Owner == PackOwner.All))
        {
            var pack = target.Write(document);
            document = pack.Steps.IsEmpty ? document : document with { Targets = document.Targets.Add(pack) };
        }
        return document;
    }
}
