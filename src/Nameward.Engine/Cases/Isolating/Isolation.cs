using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases.Isolating;

/// <summary>What of a case is isolated and not blocked, because it is the site's own: hosts, and DNS servers inside.</summary>
/// <param name="Hosts">The hosts that the findings are about.</param>
/// <param name="Servers">The DNS servers inside that would be isolated, in the order of their addresses.</param>
public sealed record Isolation(ImmutableArray<IsolatedHost> Hosts, ImmutableArray<LosingServer> Servers)
{
    /// <summary>Of a case of which nothing is the site's own.</summary>
    public static Isolation None { get; } = new([], []);

    /// <summary>What the record alone tells, where the evidence was not read again.</summary>
    public static Isolation Recorded(ContainedCase contained, ImmutableArray<Block> blocks, SiteFacts site) => new(IsolatedHost.Of(contained), [.. Inside(blocks, site).Select(block => Server(block.Address, [.. block.Findings], site))]);

    /// <summary>What would be isolated, and who loses DNS meanwhile.</summary>
    /// <param name="recorded">What the record tells.</param>
    /// <param name="asked">Who asks which server, when all evidence was replayed.</param>
    /// <param name="scene">What the first reading shows.</param>
    internal static Isolation Replayed(Isolation recorded, LosingSink asked, Scene scene)
    {
        var known = recorded.Servers.Select(server => server.Address).ToHashSet();
        // A host of the findings that others ask is a server too: it may be the resolver behind which the host stands that began it all.
        var hosts = recorded.Hosts.Where(host => host.Address is { } address && !known.Contains(address)).Select(host => Server(host.Address!.Value, host.Findings, scene.Site));
        return recorded with
        {
            Servers = [.. recorded.Servers.Concat(hosts).Select(server => server with { Use = asked.Of(server.Address), Announced = AnnouncedBy(server.Address, scene.Seen.Surroundings) })
                .Where(server => known.Contains(server.Address) || server.Use!.Clients > 0).OrderBy(server => server.Address)],
        };
    }

    /// <summary>The addresses that would be isolated.</summary>
    internal static ImmutableHashSet<Address> Going(Isolation recorded) => [.. recorded.Servers.Select(server => server.Address), .. recorded.Hosts.Select(host => host.Address).OfType<Address>()];

    static IEnumerable<Block> Inside(ImmutableArray<Block> blocks, SiteFacts site) =>
        blocks.Where(block => block.Kind == BlockKind.Server && (block.Address.IsInternal || site.IsOurs(block.Address))).OrderBy(block => block.Address);

    static LosingServer Server(Address address, ImmutableArray<string> findings, SiteFacts site) =>
        new() { Address = address, Findings = findings, IsApproved = site.IsApproved(address), Use = null, Announced = [] };

    static ImmutableArray<Announcement> AnnouncedBy(Address server, FrozenSurroundings seen) =>
    [
        .. seen.Changes.Where(change => change.Kind == ConfigurationKind.AnnouncedServers && change.Act is ConfigurationAct.Stands or ConfigurationAct.Set or ConfigurationAct.Added && ConfiguredValue.Addresses(change.New).Contains(server))
            .Select(change => new Announcement(change.Host, change.Object, change.Property, change.New)).Distinct().Take(ServerUse.MostNamed),
    ];
}
