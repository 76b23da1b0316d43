using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Baselines;

/// <summary>Which servers clients asked on a day, and how much; servers of the link, which everybody asks, are not counted.</summary>
sealed class ServersOfDay
{
    readonly Dictionary<Address, (int Servers, long Queries)> _byClient = [];
    readonly ILookup<Address, uint> _hashes;

    /// <summary>Gathers them.</summary>
    public ServersOfDay(FrozenRollups seen, ushort day)
    {
        var uses = seen.Servers.Where(use => use.Key.Day == day && !use.Key.Server.IsOfTheLink).ToList();
        foreach (var client in uses.GroupBy(use => use.Key.Client))
        {
            var servers = client.Where(use => !use.Key.Server.Address.IsNone).Select(use => use.Key.Server.Address).Distinct().Count();
            _byClient.Add(client.Key, (servers, client.GroupBy(use => use.Key.Lane).Max(lane => lane.Sum(use => use.Use.Queries))));
        }
        _hashes = uses.Select(use => use.Key.Server).Distinct().ToLookup(server => server.Address, CompactRowWriter.ServerHash);
    }

    /// <summary>How many servers a client asked, and its queries in the log that shows most of them.</summary>
    public (int Servers, long Queries) Of(Address client) => _byClient.GetValueOrDefault(client);

    /// <summary>Whether a server of this address is one of some, by their hashes.</summary>
    public bool Answers(Address server, HashSet<uint> some) => _hashes[server].Any(some.Contains);
}
