using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment.Hosts;
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
        new Fortinet(),
        new HostOsquery(),
        new HostPowerShell(),
        new HostShell(),
        new HostVelociraptor(),
        new Iptables(),
        new IsolationChecklist(),
        new KnotResolver(),
        new PlainLists(),
        new Nftables(),
        new OwnerTexts(),
        new PaloAlto(),
        new PiHole(),
        new PowerDnsRecursor(),
        new Unbound(),
        new UnboundLocalZone(),
        new WindowsDnsServer(),
        new WindowsFirewall(),
    ];

    /// <summary>A document with the files of the targets of these ids, in the order of the list; those that speak of the others come last.</summary>
    public static ContainDocument Packed(ContainDocument document, IReadOnlySet<string> ids)
    {
        foreach (var target in All.Where(target => ids.Contains(target.Id)).OrderBy(target => target.Owner == PackOwner.All))
        {
            document = document with { Targets = document.Targets.Add(target.Write(document)) };
        }
        return document;
    }
}
