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
    readonly Dictionary<(int From, int To), Asked> _asked = [];
    readonly List<CensusNode> _nodes = [];

    /// <summary>The picture of a census; hosts that answer for their link are left out.</summary>
    /// <param name="census">The servers.</param>
    /// <param name="found">Servers that a finding at high or critical is about.</param>
    public CensusPicture(ImmutableArray<TriageServer> census, params IEnumerable<HostileText> found)
    {
        var told = found.ToHashSet();
        var servers = census.Where(server => server.Role != "multicast").GroupBy(server => server.Server).Select(address => new PicturedServer([.. address], told.Contains(address.Key))).ToList();
        Servers(CensusColumn.Inside, servers.FindAll(server => server.IsInside));
        Servers(CensusColumn.Outside, servers.FindAll(server => !server.IsInside));
        Clients(servers);
        servers.ForEach(Connect);
        Nodes = [.. _nodes];
        Edges = [.. _asked.OrderBy(edge => edge.Key).Select(edge => new CensusEdge(Nodes[edge.Key.From], Nodes[edge.Key.To], edge.Value.Queries, edge.Value.Standing))];
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
        var ordered = servers.OrderByDescending(server => IsBad(server.Standing)).ThenByDescending(server => server.Queries).ThenBy(server => server.Address).ToList();
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
        var named = servers.SelectMany(server => server.Uses).Where(use => !_nodeOf.ContainsKey(use.Client))
            .GroupBy(use => use.Client).OrderByDescending(client => client.Any(use => IsBad(use.Standing)))
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
            var least = Math.Max(named.Count - shown, servers.Max(server => server.Clients - server.Users.Count(_nodeOf.ContainsKey)));
            var queries = named.Skip(shown).Sum(client => client.Sum(use => use.Queries)) + servers.Sum(server => server.UnnamedQueries);
            _nodes.Add(new(CensusColumn.Clients, shown, null, least, Standing.None, queries) { IsLeast = servers.Count > 1 && servers.Exists(server => server.Unnamed > 0) });
        }
    }

    void Connect(PicturedServer server)
    {
        var to = _nodeOf[server.Address];
        foreach (var use in server.Uses)
        {
            Connect(_nodeOf.GetValueOrDefault(use.Client, _nodes.Count - 1), to, new(use.Queries, use.Standing));
        }
        if (server.Unnamed > 0)
        {
            Connect(_nodes.Count - 1, to, new(server.UnnamedQueries, server.StandingOfUnnamed));
        }
    }

    void Connect(int from, int to, Asked asked)
    {
        if (from != to)
        {
            _asked[(from, to)] = _asked.TryGetValue((from, to), out var before) ? before.And(asked) : asked;
        }
    }

    /// <summary>Whether a standing is to be seen at once.</summary>
    public static bool IsBad(Standing standing) => standing is Standing.Refused or Standing.Found;

    static Standing Common(List<PicturedServer> servers) =>
        servers.Exists(server => server.Standing == Standing.Found) ? Standing.Found
        : servers.Exists(server => server.Standing == Standing.Refused) ? Standing.Refused
        : servers.TrueForAll(server => server.Standing == servers[0].Standing) ? servers[0].Standing : Standing.None;

    /// <summary>All that happens at one address.</summary>
    sealed class PicturedServer(ImmutableArray<TriageServer> rows, bool isFound)
    {
        internal HostileText Address => rows[0].Server;

        internal bool IsInside => rows[0].Inside;

        internal long Queries { get; } = rows.Sum(row => row.Queries);

        internal long Clients { get; } = rows.Max(row => row.Clients);

        internal Standing Standing { get; } = isFound ? Standing.Found : rows.Any(Wording.NeedsExplanation) ? Standing.Refused : Of(rows[0]);

        // What needs an explanation may do so at one of its ports alone.
        internal List<Use> Uses { get; } = [.. rows.SelectMany(row => row.Users.Select(user => new Use(user.Client, user.Queries, isFound ? Standing.Found : Of(row))))];

        internal List<HostileText> Users { get; } = [.. rows.SelectMany(row => row.Users).Select(user => user.Client).Distinct()];

        internal long Unnamed => Math.Max(0, Clients - Users.Count);

        internal long UnnamedQueries => Math.Max(0, Queries - Uses.Sum(use => use.Queries));

        internal Standing StandingOfUnnamed => isFound ? Standing.Found : rows.Where(row => row.Clients > row.Users.Length).Select(Of).OrderByDescending(IsBad).FirstOrDefault();

        static Standing Of(TriageServer row) => Wording.NeedsExplanation(row) ? Standing.Refused : row.Authorised switch { true => Standing.Approved, false => Standing.None, null => Standing.NotKnown };
    }

    /// <summary>One client's use of one port of a server.</summary>
    sealed record Use(HostileText Client, long Queries, Standing Standing);

    /// <summary>What goes along one line.</summary>
    readonly record struct Asked(long Queries, Standing Standing)
    {
        internal Asked And(Asked other) => new(Queries + other.Queries, IsBad(other.Standing) ? other.Standing : Standing);
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

/// <summary>How a node stands to the site's list of approved servers, and to the findings.</summary>
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
    /// <summary>A finding is about it.</summary>
    Found,
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

/// <summary>That one asks the other.</summary>
/// <param name="From">Who asks.</param>
/// <param name="To">Who is asked.</param>
/// <param name="Queries">How much; 0 where only answers were seen.</param>
/// <param name="Standing">How what is asked stands to the list.</param>
sealed record CensusEdge(CensusNode From, CensusNode To, long Queries, Standing Standing);
