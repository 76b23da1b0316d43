using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Html;

/// <summary>
/// Who asks whom, in at most nine nodes: three columns (who asks, servers inside, servers outside) of at most three, the last of which stands for the
/// rest. A server inside that asks others stands once, in the middle.
/// </summary>
sealed class CensusPicture
{
    const int MostInColumn = 3;

    readonly Dictionary<HostileText, int> _nodeOf = [];
    readonly Dictionary<(int From, int To), long> _asked = [];
    readonly List<CensusNode> _nodes = [];

    /// <summary>The picture of a census; hosts that answer for their link are left out.</summary>
    public CensusPicture(ImmutableArray<TriageServer> census)
    {
        var servers = census.Where(server => server.Role != "multicast").GroupBy(server => server.Server).Select(address => new PicturedServer([.. address])).ToList();
        Servers(CensusColumn.Inside, servers.FindAll(server => server.IsInside));
        Servers(CensusColumn.Outside, servers.FindAll(server => !server.IsInside));
        Clients(servers);
        servers.ForEach(Connect);
        Nodes = [.. _nodes];
        Edges = [.. _asked.OrderBy(edge => edge.Key).Select(edge => new CensusEdge(Nodes[edge.Key.From], Nodes[edge.Key.To], edge.Value))];
    }

    /// <summary>The nodes, by column and from the top.</summary>
    public ImmutableArray<CensusNode> Nodes { get; }

    /// <summary>The lines between them.</summary>
    public ImmutableArray<CensusEdge> Edges { get; }

    /// <summary>Whether there is something to see: two servers, or one that needs an explanation.</summary>
    public static bool IsWorthwhile(ImmutableArray<TriageServer> census) =>
        census.Any(Wording.NeedsExplanation) || census.Where(server => server.Role != "multicast").Select(server => server.Server).Distinct().Count() >= 2;

    void Servers(CensusColumn column, List<PicturedServer> servers)
    {
        var ordered = servers.OrderByDescending(server => server.Standing == Standing.Refused).ThenByDescending(server => server.Queries).ThenBy(server => server.Address).ToList();
        var shown = ordered.Count <= MostInColumn ? ordered.Count : MostInColumn - 1;
        foreach (var (slot, server) in ordered.Take(shown).Index())
        {
            _nodeOf.Add(server.Address, _nodes.Count);
            _nodes.Add(new(column, slot, server.Address, 1, server.Standing, server.Queries));
        }
        var rest = ordered[shown..];
        if (rest.Count > 0)
        {
            rest.ForEach(server => _nodeOf.Add(server.Address, _nodes.Count));
            _nodes.Add(new(column, shown, null, rest.Count, Common(rest), rest.Sum(server => server.Queries)));
        }
    }

    void Clients(List<PicturedServer> servers)
    {
        var named = servers.SelectMany(server => server.Users.Select(user => (user.Client, user.Queries, server.Standing))).Where(use => !_nodeOf.ContainsKey(use.Client))
            .GroupBy(use => use.Client).OrderByDescending(client => client.Any(use => use.Standing == Standing.Refused))
            .ThenByDescending(client => client.Sum(use => use.Queries)).ThenBy(client => client.Key).ToList();
        var isAll = named.Count <= MostInColumn && servers.TrueForAll(server => server.Unnamed == 0);
        var shown = isAll ? named.Count : Math.Min(named.Count, MostInColumn - 1);
        foreach (var (slot, client) in named.Take(shown).Index())
        {
            _nodeOf.Add(client.Key, _nodes.Count);
            _nodes.Add(new(CensusColumn.Clients, slot, client.Key, 1, Standing.None, client.Sum(use => use.Queries)));
        }
        if (!isAll)
        {
            // A host that several servers do not name may be one and the same: then the number is the least that it can be.
            var least = Math.Max(named.Count - shown, servers.Max(server => server.Clients - server.Users.Count(user => _nodeOf.ContainsKey(user.Client))));
            var queries = named.Skip(shown).Sum(client => client.Sum(use => use.Queries)) + servers.Sum(server => server.UnnamedQueries);
            _nodes.Add(new(CensusColumn.Clients, shown, null, least, Standing.None, queries) { IsLeast = servers.Count > 1 && servers.Exists(server => server.Unnamed > 0) });
        }
    }

    void Connect(PicturedServer server)
    {
        var to = _nodeOf[server.Address];
        foreach (var user in server.Users)
        {
            Connect(_nodeOf.GetValueOrDefault(user.Client, _nodes.Count - 1), to, user.Queries);
        }
        if (server.Unnamed > 0)
        {
            Connect(_nodes.Count - 1, to, server.UnnamedQueries);
        }
    }

    void Connect(int from, int to, long queries)
    {
        if (from != to)
        {
            _asked[(from, to)] = _asked.GetValueOrDefault((from, to)) + queries;
        }
    }

    static Standing Common(List<PicturedServer> servers) =>
        servers.Exists(server => server.Standing == Standing.Refused) ? Standing.Refused
        : servers.TrueForAll(server => server.Standing == servers[0].Standing) ? servers[0].Standing : Standing.None;

    /// <summary>All that happens at one address.</summary>
    sealed class PicturedServer(ImmutableArray<TriageServer> rows)
    {
        internal HostileText Address => rows[0].Server;

        internal bool IsInside => rows[0].Inside;

        internal long Queries { get; } = rows.Sum(row => row.Queries);

        internal long Clients { get; } = rows.Max(row => row.Clients);

        internal Standing Standing => rows.Any(Wording.NeedsExplanation) ? Standing.Refused : rows[0].Authorised switch { true => Standing.Approved, false => Standing.None, null => Standing.NotKnown };

        internal List<TriageServerUser> Users { get; } =
            [.. rows.SelectMany(row => row.Users).GroupBy(user => user.Client).Select(user => new TriageServerUser(user.Key, user.Sum(use => use.Queries)))];

        internal long Unnamed => Math.Max(0, Clients - Users.Count);

        internal long UnnamedQueries => Math.Max(0, Queries - Users.Sum(user => user.Queries));
    }
}

/// <summary>Where a node of the picture stands.</summary>
enum CensusColumn
{
    /// <summary>Hosts that ask.</summary>
    Clients,
    /// <summary>Servers in the site's own networks.</summary>
    Inside,
    /// <summary>Servers elsewhere.</summary>
    Outside,
}

/// <summary>How a node stands to the site's list of approved servers.</summary>
enum Standing
{
    /// <summary>It needs no approval.</summary>
    None,
    /// <summary>On the list.</summary>
    Approved,
    /// <summary>Not on the list, and to be explained.</summary>
    Refused,
    /// <summary>There is no list.</summary>
    NotKnown,
}

/// <summary>A host or server of the picture, or several.</summary>
/// <param name="Column">Its column.</param>
/// <param name="Slot">Its place in the column, from 0.</param>
/// <param name="Address">Its address; null for several.</param>
/// <param name="Count">How many it stands for.</param>
/// <param name="Standing">How it stands to the list.</param>
/// <param name="Queries">Queries it was asked; of a client, those it sent.</param>
sealed record CensusNode(CensusColumn Column, int Slot, HostileText? Address, long Count, Standing Standing, long Queries)
{
    /// <summary>Whether there may be more than <see cref="Count"/>.</summary>
    public bool IsLeast { get; init; }
}

/// <summary>That one asks the other, and the queries; 0 where only answers were seen.</summary>
sealed record CensusEdge(CensusNode From, CensusNode To, long Queries);
