using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs the zones that one client alone asks, and by the clock, however little their names say: malware that looks up its server, under a dynamic name for
/// instance. Only such zones are looked at whole, so that it costs next to nothing beside the pairs.
/// </summary>
sealed class BeaconJudge(Scene scene)
{
    /// <summary>Gaps between spells in one UTC day, below which no clock is seen.</summary>
    public const int FewestGaps = 12;

    /// <summary>Widest spread of these gaps, as <see cref="Rhythm.Spread"/>.</summary>
    public const double WidestSpread = 1 / 3.0;

    /// <summary>Stands for "nobody yet" and "more than one client" of a zone; clients are their numbers and one.</summary>
    const int Nobody = 0, Many = -1;

    readonly OccupiedSeconds _seconds = new();

    FrozenRollups Seen => scene.Seen;

    /// <summary>The beacons of at least <paramref name="from"/> bits, gravest first; those that are part of a channel found already are left out.</summary>
    public ImmutableArray<Weighing> Judge(Bits from, ImmutableArray<Weighing> channels)
    {
        var timed = TimedAlone();
        var hosts = HostsOf(timed);
        var known = channels.Select(channel => channel.Subject).OfType<Pair>().SelectMany(pair => pair.Zones.Select(zone => (pair.Client, Zone: WireName.ToText(zone)))).ToHashSet();
        return [.. timed.Select(place => Weigh(place, hosts)).Where(weighing => weighing.Sum >= from && weighing.Subject is Beacon beacon && !known.Contains((beacon.Client, WireName.ToText(beacon.Zone))))
            .OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((Beacon)weighing.Subject).Client).ThenBy(weighing => ((Beacon)weighing.Subject).Zone, ByteOrder.Instance)];
    }

    Weighing Weigh(KeyPlace place, Dictionary<(int Client, ushort Day), HostClock> hosts)
    {
        ref readonly var cell = ref Seen.ShardOf(place).Cells[place.Index];
        var zone = Seen.Zone(cell.Zone);
        var key = new ZoneKey(place, Seen.ClientNumbers.Of(place.Shard, cell), cell.IsLarge ? RowArena.None : cell.Place);
        var state = Seen.StateOf(key, zone.Hash, new());
        var segments = new OccupiedSet();
        segments.Merge(state.Segments);
        var beacon = new Beacon(Seen.ClientNumbers.AddressOf(key), zone.Name, Rhythm.Of(state.Seconds), PairMeasuring.Measure(key.Client, state, ZoneFleet.Empty).MedianTtlSeconds,
            hosts[(key.Client, cell.Day)], segments, Seen.ServersOf(state));
        var weighing = Weighing.Of(beacon, scene.Prior, DetectorList.OfBeacons, scene);
        // That somebody comes back says nothing of what for.
        return weighing with { Level = weighing.Level > Level.Medium ? Level.Medium : weighing.Level };
    }

    /// <summary>The keys of zones that one client alone asks, and by the clock.</summary>
    List<KeyPlace> TimedAlone()
    {
        var askers = Askers();
        var timed = new List<KeyPlace>();
        for (var number = 0; number < Seen.Shards; number++)
        {
            var shard = Seen.ShardOf(new(number, 0));
            for (var i = 0; i < shard.Cells.Length; i++)
            {
                ref readonly var cell = ref shard.Cells[i];
                if (cell.Rows > FewestGaps && askers[cell.Zone] == Seen.ClientNumbers.Of(number, cell) + 1 && IsTimed(shard, cell))
                {
                    timed.Add(new(number, i));
                }
            }
        }
        return timed;
    }

    /// <summary>By the number of each zone who asks it; relays, which ask for others, are nobody.</summary>
    int[] Askers()
    {
        var askers = new int[Seen.ZoneNumberEnd];
        for (var number = 0; number < Seen.Shards; number++)
        {
            foreach (ref readonly var cell in Seen.ShardOf(new(number, 0)).Cells)
            {
                if (cell.Rows > 0 && Seen.ClientNumbers.Of(number, cell) is var client && !Seen.ClientNumbers.IsRelay(client))
                {
                    ref var asker = ref askers[cell.Zone];
                    asker = asker == Nobody || asker == client + 1 ? client + 1 : Many;
                }
            }
        }
        return askers;
    }

    /// <summary>How many zones each client of these keys asks in their days, and how many of them by the clock.</summary>
    Dictionary<(int Client, ushort Day), HostClock> HostsOf(List<KeyPlace> timed)
    {
        var hosts = timed.Select(place => (Place: place, Cell: Seen.ShardOf(place).Cells[place.Index]))
            .Select(key => (Client: Seen.ClientNumbers.Of(key.Place.Shard, key.Cell), key.Cell.Day)).Distinct().ToDictionary(host => host, _ => new HostClock(0, 0));
        for (var number = 0; number < Seen.Shards && hosts.Count > 0; number++)
        {
            var shard = Seen.ShardOf(new(number, 0));
            foreach (ref readonly var cell in shard.Cells)
            {
                if (cell.Rows > 0 && hosts.TryGetValue((Seen.ClientNumbers.Of(number, cell), cell.Day), out var host))
                {
                    hosts[(Seen.ClientNumbers.Of(number, cell), cell.Day)] = new(host.Zones + 1, host.Timed + (cell.Rows > FewestGaps && IsTimed(shard, cell) ? 1 : 0));
                }
            }
        }
        return hosts;
    }

    bool IsTimed(PairShard shard, in PairCell cell)
    {
        if (cell.IsLarge)
        {
            return IsTimed(shard.Large(cell).Seconds);
        }
        _seconds.Clear();
        for (var at = cell.Place; at != RowArena.None;)
        {
            _seconds.Add(shard.Row(at, out at).Second);
        }
        return IsTimed(_seconds);
    }

    static bool IsTimed(OccupiedSeconds seconds) => Rhythm.Of(seconds) is { Gaps: >= FewestGaps, Spread: <= WidestSpread };
}
