using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
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
        new Fortinet(),
        new HostsFile(),
        new InfobloxRpz(),
        new Iptables(),
        new KnotResolver(),
        new PlainLists(),
        new Nftables(),
        new PaloAlto(),
        new PfSense(),
        new PiHole(),
        new PowerDnsRecursor(),
        .. RestoreFiles.All,
        new RestoreWindowsDns(),
        new Route53Firewall(),
        new Technitium(),
        new Unbound(),
        new UnboundLocalZone(),
        new WindowsDnsServer(),
        new WindowsFirewall(),
        new WindowsNrpt(),
    ];

    /// <summary>A document with the files of the targets of these ids, in the order of the list; a pack without steps is none, and where nothing is blocked only what puts settings back is written.</summary>
    public static ContainDocument Packed(ContainDocument document, IReadOnlySet<string> ids) =>
        document with { Targets = [.. All.Where(target => ids.Contains(target.Id) && (document.Blocked.Any() || target is RestoreFiles or RestoreWindowsDns)).Select(target => target.Write(document)).Where(pack => !pack.Steps.IsEmpty)] };
}
