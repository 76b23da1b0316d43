using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>What the first reading found of the subject that other zones can have too: the second reading looks for it.</summary>
sealed class Anchors
{
    readonly HashSet<ulong> _names;
    readonly HashSet<Address> _servers;
    readonly HashSet<Network> _networks;

    /// <summary>The anchors of a subject.</summary>
    public Anchors(ProfileSubject subject, ProfileFacts facts)
    {
        var names = subject.IsServer ? facts.Addresses.Sorted().Select(fact => fact.Owner) : facts.NameServers.Sorted().Select(fact => fact.Data);
        _names = [.. names.Select(HashOf)];
        _servers = subject.IsServer ? [subject.Server] : [.. facts.Servers.Sorted().Where(server => server.IsAuthoritative == true).Select(server => server.Server.Address)];
        _networks = subject.IsServer ? [] : [.. facts.Addresses.Sorted().Select(fact => NetworkOf(Address.FromBytes(fact.Data)))];
    }

    /// <summary>Whether a canonical name is that of one of the subject's name servers.</summary>
    public bool HasName(ReadOnlySpan<byte> name) => _names.Contains(WireName.Hash(name, NameHashing.Seed));

    /// <summary>Whether an address answers for the subject with authority.</summary>
    public bool HasServer(Address server) => _servers.Contains(server);

    /// <summary>Whether an address lies in a network of the subject's answers.</summary>
    public bool HasNetworkOf(Address address) => _networks.Contains(NetworkOf(address));

    /// <summary>What one holder usually has: a /24, or the /48 of an IPv6 address (RFC 6177).</summary>
    public static Network NetworkOf(Address address) => Network.Of(address, address.IsV4 ? 24 : 48);

    static ulong HashOf(byte[] name) => WireName.Hash(name, NameHashing.Seed);
}
