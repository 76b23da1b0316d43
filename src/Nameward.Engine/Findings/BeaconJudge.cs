using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs the zones that one client alone asks, and by the clock, however little their names say: malware that looks up its server, under a dynamic name for
/// instance. Zones that share an address which nobody else is given are weighed together, too: malware that goes through several names of one server. Only
/// such zones are looked at whole, so that it costs next to nothing beside the pairs.
/// </summary>
sealed class BeaconJudge(Scene scene)
{
    /// <summary>Gaps between spells in one UTC day, below which no clock is seen.</summary>
    public const int FewestGaps = 12;

    /// <summary>Widest spread of these gaps, as <see cref="Rhythm.Spread"/>.</summary>
    public const double WidestSpread = 1 / 3.0;

    readonly LoneKeys _lone = new(scene.Seen);
    readonly OccupiedSeconds _seconds = new();

    FrozenRollups Seen => scene.Seen;

    /// <summary>The beacons of at least <paramref name="from"/> bits, gravest first; those that are part of a channel found already are left out, and of those that share a zone all but the gravest.</summary>
    public ImmutableArray<Weighing> Judge(Bits from, ImmutableArray<Weighing> channels)
    {
        List<KeyPlace[]> timed = [.. _lone.Places.Where(IsTimed).Select(place => new[] { place }), .. new OwnAddresses(scene, _lone).Groups(IsTimed)];
        var hosts = new HostDays(_lone, timed, IsTimed);
        var known = channels.Select(channel => channel.Subject).OfType<Pair>().SelectMany(pair => pair.Zones.Select(zone => (pair.Client, Zone: WireName.ToText(zone)))).ToHashSet();
        var kept = ImmutableArray.CreateBuilder<Weighing>();
        foreach (var weighing in timed.Select(keys => Weigh(keys, hosts.Beside(keys))).Where(weighing => weighing.Sum >= from)
            .OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((Beacon)weighing.Subject).Client).ThenBy(weighing => ((Beacon)weighing.Subject).Zones[0], ByteOrder.Instance))
        {
            var beacon = (Beacon)weighing.Subject;
            (Address Client, string Zone)[] zones = [.. beacon.Zones.Select(zone => (beacon.Client, WireName.ToText(zone)))];
            if (!known.Overlaps(zones))
            {
                kept.Add(weighing);
                known.UnionWith(zones);
            }
        }
        return kept.DrainToImmutable();
    }

    Weighing Weigh(KeyPlace[] keys, HostClock host)
    {
        var state = new PairState();
        foreach (var key in keys)
        {
            state.Merge(Seen.StateOf(Seen.KeyOf(key), Seen.ZoneHash(Seen.CellOf(key).Zone), new()));
        }
        var (first, zones) = (Seen.KeyOf(keys[0]), keys.Select(key => Seen.Zone(Seen.CellOf(key).Zone).Name).Order(ByteOrder.Instance));
        var beacon = new Beacon(Seen.ClientNumbers.AddressOf(first), [.. zones], Rhythm.Of(state.Seconds), PairMeasuring.Measure(first.Client, state, ZoneFleet.Empty).MedianTtlSeconds,
            host, state.Segments, Seen.ServersOf(state));
        // That somebody comes back says nothing of what for.
        return Weighing.Of(beacon, scene.Prior, DetectorList.OfBeacons, scene).AtMost(Level.Medium);
    }

    bool IsTimed(KeyPlace place) => Seen.CellOf(place).Rows > FewestGaps && IsTimed([place]);

    bool IsTimed(KeyPlace[] keys)
    {
        _seconds.Clear();
        foreach (var key in keys)
        {
            _lone.AddSeconds(key, _seconds);
        }
        return Rhythm.Of(_seconds) is { Gaps: >= FewestGaps, Spread: <= WidestSpread };
    }
}
