namespace Nameward.Engine.Evidence.Formats;

/// <summary>Blocks of statements in <c>dhcpd.conf</c>.</summary>
enum DhcpdScope : byte
{
    /// <summary>One whose statements are of no concern: a key, whose secret is never read, an event.</summary>
    Other,
    /// <summary>A subnet of IPv4, by its address and mask.</summary>
    Subnet,
    /// <summary>A subnet of IPv6, by its prefix.</summary>
    Subnet6,
    /// <summary>One that has a name of its own: a shared network, a host, a class.</summary>
    Named,
    /// <summary>A part of what is around it: a pool, a group, a condition.</summary>
    Part,
}
