namespace Nameward.Engine.Evidence.Formats;

/// <summary>The log of ISC dhcpd or of Kea: which address was leased to which host.</summary>
public sealed class IscDhcpLog : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "isc-dhcp-log",
        Number = 113,
        Title = "ISC dhcpd or Kea log",
        Source = "server/dhcp.c of ISC dhcpd 4.4; https://kea.readthedocs.io/en/stable/kea-messages.html, Kea 1.8 to 2.6; also from Infoblox and EfficientIP appliances",
        Positions = PositionKind.ByteOffset,
        Kind = "host and process records",
        Tier = 2,
        Carries = Carries.Times | Carries.Leases,
        Lacks = ["look-ups", "how long leases of ISC dhcpd last", "names of hosts, in lines of Kea"],
        Unproven = "Kea, and IPv6",
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new IscDhcpGrammar();
}
