namespace Nameward.Engine.Baselines;

/// <summary>
/// What a client is at its site, inferred from what it does in a day and never from its name. Where nothing tells, it is a workstation: servers that only browse for updates pass
/// for one.
/// </summary>
public enum HostRole
{
    /// <summary>What nothing else is inferred of.</summary>
    Workstation,
    /// <summary>Asks where mail goes (MX), or lists of senders of spam: a good part of its names.</summary>
    Mail,
    /// <summary>Asks for the names of many addresses, or for many names that do not exist: scanners, monitors, collectors of logs.</summary>
    Scanner,
    /// <summary>Asks for others, who are seen themselves: measured nowhere.</summary>
    Resolver,
    /// <summary>A resolver that answers where the services of a Windows domain are (SRV of _ldap and _kerberos, RFC 2782): measured nowhere.</summary>
    DomainController,
}
