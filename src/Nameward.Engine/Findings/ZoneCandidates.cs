using System.Runtime.InteropServices;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>The keys of one zone, parted into those of its candidates, the clients of which one key at least is worth weighing, and those of all others.</summary>
sealed class ZoneCandidates(FrozenRollups seen, ZoneKeys zones)
{
    readonly List<Candidate> _candidates = [];
    readonly List<PlacedKey> _others = [];
    readonly bool[] _isCandidate = new bool[seen.ClientNumbers.Count];

    /// <summary>The keys of the candidates, by client and day.</summary>
    public ReadOnlySpan<Candidate> Keys => CollectionsMarshal.AsSpan(_candidates);

    /// <summary>The keys of all others but relays.</summary>
    public ReadOnlySpan<PlacedKey> Others => CollectionsMarshal.AsSpan(_others);

    /// <summary>Parts the keys of a zone, and notes in the fleet who has one.</summary>
    /// <param name="order">The place of the zone among the zones.</param>
    /// <param name="first">Where its keys begin among those of which <see cref="ZoneRows"/> has copies.</param>
    /// <param name="fleet">The fleet.</param>
    public void Find(int order, int first, ZoneFleet fleet)
    {
        _candidates.Clear();
        _others.Clear();
        Mark(zones.WorthyOf(order), isCandidate: true);
        foreach (ref readonly var key in zones.Of(order))
        {
            var isShown = fleet.Meet(key.Client);
            if (_isCandidate[key.Client])
            {
                _candidates.Add(new(seen.ClientNumbers.AddressOf(key), seen.DayOf(key), new(key, first)));
            }
            else if (isShown)
            {
                _others.Add(new(key, first));
            }
            first++;
        }
        Mark(zones.WorthyOf(order), isCandidate: false);
        _candidates.Sort((a, b) => a.Client != b.Client ? a.Client.CompareTo(b.Client) : a.Day.CompareTo(b.Day));
    }

    /// <summary>Where the keys of the client end whose first is given.</summary>
    public int EndOfClient(int first)
    {
        var end = first + 1;
        while (end < _candidates.Count && _candidates[end].Number == _candidates[first].Number)
        {
            end++;
        }
        return end;
    }

    void Mark(ReadOnlySpan<ZoneKey> keys, bool isCandidate)
    {
        foreach (ref readonly var key in keys)
        {
            _isCandidate[key.Client] = isCandidate;
        }
    }
}

/// <summary>A key, and its place among those of which <see cref="ZoneRows"/> has copies.</summary>
/// <param name="Key">The key.</param>
/// <param name="Index">The place.</param>
readonly record struct PlacedKey(ZoneKey Key, int Index)
{
    /// <summary>Whether its rows are not kept but folded already.</summary>
    public bool IsLarge => Key.Row == RowArena.None;
}

/// <summary>A key of a client that has one worth weighing.</summary>
/// <param name="Client">The client.</param>
/// <param name="Day">The UTC day.</param>
/// <param name="Placed">The key.</param>
readonly record struct Candidate(Address Client, ushort Day, PlacedKey Placed)
{
    /// <summary>The client's number.</summary>
    public int Number => Placed.Key.Client;
}
