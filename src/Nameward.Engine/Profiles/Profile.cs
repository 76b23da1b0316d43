using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>All that the evidence shows of the infrastructure of a zone or of a server. It is no finding: a self-run zone is nothing bad by itself.</summary>
public sealed record Profile
{
    /// <summary>The zone's name, or the server's address.</summary>
    public required HostileText Subject { get; init; }
    /// <summary>Whether it is a server.</summary>
    public required bool IsServer { get; init; }
    /// <summary>What the statements add up to.</summary>
    public required ProfileConclusion Conclusion { get; init; }
    /// <summary>Each reason, those for a self-run server first.</summary>
    public required ImmutableArray<ProfileStatement> Statements { get; init; }
    /// <summary>Techniques (ATT&amp;CK ids) that would be an adversary's if one ran or took over the server.</summary>
    public required ImmutableArray<string> Techniques { get; init; }
    /// <summary>Messages of the subject, and who asked.</summary>
    public required ProfiledUse Use { get; init; }
    /// <summary>Name servers by NS records.</summary>
    public required ImmutableArray<ProfiledNameServer> NameServers { get; init; }
    /// <summary>Versions of the zone's SOA record.</summary>
    public required ImmutableArray<ProfiledAuthority> Authorities { get; init; }
    /// <summary>Who was asked and answers, those with authority first.</summary>
    public required ImmutableArray<ProfiledServer> Servers { get; init; }
    /// <summary>Types that were asked for, most often first.</summary>
    public required ImmutableArray<ProfiledCount> Types { get; init; }
    /// <summary>Times to live in seconds of answers with authority, most often first; where none came with authority, of all.</summary>
    public required ImmutableArray<ProfiledCount> Ttls { get; init; }
    /// <summary>Whether the times to live are those that a server with authority gave, and not what a cache had left of them; null without any.</summary>
    public required bool? AreTtlsOfTheServer { get; init; }
    /// <summary>Networks that answers lead to, most addresses first; a server's are its own.</summary>
    public required ImmutableArray<ProfiledNetwork> Networks { get; init; }
    /// <summary>Addresses that answers lead to, in order, as far as they are remembered; of a server its own.</summary>
    public ImmutableArray<Address> AnswerAddresses { get; init; } = [];
    /// <summary>Names of a server; empty for a zone.</summary>
    public required ImmutableArray<ProfiledRecord> Names { get; init; }
    /// <summary>Whether every name is answered, and alike.</summary>
    public required ProfiledNames Answering { get; init; }
    /// <summary>Traits of the software that answers.</summary>
    public required ProfiledSoftware Software { get; init; }
    /// <summary>Other registrable domains that share a name server, a server or a network with it; of a server, those that it answers for or is named for.</summary>
    public required ImmutableArray<ProfiledZone> Neighbours { get; init; }
    /// <summary>Whether there was more of something than is remembered.</summary>
    public required bool IsCut { get; init; }
}

/// <summary>What the statements of a profile add up to.</summary>
public enum ProfileConclusion
{
    /// <summary>The evidence shows too little of the servers, or as much for one as for the other.</summary>
    InsufficientEvidence,
    /// <summary>Whoever has the zone runs its servers.</summary>
    SelfRun,
    /// <summary>The servers are a hoster's, for many zones.</summary>
    Hosted,
}
