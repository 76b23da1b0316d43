namespace Nameward.Engine.Rollups;

/// <summary>
/// Where the keys of the zones worth weighing stand, zone by zone: a zone is worth it when one of its keys is. Three sweeps over the cells in the order
/// of memory (which keys are worth it; how many keys their zones have; then a counting sort by zone), shared out over threads by shard. The order of
/// keys within a zone means nothing.
/// </summary>
sealed class ZoneKeys
{
    readonly Parts _all;
    readonly Parts _worthy;
    readonly int[] _units;

    ZoneKeys(uint[] zones, Parts all, Parts worthy, int[] units) => (Zones, _all, _worthy, _units) = (zones, all, worthy, units);

    /// <summary>Numbers of the zones worth weighing, in the order of their hashes.</summary>
    public uint[] Zones { get; }

    /// <summary>All keys of the zone that stands at a place among <see cref="Zones"/>.</summary>
    public ReadOnlySpan<ZoneKey> Of(int order) => _all[order];

    /// <summary>Those of its keys that are worth weighing by themselves.</summary>
    public ReadOnlySpan<ZoneKey> WorthyOf(int order) => _worthy[order];

    /// <summary>What the rows of its small keys take, in units of <see cref="PairCost.Unit"/>.</summary>
    public int UnitsOf(int order) => _units[order];

    /// <summary>Finds them.</summary>
    /// <param name="set">All keys.</param>
    /// <param name="clients">Numbers of the clients.</param>
    /// <param name="threads">How many threads look.</param>
    /// <param name="asked">Where given, only zones in which there is one of these keys, each of which counts as worth weighing.</param>
    public static ZoneKeys Gather(RollupSet set, ClientNumbers clients, int threads, AskedKeys? asked = null)
    {
        var shards = set.Shards;
        var worthyOf = new List<int>[shards.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, shards.Length, options, shard => worthyOf[shard] = PairWorth.WorthWeighing(shards[shard]));
        worthyOf = asked?.With(set, worthyOf) ?? worthyOf;
        var orders = new int[set.Zones.NumberEnd];
        var zones = ZonesOf(set, worthyOf, orders);
        var (all, worthy, units) = (new Parts(zones.Length), new Parts(zones.Length), new int[zones.Length]);
        Parallel.For(0, shards.Length, options, shard => Count(shards[shard], orders, all, units));
        ForEach(worthyOf, (shard, index) => worthy.Count(orders[shards[shard].Cells[index].Zone] - 1));
        all.Begin();
        worthy.Begin();
        Parallel.For(0, shards.Length, options, shard => Put(shards[shard], shard, orders, clients, all));
        ForEach(worthyOf, (shard, index) => worthy.Put(orders[shards[shard].Cells[index].Zone] - 1, KeyOf(shards[shard].Cells[index], shard, index, clients)));
        return new(zones, all, worthy, units);
    }

    /// <summary>The zones of the worthy keys, in order; for each zone, one more than where it stands among them is written to <paramref name="orders"/>.</summary>
    static uint[] ZonesOf(RollupSet set, List<int>[] worthyOf, int[] orders)
    {
        var zones = new List<uint>();
        ForEach(worthyOf, (shard, index) =>
        {
            var zone = set.Shards[shard].Cells[index].Zone;
            if (orders[zone] == 0)
            {
                orders[zone] = 1;
                zones.Add(zone);
            }
        });
        zones.Sort((a, b) => set.Zones.HashOf(a).CompareTo(set.Zones.HashOf(b)));
        for (var i = 0; i < zones.Count; i++)
        {
            orders[zones[i]] = i + 1;
        }
        return [.. zones];
    }

    static void Count(PairShard shard, int[] orders, Parts all, int[] units)
    {
        foreach (ref readonly var cell in shard.Cells)
        {
            if (cell.Rows > 0 && orders[cell.Zone] is var order and > 0)
            {
                all.Count(order - 1);
                Interlocked.Add(ref units[order - 1], cell.IsLarge ? 0 : cell.Units);
            }
        }
    }

    static void Put(PairShard shard, int number, int[] orders, ClientNumbers clients, Parts all)
    {
        var cells = shard.Cells;
        for (var i = 0; i < cells.Length; i++)
        {
            ref readonly var cell = ref cells[i];
            if (cell.Rows > 0 && orders[cell.Zone] is var order and > 0)
            {
                all.Put(order - 1, KeyOf(cell, number, i, clients));
            }
        }
    }

    static ZoneKey KeyOf(in PairCell cell, int shard, int index, ClientNumbers clients) =>
        new(new(shard, index), clients.Of(shard, cell), cell.IsLarge ? RowArena.None : cell.Place);

    static void ForEach(List<int>[] worthyOf, Action<int, int> what)
    {
        for (var shard = 0; shard < worthyOf.Length; shard++)
        {
            foreach (var index in worthyOf[shard])
            {
                what(shard, index);
            }
        }
    }

    /// <summary>Keys, one zone behind the other: they are counted first, then put where their zones stand. Both by several threads.</summary>
    sealed class Parts(int zones)
    {
        // Counts to begin with, then where each zone begins, and at last where it ends.
        readonly int[] _ends = new int[zones];
        ZoneKey[] _keys = [];

        public ReadOnlySpan<ZoneKey> this[int zone] => _keys.AsSpan((zone == 0 ? 0 : _ends[zone - 1]).._ends[zone]);

        public void Count(int zone) => Interlocked.Increment(ref _ends[zone]);

        public void Begin()
        {
            var next = 0;
            foreach (ref var end in _ends.AsSpan())
            {
                (end, next) = (next, next + end);
            }
            _keys = new ZoneKey[next];
        }

        public void Put(int zone, ZoneKey key) => _keys[Interlocked.Increment(ref _ends[zone]) - 1] = key;
    }
}
