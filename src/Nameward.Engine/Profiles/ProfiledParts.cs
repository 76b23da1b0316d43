using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>How much something is used.</summary>
/// <param name="Messages">Messages that the evidence shows; one look-up may be several.</param>
/// <param name="Clients">Who asked; a least where <paramref name="IsLeast"/>.</param>
/// <param name="IsLeast">Whether more clients asked than are remembered.</param>
/// <param name="FirstClients">Some of them, lowest address first.</param>
/// <param name="First">First seen, UTC; null where the evidence carries no time.</param>
/// <param name="Last">Last seen, UTC.</param>
public sealed record ProfiledUse(long Messages, int Clients, bool IsLeast, ImmutableArray<HostileText> FirstClients, DateTime? First, DateTime? Last);

/// <summary>In which sections of responses, and when, records were seen.</summary>
/// <param name="Answer">In answer sections.</param>
/// <param name="Authority">In authority sections.</param>
/// <param name="Additional">In additional sections.</param>
/// <param name="First">First seen, UTC; null where the evidence carries no time.</param>
/// <param name="Last">Last seen, UTC.</param>
public sealed record SeenIn(long Answer, long Authority, long Additional, DateTime? First, DateTime? Last)
{
    /// <summary>In all sections.</summary>
    public long Count => Answer + Authority + Additional;
}

/// <summary>A name that a record tells.</summary>
/// <param name="Name">The name.</param>
/// <param name="Seen">Where.</param>
public sealed record ProfiledRecord(HostileText Name, SeenIn Seen);

/// <summary>An address that a record tells.</summary>
/// <param name="Address">The address.</param>
/// <param name="Seen">Where.</param>
public sealed record ProfiledAddress(Address Address, SeenIn Seen);

/// <summary>A name server of a zone.</summary>
/// <param name="Zone">The zone: the subject, or one below it.</param>
/// <param name="Name">Name of the server.</param>
/// <param name="Holder">Registrable domain of that name: whose server it is.</param>
/// <param name="IsInBailiwick">Whether the name lies in the zone's own registrable domain.</param>
/// <param name="Addresses">Its addresses, by glue or by its own address records; empty where the evidence shows none.</param>
/// <param name="Seen">Where the NS record was seen.</param>
public sealed record ProfiledNameServer(HostileText Zone, HostileText Name, HostileText Holder, bool IsInBailiwick, ImmutableArray<ProfiledAddress> Addresses, SeenIn Seen);

/// <summary>A version of an SOA record.</summary>
/// <param name="Zone">The zone: the subject, or one below it.</param>
/// <param name="Data">What it says.</param>
/// <param name="Seen">Where it was seen.</param>
public sealed record ProfiledAuthority(HostileText Zone, SoaData Data, SeenIn Seen);

/// <summary>A server that was asked for the subject.</summary>
/// <param name="Server">Its address.</param>
/// <param name="Port">Its port; null where no source names it.</param>
/// <param name="Responses">Its responses.</param>
/// <param name="IsAuthoritative">Whether most of them came with authority (AA); null where no header is shown.</param>
/// <param name="Use">Messages to it and from it.</param>
public sealed record ProfiledServer(HostileText Server, int? Port, long Responses, bool? IsAuthoritative, ProfiledUse Use);

/// <summary>A thing and how often it was seen.</summary>
/// <param name="Name">A type's mnemonic, or seconds.</param>
/// <param name="Count">How often.</param>
public sealed record ProfiledCount(string Name, long Count);

/// <summary>A network that answers lead to.</summary>
/// <param name="Network">A /24, or a /48 of IPv6.</param>
/// <param name="Addresses">Different addresses in it.</param>
/// <param name="Records">Records with one of them.</param>
public sealed record ProfiledNetwork(Network Network, int Addresses, long Records);

/// <summary>What was answered to different names.</summary>
/// <param name="Names">Different names and types that were asked for; a least where <paramref name="IsLeast"/>.</param>
/// <param name="IsLeast">Whether more were asked for than are remembered.</param>
/// <param name="Answered">Of these, those with data in the answer.</param>
/// <param name="NameErrors">Of these, those said not to exist.</param>
/// <param name="IsWildcard">Whether every name is answered with the same data; null where too few names show it.</param>
public sealed record ProfiledNames(int Names, bool IsLeast, int Answered, int NameErrors, bool? IsWildcard);

/// <summary>Traits of the software that answers; each null where the evidence does not show it.</summary>
/// <param name="OffersRecursion">Whether answers with authority also offer recursion (AA with RA).</param>
/// <param name="KeepsCase">Whether the case of the question comes back; null where no query carried capitals.</param>
/// <param name="AliasesToNowhere">CNAME records to names under top-level domains that do not exist.</param>
public sealed record ProfiledSoftware(bool? OffersRecursion, bool? KeepsCase, long? AliasesToNowhere);

/// <summary>Another registrable domain with something in common.</summary>
/// <param name="Zone">The domain.</param>
/// <param name="ByNameServer">NS records that name a name server of the subject.</param>
/// <param name="ByServer">Messages that a server of the subject answered with authority.</param>
/// <param name="ByNetwork">Address records in a network of the subject's answers.</param>
/// <param name="Use">Messages that show it, and who asked.</param>
/// <param name="IsAskedByOthers">Whether somebody asked for it who did not ask for the subject; null where it is not shown, and of a server, whose zones they are.</param>
public sealed record ProfiledZone(HostileText Zone, long ByNameServer, long ByServer, long ByNetwork, ProfiledUse Use, bool? IsAskedByOthers)
{
    /// <summary>Whether a name server or a server is shared, and not a network alone.</summary>
    public bool SharesServers => ByNameServer + ByServer > 0;
}

/// <summary>What the rest of the evidence looks like.</summary>
/// <param name="Clients">Clients in all.</param>
/// <param name="AuthoritativeServers">Servers that answer with authority, for whatever zone.</param>
public sealed record ProfileFleet(int Clients, int AuthoritativeServers);
