using Nameward.Engine.Baselines;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases;

/// <summary>The histories of a few zones, gathered in one walk through all keys.</summary>
sealed class ZoneHistories
{
    readonly Scene _scene;
    readonly Dictionary<ulong, Asked> _zones = [];
    readonly SortedSet<ushort> _days = [];

    /// <summary>Gathers them.</summary>
    /// <param name="scene">What was seen.</param>
    /// <param name="zones">The zones, in canonical wire form.</param>
    public ZoneHistories(Scene scene, IEnumerable<byte[]> zones)
    {
        _scene = scene;
        foreach (var zone in zones)
        {
            _zones.TryAdd(WireName.Hash(zone, NameHashing.Seed), new());
        }
        for (var shard = 0; shard < scene.Seen.Shards && _zones.Count > 0; shard++)
        {
            Walk(scene.Seen, shard);
        }
    }

    /// <summary>The history of one of the zones.</summary>
    public ZoneHistory Of(byte[] zone)
    {
        var hash = WireName.Hash(zone, NameHashing.Seed);
        var asked = _zones[hash];
        var known = (_scene.Normal?.Days ?? []).Where(day => BaselineDay.IsKept(hash, day.Halvings)).ToList();
        ushort[] days = [.. asked.Days, .. known.Where(day => Holds(day, hash)).Select(day => day.Day)];
        if (days.Length == 0 || _days.Count == 0)
        {
            return new(null, 0, asked.Clients.Count);
        }
        var first = days.Min();
        return new(Math.Max(0, _days.Max - first), _days.Union(known.Select(day => day.Day)).Count(day => day < first), asked.Clients.Count);
    }

    static bool Holds(BaselineDay day, ulong zone) => day.SharedZones.AsSpan().BinarySearch(zone) >= 0 || day.Clients.Any(client => client.Zones.AsSpan().BinarySearch(zone) >= 0);

    void Walk(FrozenRollups seen, int shard)
    {
        foreach (ref readonly var cell in seen.ShardOf(new(shard, 0)).Cells)
        {
            if (cell.Rows == 0)
            {
                continue;
            }
            if (cell.Day > 0)
            {
                _days.Add(cell.Day);
            }
            if (_zones.TryGetValue(seen.ZoneHash(cell.Zone), out var asked))
            {
                asked.Note(cell.Day, seen.ClientNumbers.Of(shard, cell), seen.ClientNumbers);
            }
        }
    }

    /// <summary>What the evidence shows of one zone.</summary>
    sealed class Asked
    {
        public HashSet<ushort> Days { get; } = [];

        public HashSet<int> Clients { get; } = [];

        public void Note(ushort day, int client, ClientNumbers clients)
        {
            if (day > 0)
            {
                Days.Add(day);
            }
            if (!clients.IsRelay(client))
            {
                Clients.Add(client);
            }
        }
    }
}
