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
    /// <summary>Names that nobody else asked, below which nothing is weighed: a signal needs something to be regular about.</summary>
    public const double FewestNames = 4;

    readonly Bits _prior = scene.Prior;
    readonly Dictionary<(Address Client, Endpoint Server), List<(byte[] Zone, PairState State)>> _soleServers = [];

    // Of equals the first in the order of zones is kept. One is held for all zones: each holds on to what its whole zone did.
    readonly Lock _nearestGate = new();
    int _orderOfNearest;

    /// <summary>The weighed pair that came nearest to <see cref="Judge"/>'s line from below; null where none was weighed.</summary>
    public Weighing? Nearest { get; private set; }

    /// <summary>The weighed pairs of at least <paramref name="from"/> bits, gravest first.</summary>
    public ImmutableArray<Weighing> Judge(Bits from)
    {
        var zones = scene.Seen.ZonesWorthWeighing();
        var judged = new JudgedZone[zones.Length];
        Parallel.For(0, zones.Length, new() { MaxDegreeOfParallelism = threads }, i => judged[i] = JudgeZone(zones[i], i, from));
        var kept = new List<Weighing>();
        foreach (var zone in judged)
        {
            kept.AddRange(zone.Kept);
            zone.SoleServers.ForEach(NoteSoleServer);
        }
        JudgeSharedServers(from, kept);
        return [.. kept.OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((Pair)weighing.Subject).Client)
            .ThenBy(weighing => ((Pair)weighing.Subject).Zones[0], ByteOrder.Instance)];
    }

    /// <summary>Weighs one pair as measured.</summary>
    public Weighing Weigh(Pair pair)
    {
        var signals = new List<Signal>();
        foreach (var detector in DetectorList.OfPairs)
        {
            detector.Judge(pair, scene, signals);
        }
        return Weighing.Of(pair, _prior, signals);
    }

    JudgedZone JudgeZone(ZonePairs zone, int order, Bits from)
    {
        var days = zone.Candidates();
        var fleet = new ZoneFleet(scene.Seen);
        days.ForEach(day => fleet.Follow(day.State));
        zone.Show(fleet);
        var measured = days.GroupBy(day => day.Client).Select(client => Measure(client, fleet)).ToList();
        double[] said = [.. measured.Where(client => !scene.Seen.IsRelay(client.Client)).Select(client => client.MostUp).Order()];
        var judged = new JudgedZone();
        foreach (var client in measured)
        {
            var others = new Crowd(said, scene.Seen.IsRelay(client.Client) ? null : client.MostUp);
            if (Gravest(client, zone.Zone.Name, fleet, others) is { } weighing)
            {
                AddSoleServer(client, zone.Zone.Name, judged);
                Keep(weighing, order, from, judged);
            }
        }
        return judged;
    }

    void Keep(Weighing weighing, int order, Bits from, JudgedZone judged)
    {
        if (weighing.Sum >= from)
        {
            judged.Kept.Add(weighing);
            return;
        }
        lock (_nearestGate)
        {
            if (Nearest is null || weighing.Sum > Nearest.Sum || (weighing.Sum == Nearest.Sum && order < _orderOfNearest))
            {
                (Nearest, _orderOfNearest) = (weighing, order);
            }
        }
    }

    static MeasuredClient Measure(IGrouping<Address, ZonePair> days, ZoneFleet fleet)
    {
        var windows = days.Select(day => new Window(day.Day, day.State, PairMeasuring.Measure(days.Key, day.State, fleet))).ToList();
        if (windows.Count > 1)
        {
            var together = MergeAll(windows.Select(window => window.State));
            windows.Add(new(null, together, PairMeasuring.Measure(days.Key, together, fleet)));
        }
        return new(days.Key, [.. windows]);
    }

    Weighing? Gravest(MeasuredClient client, byte[] zone, ZoneFleet fleet, Crowd others)
    {
        Weighing? gravest = null;
        foreach (var (day, state, measures) in client.Windows)
        {
            if (measures.UpBits * 100 < FrozenRollups.FewestNameBits || measures.PrivateNames < FewestNames)
            {
                continue;
            }
            var pair = new Pair(client.Client, [zone], day, PairMeasuring.WithCrowd(measures, others), client.Windows[^1].State.Segments, Servers(state), fleet, others);
            var weighing = Weigh(pair);
            gravest = gravest is null || weighing.Sum > gravest.Sum ? weighing : gravest;
        }
        return gravest;
    }

    ImmutableArray<Endpoint> Servers(PairState state) => [.. state.Servers.ToArray().Select(scene.Seen.ServerOf).OfType<Endpoint>().OrderBy(server => server.Address).ThenBy(server => server.Port)];

    void AddSoleServer(MeasuredClient client, byte[] zone, JudgedZone judged)
    {
        var (_, state, measures) = client.Windows[^1];
        if (measures.OtherClients == 0 && Servers(state) is [var server] && !server.Address.IsNone)
        {
            judged.SoleServers.Add(new(client.Client, server, zone, state));
        }
    }

    void NoteSoleServer(SoleServer found)
    {
        var key = (found.Client, found.Server);
        if (!_soleServers.TryGetValue(key, out var zones))
        {
            _soleServers.Add(key, zones = []);
        }
        zones.Add((found.Zone, found.State));
    }

    void JudgeSharedServers(Bits from, List<Weighing> kept)
    {
        const double NothingElse = 0.8;
        var groups = _soleServers.Where(group => group.Value.Count > 1);
        foreach (var ((client, server), zones) in groups.OrderBy(group => group.Key.Client).ThenBy(group => group.Key.Server.Address).ThenBy(group => group.Key.Server.Port))
        {
            var asked = scene.Seen.Servers.Where(use => use.Key.Client == client && use.Key.Server == server).GroupBy(use => use.Key.Lane).Max(lane => lane.Sum(use => use.Use.Queries));
            if (zones.Sum(zone => (long)zone.State.Largest.Queries) < NothingElse * asked)
            {
                continue;
            }
            var state = MergeAll(zones.Select(zone => zone.State));
            var fleet = new ZoneFleet(scene.Seen);
            var names = zones.Select(zone => zone.Zone).Order(ByteOrder.Instance).ToImmutableArray();
            var together = Weigh(new(client, names, null, PairMeasuring.Measure(client, state, fleet), state.Segments, [server], fleet, Crowd.None));
            bool IsPart(Weighing one) => one.Subject is Pair pair && pair.Client == client && names.Contains(pair.Zones[0]);
            if (together.Sum >= from && !kept.Exists(one => IsPart(one) && one.Sum >= together.Sum))
            {
                kept.RemoveAll(IsPart);
                kept.Add(together);
            }
        }
    }

    static PairState MergeAll(IEnumerable<PairState> states)
    {
        var merged = new PairState();
        foreach (var state in states)
        {
            merged.Merge(state);
        }
        return merged;
    }

    /// <summary>One UTC day of a client in one zone, or all its days.</summary>
    sealed record Window(ushort? Day, PairState State, PairMeasures Measures);

    /// <summary>A client's windows in one zone: each day, and all days where there are several.</summary>
    sealed record MeasuredClient(Address Client, ImmutableArray<Window> Windows)
    {
        public double MostUp { get; } = Windows.Max(window => window.Measures.UpBits);
    }

    /// <summary>A zone that only this client asks, all of it through one server.</summary>
    readonly record struct SoleServer(Address Client, Endpoint Server, byte[] Zone, PairState State);

    /// <summary>What was found in one zone.</summary>
    sealed class JudgedZone
    {
        public List<Weighing> Kept { get; } = [];
        public List<SoleServer> SoleServers { get; } = [];
    }
}
