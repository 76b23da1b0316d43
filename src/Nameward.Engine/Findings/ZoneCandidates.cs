using System.Runtime.InteropServices;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>The keys of one zone, parted into those of its candidates, the clients of which one key at least is worth weighing, and those of all others.</summary>
sealed class ZoneCandidates(FrozenRollups seen, ZoneKeys zones)
{
    readonly List<Candidate> _candidates = [];
    readonly List<ZoneKey> _others = [];
    readonly bool[] _isCandidate = new bool[seen.ClientNumbers.Count];

    /// <summary>The keys of the candidates, by client and day.</summary>
    public ReadOnlySpan<Candidate> Keys => CollectionsMarshal.AsSpan(_candidates);

    /// <summary>The keys of all others but relays.</summary>
    public ReadOnlySpan<ZoneKey> Others => CollectionsMarshal.AsSpan(_others);

    /// <summary>Parts the keys of the zone that stands at a place among the zones, and notes in the fleet who has one.</summary>
    public void Find(int order, ZoneFleet fleet)
    {
        _candidates.Clear();
        _others.Clear();
        Mark(zones.WorthyOf(order), isCandidate: true);
        foreach (ref readonly var key in zones.Of(order))
        {
            var isShown = fleet.Meet(key.Client);
            if (_isCandidate[key.Client])
            {
                _candidates.Add(new(seen.ClientNumbers.AddressOf(key), seen.DayOf(key), key));
            }
            else if (isShown)
            {
                _others.Add(key);
            }
        }
        Mark(zones.WorthyOf(order), isCandidate: false);
        _candidates.Sort((a, b) => a.Client != b.Client ? a.Client.CompareTo(b.Client) : a.Day.CompareTo(b.Day));
    }

    /// <summary>Where the keys of the client end whose first is given.</summary>
    public int EndOfClient(int first)
    {
        var end = first + 1;
        while (end < _candidates.Count && _candidates[end].Key.Client == _candidates[first].Key.Client)
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

/// <summary>A key of a client that has one worth weighing.</summary>
/// <param name="Client">The client.</param>
/// <param name="Day">The UTC day.</param>
/// <param name="Key">Where it stands.</param>
readonly record struct Candidate(Address Client, ushort Day, ZoneKey Key);
