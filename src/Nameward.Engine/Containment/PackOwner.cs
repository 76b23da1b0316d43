namespace Nameward.Engine.Containment;

/// <summary>Who in IT does what a target's files are for.</summary>
public enum PackOwner
{
    /// <summary>Those who run the resolvers.</summary>
    Dns,
    /// <summary>Those who run firewalls and proxies.</summary>
    Firewall,
    /// <summary>Those who run workstations and servers.</summary>
    Endpoint,
    /// <summary>Those who run switches and DHCP.</summary>
    Network,
    /// <summary>Those who watch.</summary>
    Soc,
    /// <summary>Nobody but whoever made the pack: it is about the other targets.</summary>
    All,
}
