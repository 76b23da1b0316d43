using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// What the evidence shows of name servers, to be looked up: those of a zone, where they stand, and who else has them. What is not here is not known: many logs show
/// no delegation, and of very many domains and servers only those with the lowest hashes are kept.
/// </summary>
sealed class FrozenNameServers
{
    readonly Dictionary<ulong, DelegatedDomain> _domains;
    readonly Dictionary<ulong, NameServer> _servers;
    readonly Dictionary<Address, HashSet<ulong>> _domainsOf = [];

    /// <summary>Freezes a table; it must not change afterwards.</summary>
    public FrozenNameServers(NameServerTable table)
    {
        _domains = table.Domains.ToDictionary(domain => domain.Hash);
        _servers = table.Servers.ToDictionary(server => server.Hash);
        foreach (var server in _servers.Values)
        {
            foreach (ref readonly var address in server.Addresses.Items)
            {
                var domains = _domainsOf.TryGetValue(address.Address, out var known) ? known : _domainsOf[address.Address] = [];
                domains.UnionWith(server.Domains.Items.ToArray().Select(domain => domain.Hash));
            }
        }
    }

    /// <summary>The registrable domains whose name servers are known, by chained hash.</summary>
    public IReadOnlyCollection<ulong> Zones => _domains.Keys;

    /// <summary>The name servers of a registrable domain (its chained hash); null where the evidence shows none.</summary>
    public ZoneNameServers? Of(ulong zone) => !_domains.TryGetValue(zone, out var domain) ? null
        : new(domain.Name, Known(domain.Own), Known(domain.Below), domain.Own.IsWhole && domain.Below.IsWhole);

    /// <summary>How many registrable domains have a name server at an address, at least: no server counts more than <see cref="NameServer.MostDomains"/>.</summary>
    public int DomainsAt(Address address) => _domainsOf.TryGetValue(address, out var domains) ? domains.Count : 0;

    /// <summary>Other registrable domains with one of a zone's own name servers, in canonical wire form and in order: those that are kept.</summary>
    public ImmutableArray<byte[]> OthersOf(ZoneNameServers zone)
    {
        var others = new SortedSet<byte[]>(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
        foreach (var server in zone.Own)
        {
            foreach (ref readonly var served in _servers[server.Hash].Domains.Items)
            {
                if (_domains.TryGetValue(served.Hash, out var domain) && !domain.Name.AsSpan().SequenceEqual(zone.Zone))
                {
                    others.Add(domain.Name);
                }
            }
        }
        return [.. others];
    }

    ImmutableArray<KnownNameServer> Known(BottomK<NameServerOf> servers)
    {
        var known = ImmutableArray.CreateBuilder<KnownNameServer>();
        foreach (ref readonly var server in servers.Items)
        {
            if (_servers.TryGetValue(server.Hash, out var named))
            {
                known.Add(new(named.Name, server.Hash, server.Seen, Known(named.Addresses), named.Addresses.IsWhole, named.Domains.Items.Length, named.Domains.IsWhole));
            }
        }
        known.Sort((a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name));
        return known.DrainToImmutable();
    }

    ImmutableArray<KnownServerAddress> Known(BottomK<ServerAddress> addresses)
    {
        var known = ImmutableArray.CreateBuilder<KnownServerAddress>();
        foreach (ref readonly var address in addresses.Items)
        {
            var isTold = address.LeastTtl != ResourceRecord.UnknownTtl;
            known.Add(new(address.Address, address.Seen, isTold ? address.LeastTtl : null, isTold ? address.GreatestTtl : null, DomainsAt(address.Address)));
        }
        known.Sort((a, b) => a.Address.CompareTo(b.Address));
        return known.DrainToImmutable();
    }
}

/// <summary>The name servers of a registrable domain.</summary>
/// <param name="Zone">The domain in canonical wire form.</param>
/// <param name="Own">Those of the domain itself, by name.</param>
/// <param name="Below">Those of zones below it.</param>
/// <param name="IsWhole">Whether there were no more than are kept of one domain.</param>
sealed record ZoneNameServers(byte[] Zone, ImmutableArray<KnownNameServer> Own, ImmutableArray<KnownNameServer> Below, bool IsWhole);

/// <summary>A name server of a zone.</summary>
/// <param name="Name">Its name in canonical wire form.</param>
/// <param name="Hash">The chained hash of it: under this its own addresses stand among <see cref="FrozenRollups.Answers"/>, where somebody asked for them.</param>
/// <param name="Seen">When the zone was shown to have it.</param>
/// <param name="Addresses">Its addresses, in order; none where the evidence shows none.</param>
/// <param name="AreAddressesWhole">Whether these are all; else they are a fair sample.</param>
/// <param name="Domains">Registrable domains whose name server it is, this one among them.</param>
/// <param name="AreDomainsWhole">Whether there are no more of them.</param>
sealed record KnownNameServer(byte[] Name, ulong Hash, Sighted Seen, ImmutableArray<KnownServerAddress> Addresses, bool AreAddressesWhole, int Domains, bool AreDomainsWhole);

/// <summary>An address of a name server.</summary>
/// <param name="Address">The address.</param>
/// <param name="Seen">When.</param>
/// <param name="LeastTtl">The least time to live of its records, in seconds; null where none is told.</param>
/// <param name="GreatestTtl">The greatest.</param>
/// <param name="Domains">Registrable domains with a name server there, at least.</param>
sealed record KnownServerAddress(Address Address, Sighted Seen, uint? LeastTtl, uint? GreatestTtl, int Domains);
