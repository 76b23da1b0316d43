namespace Nameward.Engine.Rollups;

/// <summary>
/// Where the keys of the zones worth weighing stand, zone by zone: a zone is worth it when one of its keys is. Two sweeps over the cells in the order
/// of memory (which zones, how many keys; then a counting sort by the number of the zone), shared out over threads by shard. The order of keys within
/// a zone means nothing.
/// </summary>
sealed class ZoneKeys
{
    readonly KeyPlace[] _keys;
    readonly KeyPlace[] _worthy;
    readonly int[] _keyEnds;
    readonly int[] _worthyEnds;

    ZoneKeys(uint[] zones, KeyPlace[] keys, int[] keyEnds, KeyPlace[] worthy, int[] worthyEnds) =>
        (Zones, _keys, _keyEnds, _worthy, _worthyEnds) = (zones, keys, keyEnds, worthy, worthyEnds);

    /// <summary>Numbers of the zones worth weighing, in the order of their hashes.</summary>
    public uint[] Zones { get; }

    /// <summary>All keys of a zone.</summary>
    public ReadOnlySpan<KeyPlace> Of(uint zone) => Part(_keys, _keyEnds, zone);

    /// <summary>Those of its keys that are worth weighing by themselves.</summary>
    public ReadOnlySpan<KeyPlace> WorthyOf(uint zone) => Part(_worthy, _worthyEnds, zone);

    /// <summary>Finds them.</summary>
    public static ZoneKeys Gather(RollupSet set, int threads)
    {
        var shards = set.Shards;
        var counts = new int[set.Zones.NumberEnd];
        var worthyOf = new List<KeyPlace>[shards.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, shards.Length, options, shard => worthyOf[shard] = Count(shards[shard], shard, counts));
        var worthyCounts = new int[counts.Length];
        foreach (var place in worthyOf.SelectMany(places => places))
        {
            worthyCounts[shards[place.Shard].Cells[place.Index].Zone]++;
        }
        var zones = ZonesOf(worthyCounts);
        var (keys, worthy) = (new KeyPlace[Begins(counts, zones)], new KeyPlace[Begins(worthyCounts, zones)]);
        foreach (var place in worthyOf.SelectMany(places => places))
        {
            worthy[worthyCounts[shards[place.Shard].Cells[place.Index].Zone]++] = place;
        }
        Parallel.For(0, shards.Length, options, shard => Put(shards[shard], shard, counts, keys));
        Array.Sort(zones, (a, b) => set.Zones[a].Hash.CompareTo(set.Zones[b].Hash));
        return new(zones, keys, counts, worthy, worthyCounts);
    }

    static List<KeyPlace> Count(PairShard shard, int number, int[] counts)
    {
        var worthy = new List<KeyPlace>();
        var cells = shard.Cells;
        for (var i = 0; i < cells.Length; i++)
        {
            ref readonly var cell = ref cells[i];
            if (cell.Rows == 0)
            {
                continue;
            }
            Interlocked.Increment(ref counts[cell.Zone]);
            if (cell.Rows >= PairWorth.FewestRows && PairWorth.IsWorthWeighing(shard, cell))
            {
                worthy.Add(new(number, i));
            }
        }
        return worthy;
    }

    static uint[] ZonesOf(int[] worthyCounts)
    {
        var zones = new List<uint>();
        for (var zone = 0; zone < worthyCounts.Length; zone++)
        {
            if (worthyCounts[zone] > 0)
            {
                zones.Add((uint)zone);
            }
        }
        return [.. zones];
    }

    /// <summary>Turns the counts of the zones into where each begins, and those of all other zones into -1.</summary>
    /// <returns>Keys of all of them.</returns>
    static int Begins(int[] counts, uint[] zones)
    {
        var (next, at) = (0, 0);
        for (var zone = 0; zone < counts.Length; zone++)
        {
            var isOne = at < zones.Length && zones[at] == zone;
            (counts[zone], next) = isOne ? (next, next + counts[zone]) : (-1, next);
            at += isOne ? 1 : 0;
        }
        return next;
    }

    /// <summary>Puts the keys of a shard where their zones stand, so that at last each zone's place tells where it ends.</summary>
    static void Put(PairShard shard, int number, int[] next, KeyPlace[] keys)
    {
        var cells = shard.Cells;
        for (var i = 0; i < cells.Length; i++)
        {
            ref readonly var cell = ref cells[i];
            if (cell.Rows > 0 && next[cell.Zone] >= 0)
            {
                keys[Interlocked.Increment(ref next[cell.Zone]) - 1] = new(number, i);
            }
        }
    }

    static ReadOnlySpan<KeyPlace> Part(KeyPlace[] places, int[] ends, uint zone)
    {
        // The zones' parts lie in the order of their numbers, so a part begins where that of the next lower number ends.
        var from = (int)zone - 1;
        while (from >= 0 && ends[from] < 0)
        {
            from--;
        }
        var begin = from < 0 ? 0 : ends[from];
        return places.AsSpan(begin..ends[zone]);
    }
}
