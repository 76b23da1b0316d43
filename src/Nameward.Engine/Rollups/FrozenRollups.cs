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
        Servers = [.. set.Servers.OrderBy(use => use.Key).Select(use => new ServerUseEntry(use.Key, use.Value))];
        Clients = Servers.Select(use => use.Key.Client).Distinct().Count();
        _relays = FindRelays(Servers);
        foreach (var use in Servers)
        {
            _servers.TryAdd(CompactRowWriter.ServerHash(use.Key.Server), use.Key.Server);
        }
    }

    /// <summary>Who used which server, in each day and lane.</summary>
    public ImmutableArray<ServerUseEntry> Servers { get; }

    /// <summary>Clients in the evidence.</summary>
    public int Clients { get; }

    /// <summary>Keys (client, zone, day) in the evidence: how many chances there were of a false finding.</summary>
    public int Pairs => _set.Pairs;

    /// <summary>Whether a client is itself a server for another client: it asks for others, and does not count as one more that asked.</summary>
    public bool IsRelay(Address client) => _relays.Contains(client);

    internal Endpoint? ServerOf(uint hash) => _servers.TryGetValue(hash, out var server) ? server : null;

    /// <summary>
    /// Each zone with a key that is worth weighing, with all its keys. Large states are shared, not copied: they must not be changed.
    /// </summary>
    internal IEnumerable<ZonePairs> ZonesWorthWeighing()
    {
        var worth = new bool[_set.Zones.NumberEnd];
        foreach (var shard in _set.Shards)
        {
            foreach (ref readonly var cell in shard.Cells)
            {
                if (cell.Rows >= FewestRows && !worth[cell.Zone])
                {
                    worth[cell.Zone] = IsWorthWeighing(shard, cell);
                }
            }
        }
        return Gather(worth).OrderBy(zone => zone.Zone.Hash);
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

    static bool IsWorthWeighing(PairShard shard, in PairCell cell)
    {
        if (cell.IsLarge)
        {
            return true;
        }
        var bits = 0;
        for (var place = cell.Place; place != RowArena.None && bits < FewestNameBits;)
        {
            var row = new CompactRow(shard.Arena.Row(place, out place));
            bits += CodeLengths.OfPrefix(row.Prefix);
        }
        return bits >= FewestNameBits;
    }

    static HashSet<Address> FindRelays(ImmutableArray<ServerUseEntry> uses)
    {
        const ushort MulticastDns = 5353, Llmnr = 5355;
        var clients = uses.Select(use => use.Key.Client).ToHashSet();
        return [.. uses.Where(use => use.Use.Responses > 0 && use.Key.Server.Port is not (MulticastDns or Llmnr))
            .Where(use => use.Key.Server.Address != use.Key.Client && clients.Contains(use.Key.Server.Address)).Select(use => use.Key.Server.Address)];
    }
}

/// <summary>One client's use of one server, in one day and lane.</summary>
public readonly record struct ServerUseEntry(ServerUseKey Key, ServerUse Use);

/// <summary>A zone and all its keys.</summary>
sealed class ZonePairs(ZoneName zone)
{
    readonly List<(PairShard Shard, int Index)> _cells = [];

    public ZoneName Zone { get; } = zone;

    public void Add(PairShard shard, int index) => _cells.Add((shard, index));

    /// <summary>The keys in the order of client and day. Small ones are folded into a state of their own.</summary>
    public IEnumerable<ZonePair> Pairs()
    {
        var keys = new List<(Address Client, ushort Day, PairShard Shard, int Index)>(_cells.Count);
        foreach (var (shard, index) in _cells)
        {
            ref readonly var cell = ref shard.Cells[index];
            keys.Add((shard.Clients[(int)cell.Client], cell.Day, shard, index));
        }
        keys.Sort((a, b) => a.Client != b.Client ? a.Client.CompareTo(b.Client) : a.Day.CompareTo(b.Day));
        foreach (var key in keys)
        {
            yield return new(key.Client, key.Day, key.Shard.Cells[key.Index].Rows, StateOf(key.Shard, key.Shard.Cells[key.Index]));
        }
    }

    PairState StateOf(PairShard shard, in PairCell cell)
    {
        if (cell.IsLarge)
        {
            return shard.Large(cell);
        }
        var state = new PairState();
        for (var place = cell.Place; place != RowArena.None;)
        {
            state.Fold(new(shard.Arena.Row(place, out place)), Zone.Hash);
        }
        return state;
    }
}

/// <summary>One key of a zone.</summary>
readonly record struct ZonePair(Address Client, ushort Day, uint Rows, PairState State);
