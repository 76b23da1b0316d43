using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// A client's zones that share a server which it asks for hardly anything else, each group weighed as one: the form of a channel that is spread over several names.
/// </summary>
sealed class SharedServers(Scene scene)
{
    /// <summary>Part of what a client asks the server that must lie in such zones.</summary>
    const double NothingElse = 0.8;

    readonly PairWeigher _weigher = new(scene);
    readonly Dictionary<(Address Client, Endpoint Server), List<SoleServer>> _zones = [];

    /// <summary>Notes a zone that one client alone asks, all of it through one server.</summary>
    public void Note(SoleServer found)
    {
        var key = (found.Client, found.Server);
        if (!_zones.TryGetValue(key, out var zones))
        {
            _zones.Add(key, zones = []);
        }
        zones.Add(found);
    }

    /// <summary>The groups of several zones, weighed; by client and server.</summary>
    public IEnumerable<Weighing> Weigh() =>
        _zones.Where(group => group.Value.Count > 1).OrderBy(group => group.Key.Client).ThenBy(group => group.Key.Server.Address).ThenBy(group => group.Key.Server.Port)
            .Where(group => IsNearlyAll(group.Key.Client, group.Key.Server, group.Value)).Select(group => Weigh(group.Key.Client, group.Key.Server, group.Value));

    bool IsNearlyAll(Address client, Endpoint server, List<SoleServer> zones)
    {
        var asked = scene.Seen.Servers.Where(use => use.Key.Client == client && use.Key.Server == server).GroupBy(use => use.Key.Lane).Max(lane => lane.Sum(use => use.Use.Queries));
        return zones.Sum(zone => (long)zone.Queries) >= NothingElse * asked;
    }

    Weighing Weigh(Address client, Endpoint server, List<SoleServer> zones)
    {
        var first = zones.Min(zone => zone.Keys.Min(scene.Seen.DayOf));
        var state = MergeAll(zones, first);
        var fleet = ZoneFleet.Empty;
        var names = zones.Select(zone => zone.Zone.Name).Order(ByteOrder.Instance).ToImmutableArray();
        return _weigher.Weigh(new(client, 0, names, null, PairMeasuring.Measure(0, state, fleet).WhereTimed(first > 0), state.Segments, [server], fleet, Crowd.None));
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
