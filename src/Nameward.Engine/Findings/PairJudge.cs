using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs every client in every zone: each day by itself, the days together, and a client's zones together where they share a server that it asks
/// for nothing else (a channel spread over several names). The gravest weighing of each subject is kept. Zones are strangers to each other, so several
/// threads judge them; what they find is put together in the order of the zones, and is the same for any number of threads.
/// </summary>
sealed class PairJudge(Scene scene, int threads = 1)
{
    readonly PairWeigher _weigher = new(scene);
    readonly NearestPair _nearest = new();
    readonly Dictionary<(Address Client, Endpoint Server), List<SoleServer>> _soleServers = [];

    /// <summary>The weighed pair that came nearest to <see cref="Judge"/>'s line from below; null where none was weighed.</summary>
    public Weighing? Nearest => _nearest.Weighing;

    /// <summary>The weighed pairs of at least <paramref name="from"/> bits, gravest first.</summary>
    public ImmutableArray<Weighing> Judge(Bits from)
    {
        var kept = new List<Weighing>();
        foreach (var zone in JudgeZones(from))
        {
            kept.AddRange(zone?.Kept ?? []);
            zone?.SoleServers.ForEach(NoteSoleServer);
        }
        JudgeSharedServers(from, kept);
        return [.. kept.OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((Pair)weighing.Subject).Client)
            .ThenBy(weighing => ((Pair)weighing.Subject).Zones[0], ByteOrder.Instance)];
    }

    JudgedZone?[] JudgeZones(Bits from)
    {
        var zones = scene.Seen.ZonesWorthWeighing(threads);
        var judged = new JudgedZone?[zones.Zones.Length];
        var batches = new ZoneBatches(zones);
        Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, _ =>
        {
            var judge = new ZoneJudge(scene, zones, _nearest);
            for (var batch = batches.Next(); !batch.IsEmpty; batch = batches.Next())
            {
                judge.Judge(batch, from, judged);
            }
        });
        return judged;
    }

    void NoteSoleServer(SoleServer found)
    {
        var key = (found.Client, found.Server);
        if (!_soleServers.TryGetValue(key, out var zones))
        {
            _soleServers.Add(key, zones = []);
        }
        zones.Add(found);
    }

    void JudgeSharedServers(Bits from, List<Weighing> kept)
    {
        const double NothingElse = 0.8;
        var groups = _soleServers.Where(group => group.Value.Count > 1);
        foreach (var ((client, server), zones) in groups.OrderBy(group => group.Key.Client).ThenBy(group => group.Key.Server.Address).ThenBy(group => group.Key.Server.Port))
        {
            var asked = scene.Seen.Servers.Where(use => use.Key.Client == client && use.Key.Server == server).GroupBy(use => use.Key.Lane).Max(lane => lane.Sum(use => use.Use.Queries));
            if (zones.Sum(zone => (long)zone.Queries) < NothingElse * asked)
            {
                continue;
            }
            var first = zones.Min(zone => zone.Keys.Min(scene.Seen.DayOf));
            var state = MergeAll(zones, first);
            var fleet = ZoneFleet.Empty;
            var names = zones.Select(zone => zone.Zone.Name).Order(ByteOrder.Instance).ToImmutableArray();
            var together = _weigher.Weigh(new(client, 0, names, null, PairMeasuring.Measure(0, state, fleet).WhereTimed(first > 0), state.Segments, [server], fleet, Crowd.None));
            bool IsPart(Weighing one) => one.Subject is Pair pair && pair.Client == client && names.Contains(pair.Zones[0]);
            if (together.Sum >= from && !kept.Exists(one => IsPart(one) && one.Sum >= together.Sum))
            {
                kept.RemoveAll(IsPart);
                kept.Add(together);
            }
        }
    }

    PairState MergeAll(List<SoleServer> zones, ushort first)
    {
        var merged = new PairState();
        foreach (var zone in zones)
        {
            foreach (var key in zone.Keys)
            {
                merged.Later = Window.SecondsLater(scene.Seen.DayOf(key) - first);
                merged.Merge(scene.Seen.StateOf(key, zone.Zone.Hash, new()));
            }
        }
        return merged;
    }
}
