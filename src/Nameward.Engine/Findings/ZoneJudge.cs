using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs the clients of one zone after another: each day by itself, and the days together. Only the gravest weighing of a client counts, and it is
/// put into words only where it is kept. Names are compared first; answers only where names say enough. No client's state is held while others are looked
/// at: what is asked of it later is a few numbers, and the few that come to be weighed are folded again. All that a zone needs is used again for the next,
/// so each thread has its own.
/// </summary>
sealed class ZoneJudge
{
    readonly Scene _scene;
    readonly ZoneKeys _zones;
    readonly NearestPair _nearest;
    readonly PairWeigher _weigher;
    readonly ZoneFleet _fleet;
    readonly ZoneRows _rows;
    readonly ZoneWalk _walk;
    readonly ZoneCandidates _candidates;
    readonly ClientWindows _windows;
    readonly List<MeasuredClient> _clients = [];
    readonly List<SaidUp> _ups = [];
    readonly AskedPairs? _asked;

    /// <summary>A judge of the zones of a scene; where <paramref name="asked"/> is given, of those pairs alone that somebody asks about, whatever they weigh.</summary>
    public ZoneJudge(Scene scene, ZoneKeys zones, NearestPair nearest, AskedPairs? asked = null)
    {
        _asked = asked;
        (_scene, _zones, _nearest, _weigher) = (scene, zones, nearest, new(scene));
        _fleet = new(scene.Seen.ClientNumbers);
        _rows = new(scene.Seen, zones);
        _walk = new(scene.Seen, _fleet, _rows);
        _candidates = new(scene.Seen, zones);
        _windows = new(scene.Seen, _rows);
    }

    /// <summary>Judges the zones of a batch, by their places among all zones.</summary>
    /// <param name="batch">The places.</param>
    /// <param name="from">Bits from which a weighing is kept.</param>
    /// <param name="judged">What was found is put here, at the zone's place; null where nobody says enough to be weighed.</param>
    public void Judge(ReadOnlySpan<int> batch, Bits from, JudgedZone?[] judged)
    {
        _rows.Copy(batch);
        var first = 0;
        foreach (var order in batch)
        {
            judged[order] = Judge(order, first, from);
            first += _zones.Of(order).Length;
        }
    }

    JudgedZone? Judge(int order, int first, Bits from)
    {
        var zone = _scene.Seen.Zone(_zones.Zones[order]);
        _fleet.Clear(RepeatersIn(order));
        _walk.Begin(zone.Hash);
        _candidates.Find(order, first, _fleet);
        // Of a zone that one client asks, nothing is shared; but a relay's is with whoever asked it.
        var isShared = _fleet.Clients > 1 || HasRelay();
        if (isShared)
        {
            ShowNames();
        }
        MeasureUp(zone.Hash);
        if (!_clients.Exists(client => client.IsWorthWeighing))
        {
            return null;
        }
        if (isShared)
        {
            ShowData();
        }
        return Weigh(zone, order, from);
    }

    bool HasRelay()
    {
        foreach (ref readonly var candidate in _candidates.Keys)
        {
            if (IsRelay(candidate.Number))
            {
                return true;
            }
        }
        return false;
    }

    bool IsRelay(int client) => _fleet.AsksForOthers(client);

    /// <summary>Numbers of the clients of a zone that ask nothing of their own in it.</summary>
    int[] RepeatersIn(int order)
    {
        var repeaters = _scene.Seen.Echoes.RepeatersIn(_zones.Zones[order]);
        if (repeaters.IsEmpty)
        {
            return [];
        }
        var numbers = new List<int>();
        foreach (ref readonly var key in _zones.Of(order))
        {
            if (repeaters.BinarySearch(_scene.Seen.ClientNumbers.AddressOf(key)) >= 0 && !numbers.Contains(key.Client))
            {
                numbers.Add(key.Client);
            }
        }
        return [.. numbers];
    }

    void ShowNames()
    {
        Show(_candidates.Keys, Sight.NamesToFollow);
        ShowOthers(Sight.Names);
    }

    /// <summary>Shows the fleet the answers: those to be weighed are followed, and compared with those that all others got.</summary>
    void ShowData()
    {
        foreach (var client in _clients)
        {
            if (client.IsWorthWeighing)
            {
                Show(_candidates.Keys[client.First..client.End], Sight.DataToFollow);
            }
        }
        foreach (var client in _clients)
        {
            if (!client.IsWorthWeighing && !IsRelay(client.Number))
            {
                Show(_candidates.Keys[client.First..client.End], Sight.Data);
            }
        }
        ShowOthers(Sight.Data);
    }

    void Show(ReadOnlySpan<Candidate> keys, Sight sight)
    {
        foreach (ref readonly var key in keys)
        {
            _walk.Show(key.Placed, sight);
        }
    }

    void ShowOthers(Sight sight)
    {
        foreach (ref readonly var key in _candidates.Others)
        {
            _walk.Show(key, sight);
        }
    }

    /// <summary>Measures what each candidate says.</summary>
    void MeasureUp(ulong zone)
    {
        _clients.Clear();
        _ups.Clear();
        var keys = _candidates.Keys;
        for (int first = 0, end; first < keys.Length; first = end)
        {
            end = _candidates.EndOfClient(first);
            var (number, firstUp) = (keys[first].Number, _ups.Count);
            MeasureUp(keys[first..end], zone);
            var (most, isWorth) = (double.MinValue, IsAddedFor(keys[first].Client, zone));
            for (var i = firstUp; i < _ups.Count; i++)
            {
                (most, isWorth) = (Math.Max(most, _ups[i].Bits), isWorth || _ups[i].IsWorthWeighing);
            }
            _clients.Add(new(keys[first].Client, number, first, end, firstUp, most, isWorth));
        }
    }

    /// <summary>Whether a client is weighed in a zone though it says too little, because somebody asks about it.</summary>
    bool IsAddedFor(Address client, ulong zone) => _asked?.Adds(client, zone) ?? false;

    void MeasureUp(ReadOnlySpan<Candidate> days, ulong zone)
    {
        var client = days[0].Number;
        if (days is [{ Placed: { IsLarge: false } small }])
        {
            // All names of a small key are in its sample, so that those which others asked too may be left out before it is made.
            _ups.Add(PairMeasuring.MeasureUp(client, _walk.FoldPrivateNames(small, _windows.Scratch()), _fleet));
            return;
        }
        _windows.Fill(days, zone, withTimes: false);
        foreach (var window in _windows.Windows)
        {
            _ups.Add(PairMeasuring.MeasureUp(client, window.State, _fleet));
        }
    }

    JudgedZone Weigh(ZoneName zone, int order, Bits from)
    {
        var said = Said();
        var judged = new JudgedZone();
        foreach (var client in _clients)
        {
            if (!client.IsWorthWeighing)
            {
                continue;
            }
            var keys = _candidates.Keys[client.First..client.End];
            _windows.Fill(keys, zone.Hash, withTimes: true);
            var others = new Crowd(said, IsRelay(client.Number) ? null : client.MostUp);
            AddSoleServer(client, keys, zone, judged);
            if (_asked is null)
            {
                Keep(Gravest(client, zone, others), order, from, judged);
            }
            else if (_asked.Wants(client.Client, zone.Hash, _windows.Whole))
            {
                _asked.Take(Weigh(Gravest(client, zone, others), ZoneFleet.Empty), zone.Hash);
            }
        }
        return judged;
    }

    /// <summary>The most that each client says, relays left out, ascending.</summary>
    double[] Said()
    {
        var said = new List<double>(_clients.Count);
        foreach (var client in _clients)
        {
            if (!IsRelay(client.Number))
            {
                said.Add(client.MostUp);
            }
        }
        said.Sort();
        return [.. said];
    }

    WeighedPair Gravest(MeasuredClient client, ZoneName zone, Crowd others)
    {
        WeighedPair? gravest = null;
        var isAdded = IsAddedFor(client.Client, zone.Hash);
        for (var i = 0; i < _windows.Windows.Count; i++)
        {
            var (window, up) = (_windows.Windows[i], _ups[client.FirstUp + i]);
            if (!up.IsWorthWeighing && !isAdded)
            {
                continue;
            }
            var measures = PairMeasuring.WithCrowd(PairMeasuring.Measure(client.Number, window.State, _fleet, up), others) with { Rhythm = Rhythm.Of(window) };
            measures = measures.WhereTimed(_windows.AreTimed);
            var pair = new Pair(client.Client, client.Number, [zone.Name], window.Day, measures, _windows.Whole.Segments, [], _fleet, others);
            var sum = _weigher.Sum(pair);
            gravest = gravest is null || sum > gravest.Value.Sum ? new(pair, window.State, sum) : gravest;
        }
        return gravest!.Value;
    }

    /// <summary>Keeps a weighing that reaches the line, or that comes nearest to it. Only now is it copied out of what is used again.</summary>
    void Keep(in WeighedPair found, int order, Bits from, JudgedZone judged)
    {
        if (found.Sum >= from)
        {
            judged.Kept.Add(Weigh(found, judged.Fleet ??= _fleet.Copy()));
        }
        else if (_nearest.IsNearer(found.Sum, order))
        {
            // It is no finding, and so never asked again when it began.
            _nearest.Offer(Weigh(found, ZoneFleet.Empty), order);
        }
    }

    Weighing Weigh(in WeighedPair found, ZoneFleet fleet)
    {
        var segments = new OccupiedSet();
        segments.Merge(found.Pair.Segments);
        return _weigher.Weigh(found.Pair with { Segments = segments, Servers = _scene.Seen.ServersOf(found.State), Fleet = fleet });
    }

    void AddSoleServer(MeasuredClient client, ReadOnlySpan<Candidate> keys, ZoneName zone, JudgedZone judged)
    {
        if (_fleet.Others(client.Number) == 0 && _scene.Seen.ServersOf(_windows.Whole) is [var server] && !server.Address.IsNone)
        {
            judged.SoleServers.Add(new(client.Client, server, zone, [.. keys.ToArray().Select(key => key.Placed.Key)], _windows.Whole.Largest.Queries));
        }
    }

    /// <summary>A candidate and what its names carry up.</summary>
    /// <param name="Client">The client.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="First">Its first key among those of the candidates.</param>
    /// <param name="End">The end of its keys.</param>
    /// <param name="FirstUp">What its first window says; the others follow.</param>
    /// <param name="MostUp">Bits of the window that says most.</param>
    /// <param name="IsWorthWeighing">Whether one of its windows is.</param>
    readonly record struct MeasuredClient(Address Client, int Number, int First, int End, int FirstUp, double MostUp, bool IsWorthWeighing);

    /// <summary>A pair and what it comes to.</summary>
    readonly record struct WeighedPair(Pair Pair, PairState State, Bits Sum);
}
