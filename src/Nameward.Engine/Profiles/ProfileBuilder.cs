using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>Makes the profile of a subject from what both readings gathered: a pure function, the same whatever the order of the evidence.</summary>
sealed class ProfileBuilder(ProfileSubject subject, ProfileFacts facts, NeighbourSink second, ProfileFleet fleet)
{
    /// <summary>Clients that are named of each thing.</summary>
    const int NamedClients = 8;

    /// <summary>The least number of different names of one type that tell a wildcard.</summary>
    const int FewestNames = 8;

    /// <summary>The profile.</summary>
    public Profile Build()
    {
        var profile = new Profile
        {
            Subject = subject.Name,
            IsServer = subject.IsServer,
            Conclusion = ProfileConclusion.InsufficientEvidence,
            Statements = [],
            Techniques = [],
            Use = Use(facts.Messages),
            NameServers = NameServers(),
            Authorities = Authorities(),
            Servers = Servers(),
            Types = [.. Counts(facts.Types, type => RecordTypes.Name((ushort)type))],
            Ttls = [.. Counts(Ttls, ttl => ttl.ToString(CultureInfo.InvariantCulture))],
            AreTtlsOfTheServer = Ttls.Sorted().Length == 0 ? null : Ttls == facts.Ttls,
            Networks = Networks(),
            AnswerAddresses = subject.IsServer ? [subject.Server] : [.. facts.Addresses.Sorted().Select(fact => Address.FromBytes(fact.Data)).Distinct().Order()],
            Names = subject.IsServer ? [.. facts.Addresses.Sorted().Select(fact => new ProfiledRecord(HostileText.Name(fact.Owner), Seen(fact.Seen))).OrderBy(name => name.Name)] : [],
            Answering = Answering(),
            Software = Software(),
            Neighbours = Neighbours(),
            IsCut = IsCut(),
        };
        return ProfileReasons.Judge(profile, fleet);
    }

    LowestFacts<CountedFact> Ttls => facts.Ttls.Sorted().Length > 0 ? facts.Ttls : facts.CachedTtls;

    ImmutableArray<ProfiledNameServer> NameServers()
    {
        var addresses = second.NameServerAddresses.Sorted().ToLookup(fact => HostileText.Name(fact.Owner));
        return [.. facts.NameServers.Sorted().Select(fact =>
        {
            var name = HostileText.Name(fact.Data);
            return new ProfiledNameServer(HostileText.Name(fact.Owner), name, HostileText.Name(CanonicalNames.DomainOf(fact.Data)), ProfileSubject.IsBelow(fact.Data, CanonicalNames.DomainOf(fact.Owner)),
                [.. addresses[name].Select(AddressOf).OrderBy(address => address.Address)], Seen(fact.Seen));
        }).OrderBy(server => server.Zone == subject.Name ? 0 : 1).ThenBy(server => server.Zone).ThenBy(server => server.Name)];
    }

    static ProfiledAddress AddressOf(NamedFact fact) => new(Address.FromBytes(fact.Data), Seen(fact.Seen));

    ImmutableArray<ProfiledAuthority> Authorities() =>
        [.. facts.Authorities.Sorted().Select(fact => SoaData.TryRead(fact.Data) is { } data ? new ProfiledAuthority(HostileText.Name(fact.Owner), data, Seen(fact.Seen)) : null).OfType<ProfiledAuthority>()
            .OrderBy(authority => authority.Zone).ThenBy(authority => authority.Data.Serial).ThenBy(authority => authority.Data.Primary).ThenBy(authority => authority.Seen.First)];

    ImmutableArray<ProfiledServer> Servers() =>
        [.. facts.Servers.Sorted().OrderByDescending(fact => fact.IsAuthoritative == true).ThenByDescending(fact => fact.Seen.Count).ThenBy(fact => fact.Server.Address).ThenBy(fact => fact.Server.Port)
            .Select(fact => new ProfiledServer(HostileText.Address(fact.Server.Address), fact.Server.Port == 0 ? null : fact.Server.Port, fact.Responses, fact.IsAuthoritative, Use(fact.Seen)))];

    static IEnumerable<ProfiledCount> Counts(LowestFacts<CountedFact> table, Func<uint, string> name) =>
        table.Sorted().OrderByDescending(fact => fact.Count).ThenBy(fact => fact.Value).Select(fact => new ProfiledCount(name(fact.Value), fact.Count));

    ImmutableArray<ProfiledNetwork> Networks() => subject.IsServer ? [new(Anchors.NetworkOf(subject.Server), 1, facts.Addresses.Sorted().Sum(fact => fact.Seen.Count))]
        : [.. facts.Addresses.Sorted().GroupBy(fact => Anchors.NetworkOf(Address.FromBytes(fact.Data)))
            .Select(network => new ProfiledNetwork(network.Key, network.Count(), network.Sum(fact => fact.Seen.Count)))
            .OrderByDescending(network => network.Addresses).ThenByDescending(network => network.Records).ThenBy(network => network.Network)];

    ProfiledNames Answering()
    {
        var names = facts.Names.Sorted();
        return new(names.Length, facts.Names.IsCut, names.Count(name => name.Answered > 0), names.Count(name => name.NameErrors > 0), subject.IsServer ? null : IsWildcard(names));
    }

    /// <summary>Whether all names of a type with enough of them are answered with one and the same data.</summary>
    static bool? IsWildcard(NameFact[] names)
    {
        var types = names.Where(name => name.IsDecided).GroupBy(name => name.Type).Where(type => type.Count() >= FewestNames).ToList();
        return types.Count == 0 ? null
            : types.Exists(type => type.All(name => name is { Answered: > 0, NameErrors: 0, Empty: 0 }) && type.Max(name => name.HighestData) == type.Min(name => name.LowestData));
    }

    ProfiledSoftware Software()
    {
        var authoritative = facts.Servers.Sorted().Where(server => server.IsAuthoritative == true).ToList();
        return new(
            authoritative.Count == 0 ? null : 2 * authoritative.Sum(server => server.AuthoritativeAndRecursive) > authoritative.Sum(server => server.Authoritative),
            facts.QueriesWithCapitals == 0 || facts.Replies == 0 ? null : facts.ResponsesWithCapitals > 0,
            facts.ShownResponses == 0 ? null : facts.AliasesNowhere);
    }

    ImmutableArray<ProfiledZone> Neighbours()
    {
        var own = facts.Messages.Clients.ToHashSet();
        return [.. second.Neighbours.Sorted().Select(fact => new ProfiledZone(HostileText.Name(fact.Domain), fact.ByNameServer, fact.ByServer, fact.ByNetwork, Use(fact.Seen),
                subject.IsServer || fact.Seen.Clients.IsEmpty || facts.Messages.AreClientsCut ? null : fact.Seen.Clients.Any(client => !own.Contains(client))))
            .OrderByDescending(zone => zone.SharesServers).ThenByDescending(zone => zone.Use.Messages).ThenBy(zone => zone.Zone)];
    }

    bool IsCut() => facts.NameServers.IsCut || facts.Authorities.IsCut || facts.Addresses.IsCut || facts.Servers.IsCut || facts.Ttls.IsCut || second.Neighbours.IsCut;

    static ProfiledUse Use(Sighting seen)
    {
        var clients = seen.Clients;
        return new(seen.Count, clients.Length, seen.AreClientsCut, [.. clients.Take(NamedClients).Select(HostileText.Address)], seen.First, seen.Last);
    }

    static SeenIn Seen(Sighting seen) => new(seen.Answer, seen.Authority, seen.Additional, seen.First, seen.Last);
}
