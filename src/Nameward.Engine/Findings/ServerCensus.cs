using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>Every DNS server in the evidence, learned from who was asked and who answered, never from a port alone.</summary>
sealed class ServerCensus
{
    /// <summary>The least number of clients that makes a server one of those that the site uses.</summary>
    public const int FewestClients = 3;

    /// <summary>The least part of all clients that does.</summary>
    public const double SmallestPart = 0.01;

    readonly UsesByServer _uses;
    readonly HashSet<Endpoint> _many;

    /// <summary>The census of a frozen scene.</summary>
    public ServerCensus(FrozenRollups seen, SiteFacts site)
    {
        _uses = new([.. seen.Servers, .. ConversationUses.Of(seen.Flows, site)]);
        Servers = [.. _uses.ByServer.Select(uses => Facts(uses.Key, uses.Value, site))
            .OrderByDescending(server => server.Users.Length).ThenByDescending(server => server.Queries + server.Responses)
            .ThenBy(server => server.Server.Address).ThenBy(server => server.Server.Port)];
        Clients = [.. Servers.Where(server => server.Role != ServerRole.Multicast).SelectMany(server => server.Users).Select(user => user.Client).Distinct().Order()];
        Uses = Servers.Where(server => server.Role != ServerRole.Multicast).Sum(server => server.Users.Length);
        Judged = Servers.Count(server => server.IsAnswering && server.Role != ServerRole.Multicast);
        UsedByMany = [.. Servers.Where(server => server.IsAnswering && server.Role is not (ServerRole.Multicast or ServerRole.Authoritative or ServerRole.StubListener)
            && server.Users.Length >= Math.Max(FewestClients, SmallestPart * Clients.Length))];
        _many = [.. UsedByMany.Select(server => server.Server)];
        ByClient = Servers.Where(server => server.Role != ServerRole.Multicast).SelectMany(server => server.Users.Select(user => (user.Client, Use: new ServerOfClient(server, user))))
            .ToLookup(use => use.Client, use => use.Use);
    }

    /// <summary>All servers, those with most clients first.</summary>
    public ImmutableArray<ServerFacts> Servers { get; }

    /// <summary>Everyone who asked a server that is not of the link.</summary>
    public ImmutableArray<Address> Clients { get; }

    /// <summary>Pairs of a client and a server that is not of the link: how many chances there were of a false finding of one client's answers.</summary>
    public int Uses { get; }

    /// <summary>Servers that answer and are not of the link: how many chances there were of a false finding of a server.</summary>
    public int Judged { get; }

    /// <summary>The resolvers of many: of at least three clients, and of at least one in a hundred.</summary>
    public ImmutableArray<ServerFacts> UsedByMany { get; }

    /// <summary>The servers of each client.</summary>
    public ILookup<Address, ServerOfClient> ByClient { get; }

    /// <summary>Whether a server is one of <see cref="UsedByMany"/>.</summary>
    public bool IsUsedByMany(Endpoint server) => _many.Contains(server);

    /// <summary>Whether a client is a server itself, and so asks for others.</summary>
    public bool IsServer(Address client) => _uses.Answering.Contains(client);

    ServerFacts Facts(Endpoint server, List<ServerUseEntry> uses, SiteFacts site)
    {
        var ttls = new LowestFew(ServerUse.FewTtls);
        uses.ForEach(use => ttls.Merge(use.Use.Ttls));
        var traffic = Traffic(uses);
        var facts = new ServerFacts
        {
            Server = server,
            Traffic = traffic,
            ByTransport = ByTransport(uses, traffic),
            Headers = uses.Sum(use => use.Use.Headers),
            Recursive = uses.Sum(use => use.Use.Recursive),
            Authoritative = uses.Sum(use => use.Use.Authoritative),
            Ttls = ttls,
            ShowsMessages = uses.Exists(use => !use.Key.IsConversation),
            LeavesOpen = uses.Exists(use => use.Use.LeavesOpen),
            WritesALog = uses.Exists(use => use.Key.Leg == Leg.Client),
            Role = ServerRole.Unknown,
            Reasons = [],
            Operator = PublicResolvers.OperatorOf(server.Address),
            IsApproved = site.IsApproved(server.Address),
        };
        return ServerRoles.Assign(facts, _uses);
    }

    /// <summary>The traffic of each transport; where there is but one, it is all of it.</summary>
    static ImmutableArray<TransportUse> ByTransport(List<ServerUseEntry> uses, ServerTraffic all) =>
        uses.TrueForAll(use => use.Key.Transport == uses[0].Key.Transport)
            ? [new(uses[0].Key.Transport, all)]
            : [.. uses.GroupBy(use => use.Key.Transport).OrderBy(transport => transport.Key).Select(transport => new TransportUse(transport.Key, Traffic([.. transport])))];

    static ServerTraffic Traffic(List<ServerUseEntry> uses)
    {
        var lane = uses.GroupBy(use => use.Key.Lane).OrderByDescending(lane => lane.Sum(use => use.Use.Queries + use.Use.Responses)).ThenBy(lane => lane.Key).First();
        return new(
            [.. uses.Where(use => !use.Key.Client.IsNone).GroupBy(use => use.Key.Client).Select(client => User(client.Key, lane.Key, client))
                .OrderByDescending(user => user.Queries + user.Responses).ThenBy(user => user.Client)],
            lane.Sum(use => use.Use.Queries),
            lane.Sum(use => use.Use.Responses),
            EventTime.Known(uses.Min(use => use.Use.First)),
            EventTime.Known(uses.Max(use => use.Use.Last)));
    }

    static ClientUse User(Address client, ushort lane, IEnumerable<ServerUseEntry> uses)
    {
        var all = uses.ToList();
        var counted = all.Where(use => use.Key.Lane == lane).ToList();
        return new(client, counted.Sum(use => use.Use.Queries), counted.Sum(use => use.Use.Responses), EventTime.Known(all.Min(use => use.Use.First)), EventTime.Known(all.Max(use => use.Use.Last)),
            All(all, ServerUse.TimeSteps, use => use.Seconds), All(all, OccupiedSet.Capacity, use => use.Segments), AllNames(all));
    }

    /// <summary>The parts of all uses together. What is frozen is shared: where there is but one use, its own.</summary>
    static OccupiedSet All(List<ServerUseEntry> uses, int capacity, Func<ServerUse, OccupiedSet> part)
    {
        if (uses is [var only])
        {
            return part(only.Use);
        }
        var into = new OccupiedSet(capacity);
        uses.ForEach(use => into.Merge(part(use.Use)));
        return into;
    }

    static LowestFew AllNames(List<ServerUseEntry> uses)
    {
        if (uses is [var only])
        {
            return only.Use.Names;
        }
        var names = new LowestFew(ServerUse.FewNames);
        uses.ForEach(use => names.Merge(use.Use.Names));
        return names;
    }
}

/// <summary>A server as one of its clients uses it.</summary>
sealed record ServerOfClient(ServerFacts Server, ClientUse Use);
