using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs the clients of one zone after another: each day by itself, and the days together. Only the gravest weighing of a client counts, and it is
/// put into words only where it is kept. All that a zone needs is used again for the next, so each thread has its own.
/// </summary>
sealed class ZoneJudge
{
    readonly Scene _scene;
    readonly ZoneKeys _zones;
    readonly NearestPair _nearest;
    readonly PairWeigher _weigher;
    readonly ZoneFleet _fleet;
    readonly ZoneWalk _walk;
    readonly List<Candidate> _candidates = [];
    readonly List<MeasuredClient> _clients = [];
    readonly bool[] _isCandidate;

    /// <summary>A judge of the zones of a scene.</summary>
    public ZoneJudge(Scene scene, ZoneKeys zones, NearestPair nearest)
    {
        (_scene, _zones, _nearest, _weigher) = (scene, zones, nearest, new(scene));
        _fleet = new(scene.Seen.ClientNumbers);
        _walk = new(scene.Seen, _fleet);
        _isCandidate = new bool[scene.Seen.ClientNumbers.Count];
    }

    /// <summary>Judges the zone that stands at a place among the zones.</summary>
    /// <param name="order">The place.</param>
    /// <param name="from">Bits from which a weighing is kept.</param>
    public JudgedZone Judge(int order, Bits from)
    {
        var number = _zones.Zones[order];
        var zone = _scene.Seen.Zone(number);
        FindCandidates(number);
        _clients.Clear();
        for (int first = 0, end; first < _candidates.Count; first = end)
        {
            end = EndOfClient(first);
            _clients.Add(WindowsOf(first, end));
        }
        Follow();
        if (_fleet.Clients > 1 || _candidates.Exists(candidate => _scene.Seen.ClientNumbers.IsRelay(candidate.Number)))
        {
            _walk.Show(_zones.Of(number), zone.Hash);
        }
        return Weigh(zone.Name, order, from);
    }

    /// <summary>Finds all keys of the clients of which one key at least is worth weighing, by client and day; and whoever has a key.</summary>
    void FindCandidates(uint zone)
    {
        _fleet.Clear();
        _candidates.Clear();
        Mark(_zones.WorthyOf(zone), isCandidate: true);
        foreach (var key in _zones.Of(zone))
        {
            ref readonly var cell = ref _scene.Seen.ShardOf(key).Cells[key.Index];
            var client = _scene.Seen.ClientNumbers.Of(key, cell);
            _fleet.Meet(client);
            if (_isCandidate[client])
            {
                _candidates.Add(new(_scene.Seen.ClientNumbers.AddressOf(key, cell), cell.Day, client, key));
            }
        }
        Mark(_zones.WorthyOf(zone), isCandidate: false);
        _candidates.Sort((a, b) => a.Client != b.Client ? a.Client.CompareTo(b.Client) : a.Day.CompareTo(b.Day));
    }

    void Mark(ReadOnlySpan<KeyPlace> keys, bool isCandidate)
    {
        foreach (var key in keys)
        {
            _isCandidate[_scene.Seen.ClientNumbers.Of(key, _scene.Seen.ShardOf(key).Cells[key.Index])] = isCandidate;
        }
    }

    int EndOfClient(int first)
    {
        var end = first + 1;
        while (end < _candidates.Count && _candidates[end].Number == _candidates[first].Number)
        {
            end++;
        }
        return end;
    }

    /// <summary>The windows of a client: each day, and all days where there are several.</summary>
    MeasuredClient WindowsOf(int first, int end)
    {
        var days = end - first;
        var windows = new Window[days > 1 ? days + 1 : 1];
        for (var i = 0; i < days; i++)
        {
            var state = _scene.Seen.StateOf(_candidates[first + i].Key);
            windows[i] = new(_candidates[first + i].Day, state);
        }
        if (days > 1)
        {
            windows[days] = new(null, MergeAll(windows.AsSpan(0, days)));
        }
        return new(_candidates[first].Client, _candidates[first].Number, windows);
    }

    /// <summary>Lets the fleet follow what the candidates did on each day.</summary>
    void Follow()
    {
        var days = _clients.SelectMany(client => client.Windows).Where(window => window.Day is not null).Select(window => window.State).ToList();
        _fleet.Reserve(days.Sum(ZoneFleet.Extent));
        days.ForEach(_fleet.Follow);
    }

    static PairState MergeAll(ReadOnlySpan<Window> windows)
    {
        var merged = new PairState();
        foreach (ref readonly var window in windows)
        {
            merged.Merge(window.State);
        }
        return merged;
    }

    JudgedZone Weigh(byte[] zone, int order, Bits from)
    {
        var said = MeasureUp();
        var judged = new JudgedZone();
        foreach (var client in _clients)
        {
            var others = new Crowd(said, _scene.Seen.ClientNumbers.IsRelay(client.Number) ? null : client.MostUp);
            if (Gravest(client, zone, others) is { } gravest)
            {
                AddSoleServer(client, zone, judged);
                Keep(gravest, order, from, judged);
            }
        }
        return judged;
    }

    /// <summary>Measures what each client says.</summary>
    /// <returns>The most that each says, relays left out, ascending.</returns>
    double[] MeasureUp()
    {
        var said = new List<double>(_clients.Count);
        foreach (var client in _clients)
        {
            foreach (ref var window in client.Windows.AsSpan())
            {
                window.Up = PairMeasuring.MeasureUp(client.Number, window.State, _fleet);
            }
            if (!_scene.Seen.ClientNumbers.IsRelay(client.Number))
            {
                said.Add(client.MostUp);
            }
        }
        said.Sort();
        return [.. said];
    }

    WeighedPair? Gravest(MeasuredClient client, byte[] zone, Crowd others)
    {
        WeighedPair? gravest = null;
        foreach (ref readonly var window in client.Windows.AsSpan())
        {
            if (!window.Up.IsWorthWeighing)
            {
                continue;
            }
            var measures = PairMeasuring.Measure(client.Number, window.State, _fleet, window.Up);
            var pair = new Pair(client.Client, client.Number, [zone], window.Day, PairMeasuring.WithCrowd(measures, others), client.Windows[^1].State.Segments, [], _fleet, others);
            var sum = _weigher.Sum(pair);
            gravest = gravest is null || sum > gravest.Value.Sum ? new(pair, window.State, sum) : gravest;
        }
        return gravest;
    }

    /// <summary>Keeps a weighing that reaches the line, or that comes nearest to it. Only now is it copied out of what is used again.</summary>
    void Keep(in WeighedPair found, int order, Bits from, JudgedZone judged)
    {
        var isKept = found.Sum >= from;
        if (!isKept && !_nearest.IsNearer(found.Sum, order))
        {
            return;
        }
        var weighing = _weigher.Weigh(found.Pair with { Servers = _scene.Seen.ServersOf(found.State), Fleet = judged.Fleet ??= _fleet.Copy() });
        if (isKept)
        {
            judged.Kept.Add(weighing);
        }
        else
        {
            _nearest.Offer(weighing, order);
        }
    }

    void AddSoleServer(MeasuredClient client, byte[] zone, JudgedZone judged)
    {
        var state = client.Windows[^1].State;
        if (_fleet.Others(client.Number) == 0 && _scene.Seen.ServersOf(state) is [var server] && !server.Address.IsNone)
        {
            judged.SoleServers.Add(new(client.Client, server, zone, state));
        }
    }

    /// <summary>A key of a client that has one worth weighing.</summary>
    readonly record struct Candidate(Address Client, ushort Day, int Number, KeyPlace Key);

    /// <summary>One UTC day of a client in one zone, or all its days; and what its names carry up there.</summary>
    record struct Window(ushort? Day, PairState State)
    {
        public SaidUp Up;
    }

    /// <summary>A client's windows in one zone.</summary>
    readonly record struct MeasuredClient(Address Client, int Number, Window[] Windows)
    {
        public double MostUp => Windows.Max(window => window.Up.Bits);
    }

    /// <summary>A pair and what it comes to.</summary>
    readonly record struct WeighedPair(Pair Pair, PairState State, Bits Sum);
}
