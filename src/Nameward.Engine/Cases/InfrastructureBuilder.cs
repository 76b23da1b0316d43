using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases;

/// <summary>
/// Who runs the name servers of the zones that findings are about, as far as the rollups remember it: name servers and where they stand, the networks of answers, and other domains on the same
/// servers. The evidence is not read again for it; <c>nameward profile ZONE</c> says more.
/// </summary>
sealed class InfrastructureBuilder
{
    readonly Scene _scene;
    readonly ProfileFleet _fleet;
    readonly ILookup<ulong, ulong> _networks;
    readonly ParkedZones _parked;

    /// <summary>Gathers the networks that these zones lead to.</summary>
    /// <param name="scene">What was seen.</param>
    /// <param name="zones">The zones that will be asked about, in canonical wire form.</param>
    public InfrastructureBuilder(Scene scene, IEnumerable<byte[]> zones)
    {
        var wanted = zones.Select(HashOf).ToHashSet();
        (_scene, _fleet, _parked) = (scene, ProfileDocumentBuilder.FleetOf(scene), new(scene, zones));
        _networks = scene.Seen.Answers.Where(name => wanted.Contains(name.Zone)).SelectMany(name => name.Answers.Select(answer => (name.Zone, answer.Network))).ToLookup(answer => answer.Zone, answer => answer.Network);
    }

    /// <summary>The infrastructure of one of the zones; null where the evidence shows no name server of it, and no feed explains its answers.</summary>
    public TriageInfrastructure? Of(byte[] zone)
    {
        ImmutableArray<ProfileStatement> explained = [.. _parked.Of(zone, [])];
        if (_scene.Seen.NameServers.Of(HashOf(zone)) is not { Own.IsEmpty: false } known)
        {
            return explained.IsEmpty ? null : new(HostileText.Name(zone), ProfileConclusion.InsufficientEvidence, explained, [], []);
        }
        var profile = ProfileReasons.Judge(ProfileOf(known), _fleet);
        return new(profile.Subject, profile.Conclusion, profile.Statements.AddRange(explained), profile.Techniques,
            [.. known.Own.SelectMany(server => server.Addresses).Select(address => address.Address).Distinct().Order().Select(address => PlacedAddress.Of(HostileText.Address(address), _scene.Places))]);
    }

    static ulong HashOf(byte[] zone) => WireName.Hash(zone, NameHashing.Seed);

    Profile ProfileOf(ZoneNameServers known)
    {
        var name = HostileText.Name(known.Zone);
        return new()
        {
            Subject = name,
            IsServer = false,
            Conclusion = ProfileConclusion.InsufficientEvidence,
            Statements = [],
            Techniques = [],
            Use = NotKnown,
            NameServers = [.. known.Own.Select(server => ServerOf(name, known.Zone, server))],
            Authorities = [],
            Servers = [.. ServersOf(known)],
            Types = [],
            Ttls = [],
            AreTtlsOfTheServer = null,
            Networks = [.. NetworksOf(HashOf(known.Zone))],
            Names = [],
            Answering = new(0, IsLeast: false, 0, 0, IsWildcard: null),
            Software = new(null, null, null),
            Neighbours = [.. _scene.Seen.NameServers.OthersOf(known).Select(other => new ProfiledZone(HostileText.Name(other), 1, 0, 0, NotKnown, IsAskedByOthers: null))],
            IsCut = !known.IsWhole,
        };
    }

    /// <summary>The zone's own name servers that answer with authority, where none of them is seen to give another domain's addresses so: what they share is not known otherwise.</summary>
    IEnumerable<ProfiledServer> ServersOf(ZoneNameServers known)
    {
        var addresses = known.Own.SelectMany(server => server.Addresses).Select(address => address.Address).ToHashSet();
        var answering = _scene.Census.Servers.Where(server => addresses.Contains(server.Server.Address) && 2 * server.Authoritative > server.Headers).ToList();
        var (hashes, zone) = (answering.Select(server => CompactRowWriter.ServerHash(server.Server)).ToHashSet(), HashOf(known.Zone));
        return _scene.Seen.Answers.Any(name => name.Zone != zone && name.Answers.Any(answer => answer.IsAuthoritative && hashes.Contains(answer.Server))) ? []
            : answering.Select(server => new ProfiledServer(HostileText.Address(server.Server.Address), server.Server.Port, server.Responses, IsAuthoritative: true, NotKnown));
    }

    static ProfiledUse NotKnown { get; } = new(0, 0, IsLeast: false, [], null, null);

    static ProfiledNameServer ServerOf(HostileText zone, byte[] zoneName, KnownNameServer server) => new(zone, HostileText.Name(server.Name), HostileText.Name(CanonicalNames.DomainOf(server.Name)),
        ProfileSubject.IsBelow(server.Name, zoneName), [.. server.Addresses.Select(address => new ProfiledAddress(address.Address, Seen(address.Seen)))], Seen(server.Seen));

    static SeenIn Seen(Sighted seen) => new(0, 0, 0, seen.FirstTime, seen.LastTime);

    IEnumerable<ProfiledNetwork> NetworksOf(ulong zone) => _networks[zone].Select(AnswerNetwork.AddressOf).Where(address => !address.IsNone).Select(Anchors.NetworkOf).Distinct().Order()
        .Select(network => new ProfiledNetwork(network, 1, 1));
}
