using System.Numerics;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Who else in the fleet asked a name, used a label, or got a piece of data, in one zone: of all that the candidates did, and of nothing else, so that
/// a popular zone costs no memory. A relay asks for others and is left out, or every channel seen on both sides of a resolver would look shared. A
/// thread uses one for all its zones, one after the other; <see cref="Copy"/> keeps what is known of one.
/// </summary>
sealed class ZoneFleet
{
    /// <summary>Stands for "nobody yet"; clients are their numbers and one.</summary>
    const uint Nobody = 0;

    /// <summary>Stands for "more than one client".</summary>
    const uint Many = uint.MaxValue;

    // An open-addressing table at most half full: what is followed, never 0, and who did it.
    ulong[] _followed;
    uint[] _by;
    int _mask;

    // The zone in which each client was met last; zones are counted from 1.
    readonly uint[] _lastZone;
    readonly ClientNumbers? _numbers;
    uint _zone = 1;

    /// <summary>A fleet of these clients, in no zone yet.</summary>
    public ZoneFleet(ClientNumbers numbers)
        : this(numbers, new uint[numbers.Count], new ulong[1], new uint[1])
    {
    }

    ZoneFleet(ClientNumbers? numbers, uint[] lastZone, ulong[] followed, uint[] by) =>
        (_numbers, _lastZone, _followed, _by, _mask) = (numbers, lastZone, followed, by, followed.Length - 1);

    /// <summary>A fleet in which nobody else asks.</summary>
    public static ZoneFleet Empty { get; } = new(null, [], new ulong[1], new uint[1]);

    /// <summary>Clients of the zone, relays not counted.</summary>
    public int Clients { get; private set; }

    /// <summary>Forgets all, for the next zone.</summary>
    public void Clear()
    {
        Clients = 0;
        _zone++;
        Reserve(0);
    }

    /// <summary>Makes room for all that the candidates of the zone did, before any of them is followed.</summary>
    /// <param name="most">The most that there can be to follow: the sum of <see cref="Extent"/>.</param>
    public void Reserve(int most)
    {
        var places = (int)BitOperations.RoundUpToPowerOf2(2 * (uint)most + 1);
        if (_followed.Length < places)
        {
            (_followed, _by) = (new ulong[places], new uint[places]);
        }
        Array.Clear(_followed, 0, places);
        _mask = places - 1;
    }

    /// <summary>How much there is to follow of a candidate, at most.</summary>
    public static int Extent(PairState candidate)
    {
        var extent = candidate.Names.Items.Length + candidate.Data.Items.Length;
        foreach (ref readonly var name in candidate.Names.Items)
        {
            extent += name.Depth;
        }
        return extent;
    }

    /// <summary>Remembers from now on who does what this candidate did.</summary>
    public void Follow(PairState candidate)
    {
        foreach (ref readonly var name in candidate.Names.Items)
        {
            Follow(name.Hash);
            for (var depth = 0; depth < name.Depth; depth++)
            {
                Follow(LabelKey(name.Labels[depth], depth));
            }
        }
        foreach (ref readonly var data in candidate.Data.Items)
        {
            Follow(data.Hash);
        }
    }

    /// <summary>Notes that a client has a key in the zone.</summary>
    /// <returns>Whether what it did there is to be shown; not for relays.</returns>
    public bool Meet(int client)
    {
        if (_numbers!.IsRelay(client))
        {
            return false;
        }
        if (_lastZone[client] != _zone)
        {
            _lastZone[client] = _zone;
            Clients++;
        }
        return true;
    }

    /// <summary>A client asked the name, or got the data, of this hash.</summary>
    /// <returns>Whether nothing that anybody does can change what is known of it.</returns>
    public bool Saw(int client, ulong hash)
    {
        var at = Find(hash);
        if (_followed[at] == 0)
        {
            return true;
        }
        ref var by = ref _by[at];
        var who = (uint)client + 1;
        by = by == Nobody || by == who ? who : Many;
        return by == Many;
    }

    /// <summary>A client used a label at a depth below the zone.</summary>
    public bool SawLabel(int client, uint label, int depth) => Saw(client, LabelKey(label, depth));

    /// <summary>Whether no other client asked the name or got the data of this hash.</summary>
    public bool IsPrivate(int client, ulong hash)
    {
        var at = Find(hash);
        return _followed[at] == 0 || _by[at] == Nobody || _by[at] == (uint)client + 1;
    }

    /// <summary>Whether no other client used the label at this depth.</summary>
    public bool IsPrivateLabel(int client, uint label, int depth) => IsPrivate(client, LabelKey(label, depth));

    /// <summary>Clients of the zone other than this one, relays not counted; for a client that has a key in the zone.</summary>
    public int Others(int client) => Clients - (_numbers is null || _numbers.IsRelay(client) ? 0 : 1);

    /// <summary>What is known of the zone, to be kept when the next one is judged.</summary>
    public ZoneFleet Copy() => new(_numbers, [], _followed[..(_mask + 1)], _by[..(_mask + 1)]) { Clients = Clients };

    static ulong LabelKey(uint label, int depth) => WyHash.Of(label, (ulong)depth + 1);

    void Follow(ulong hash)
    {
        var at = Find(hash);
        if (_followed[at] == 0)
        {
            (_followed[at], _by[at]) = (Math.Max(1, hash), Nobody);
        }
    }

    // The lowest hashes are sampled, so their top bits tell little; the low bits choose the place.
    int Find(ulong hash)
    {
        hash = Math.Max(1, hash);
        var (followed, mask) = (_followed, _mask);
        var at = (int)hash & mask;
        while (followed[at] != hash && followed[at] != 0)
        {
            at = (at + 1) & mask;
        }
        return at;
    }
}
