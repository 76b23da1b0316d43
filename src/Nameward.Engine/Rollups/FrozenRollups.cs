using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// The rollups when everything is read: nothing changes any more, and what detectors ask of the whole fleet is answered here. All that comes out is
/// in an order of contents, never of arrival.
/// </summary>
public sealed class FrozenRollups
{
    /// <summary>Rows below which a key cannot hold a channel: four names is the least that any signal is weighed on.</summary>
    public const uint FewestRows = 4;

    /// <summary>Code length, in hundredths of a bit, below which all of a key's names together say too little to be weighed: 25 bytes.</summary>
    public const int FewestNameBits = 200_00;

    readonly RollupSet _set;
    readonly HashSet<Address> _relays;
    readonly Dictionary<uint, Endpoint> _servers = [];

    /// <summary>Freezes a set; it must not change afterwards.</summary>
    public FrozenRollups(RollupSet set)
    {
        _set = set;
        set.Settle();
        Servers = [.. set.Servers.OrderBy(use => use.Key).Select(use => new ServerUseEntry(use.Key, use.Value))];
        Clients = set.Shards.Sum(shard => shard.Clients.Count);
        Flows = set.Flows.Freeze();
        _relays = FindRelays(Servers);
        foreach (var use in Servers)
        {
            _servers.TryAdd(CompactRowWriter.ServerHash(use.Key.Server), use.Key.Server);
        }
    }

    /// <summary>Who used which server, in each day and lane.</summary>
    public ImmutableArray<ServerUseEntry> Servers { get; }

    /// <summary>Who spoke to a port of DNS, and whose flows the evidence shows.</summary>
    public FrozenFlows Flows { get; }

    /// <summary>What servers answered to names.</summary>
    internal IEnumerable<KnownName> Answers => _set.Answers.Names;

    /// <summary>Clients in the evidence that could have asked any zone: those that only speak to multicast groups are not counted.</summary>
    public int Clients { get; }

    /// <summary>Keys (client, zone, day) in the evidence: how many chances there were of a false finding.</summary>
    public int Pairs => _set.Pairs;

    /// <summary>Whether a client is itself a server for another client: it asks for others, and does not count as one more that asked.</summary>
    public bool IsRelay(Address client) => _relays.Contains(client);

    internal Endpoint? ServerOf(uint hash) => _servers.TryGetValue(hash, out var server) ? server : null;

    /// <summary>Each zone with a key that is worth weighing, with all its keys.</summary>
    internal ImmutableArray<ZonePairs> ZonesWorthWeighing()
    {
        var worth = new bool[_set.Zones.NumberEnd];
        foreach (var shard in _set.Shards)
        {
            foreach (ref readonly var cell in shard.Cells)
            {
                if (cell.Rows >= FewestRows && !worth[cell.Zone])
                {
                    worth[cell.Zone] = ZonePairs.IsWorthWeighing(shard, cell);
                }
            }
        }
        return [.. Gather(worth).OrderBy(zone => zone.Zone.Hash)];
    }

    Dictionary<uint, ZonePairs>.ValueCollection Gather(bool[] worth)
    {
        var zones = new Dictionary<uint, ZonePairs>();
        for (var index = 0; index < _set.Shards.Length; index++)
        {
            var shard = _set.Shards[index];
            var cells = shard.Cells;
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i].Rows == 0 || !worth[cells[i].Zone])
                {
                    continue;
                }
                if (!zones.TryGetValue(cells[i].Zone, out var zone))
                {
                    zones.Add(cells[i].Zone, zone = new(_set.Zones[cells[i].Zone]));
                }
                zone.Add(shard, i);
            }
        }
        return zones.Values;
    }

    static HashSet<Address> FindRelays(ImmutableArray<ServerUseEntry> uses)
    {
        var clients = uses.Select(use => use.Key.Client).ToHashSet();
        return [.. uses.Where(use => use.Use.Responses > 0 && !use.Key.Server.IsOfTheLink)
            .Where(use => use.Key.Server.Address != use.Key.Client && clients.Contains(use.Key.Server.Address)).Select(use => use.Key.Server.Address)];
    }
}

/// <summary>One client's use of one server, in one day and lane.</summary>
public readonly record struct ServerUseEntry(ServerUseKey Key, ServerUse Use);
