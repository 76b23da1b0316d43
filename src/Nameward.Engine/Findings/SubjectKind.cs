namespace Nameward.Engine.Findings;

/// <summary>The kinds of subjects that are weighed, in the order in which they are told.</summary>
enum SubjectKind
{
    /// <summary>A client in a zone, or in zones that share a server.</summary>
    Pair,
    /// <summary>A client at a server, over names that share no zone.</summary>
    Scatter,
    /// <summary>A DNS server, or what it does to one client.</summary>
    Server,
    /// <summary>A zone that one client asks by the clock.</summary>
    Beacon,
    /// <summary>A client and the zones that do not exist.</summary>
    MissingZones,
    /// <summary>A client and what it did in a day, beside what is normal.</summary>
    DeviatingHost,
    /// <summary>A zone that is answered otherwise to some clients than to others.</summary>
    ConditionalZone,
    /// <summary>A zone that leads a client outside first and inside soon after.</summary>
    Rebinding,
    /// <summary>A zone that moves about, or whose name servers do.</summary>
    FluxZone,
    /// <summary>A client that explores zones and networks.</summary>
    Exploration,
    /// <summary>A client that asks a zone for the same again and again.</summary>
    Flood,
    /// <summary>A client and a server of which flows alone are seen.</summary>
    Conversations,
    /// <summary>A client whose names are not shown.</summary>
    HiddenNames,
    /// <summary>A client that asks around the resolver.</summary>
    Host,
    /// <summary>A server or host and how it is set up.</summary>
    Misconfiguration,
    /// <summary>A domain or a server on a list.</summary>
    Listed,
}
