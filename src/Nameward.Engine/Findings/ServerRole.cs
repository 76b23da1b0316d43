namespace Nameward.Engine.Findings;

/// <summary>What a DNS server does for those who ask it, as its answers show it.</summary>
public enum ServerRole
{
    /// <summary>The evidence does not tell.</summary>
    Unknown,
    /// <summary>Looks names up for its clients, at authoritative servers.</summary>
    Recursive,
    /// <summary>Hands its clients' questions on to another resolver.</summary>
    Forwarder,
    /// <summary>Answers for zones of its own and looks nothing up.</summary>
    Authoritative,
    /// <summary>Listens on a host for that host alone.</summary>
    StubListener,
    /// <summary>A well-known resolver that is open to everybody.</summary>
    PublicResolver,
    /// <summary>Hosts of one link that answer for themselves: mDNS, LLMNR.</summary>
    Multicast,
}
