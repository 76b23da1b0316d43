using System.Runtime.InteropServices;
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
    readonly ScratchStates _states = new();
    readonly List<Candidate> _candidates = [];
    readonly List<ZoneKey> _walked = [];
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
        _states.TakeBack();
        FindCandidates(order);
        _clients.Clear();
        for (int first = 0, end; first < _candidates.Count; first = end)
        {
            end = EndOfClient(first);
            _clients.Add(WindowsOf(first, end, zone.Hash));
        }
        if (_fleet.Clients > 1 || _candidates.Exists(candidate => _scene.Seen.ClientNumbers.IsRelay(candidate.Number)))
        {
            _walk.Show(CollectionsMarshal.AsSpan(_walked), zone.Hash);
        }
        return Weigh(zone.Name, order, from);
    }

    /// <summary>Finds all keys of the clients of which one key at least is worth weighing, by client and day; and whoever has a key.</summary>
    void FindCandidates(int order)
    {
        _fleet.Clear();
        _candidates.Clear();
        _walked.Clear();
        Mark(_zones.WorthyOf(order), isCandidate: true);
        foreach (ref readonly var key in _zones.Of(order))
        {
            var isShown = _fleet.Meet(key.Client);
            if (_isCandidate[key.Client])
            {
                _candidates.Add(new(_scene.Seen.ClientNumbers.AddressOf(key), _scene.Seen.DayOf(key), key.Client, key));
            }
            else if (isShown)
            {
                _walked.Add(key);
            }
        }
        Mark(_zones.WorthyOf(order), isCandidate: false);
        _candidates.Sort((a, b) => a.Client != b.Client ? a.Client.CompareTo(b.Client) : a.Day.CompareTo(b.Day));
    }

    void Mark(ReadOnlySpan<ZoneKey> keys, bool isCandidate)
    {
        foreach (ref readonly var key in keys)
        {
            _isCandidate[key.Client] = isCandidate;
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

    /// <summary>The windows of a client: each day, which the fleet follows from now on, and all days where there are several.</summary>
    MeasuredClient WindowsOf(int first, int end, ulong zone)
    {
        var days = end - first;
        var windows = new Window[days > 1 ? days + 1 : 1];
        for (var i = 0; i < days; i++)
        {
            windows[i] = new(_candidates[first + i].Day, StateOf(_candidates[first + i], zone));
        }
        if (days > 1)
        {
            windows[days] = new(null, MergeAll(windows.AsSpan(0, days)));
        }
        return new(_candidates[first].Client, _candidates[first].Number, windows);
    }

    /// <summary>
    /// The state of a candidate on one day, which the fleet follows. It says all that the rows do, so that these need not be walked, but where its samples
    /// are cut: those of a small key are cut where one row brings many records.
    /// </summary>
    PairState StateOf(in Candidate candidate, ulong zone)
    {
        var state = _scene.Seen.StateOf(candidate.Key, zone, _states.Take());
        _fleet.Follow(candidate.Number, state);
        if (candidate.Key.Row != RowArena.None && !(state.Names.IsWhole && state.Data.IsWhole) && !_scene.Seen.ClientNumbers.IsRelay(candidate.Number))
        {
            _walked.Add(candidate.Key);
        }
        return state;
    }

    PairState MergeAll(ReadOnlySpan<Window> windows)
    {
        var merged = _states.Take();
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
                Keep(gravest, client, order, from, judged);
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
    void Keep(in WeighedPair found, MeasuredClient client, int order, Bits from, JudgedZone judged)
    {
        var isKept = found.Sum >= from;
        if (!isKept && !_nearest.IsNearer(found.Sum, order))
        {
            return;
        }
        _states.Leave(client.Windows[^1].State);
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
            _states.Leave(state);
            judged.SoleServers.Add(new(client.Client, server, zone, state));
        }
    }

    /// <summary>A key of a client that has one worth weighing.</summary>
    readonly record struct Candidate(Address Client, ushort Day, int Number, ZoneKey Key);

    /// <summary>One UTC day of a client in one zone, or all its days; and what its names carry up there.</summary>
    record struct Window(ushort? Day, PairState State)
    {
        public SaidUp Up;
    }

    /// <summary>A client's windows in one zone.</summary>
    readonly record struct MeasuredClient(Address Client, int Number, Window[] Windows)
    {
        public double MostUp
        {
            get
            {
                var most = Windows[0].Up.Bits;
                foreach (ref readonly var window in Windows.AsSpan())
                {
                    most = Math.Max(most, window.Up.Bits);
                }
                return most;
            }
        }
    }

    /// <summary>A pair and what it comes to.</summary>
    readonly record struct WeighedPair(Pair Pair, PairState State, Bits Sum);
}
