using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// Groups by their keys. A table of segments that come in the order of the evidence is bounded: where there are too many groups, those with most look-ups stay, and of
/// any that was let go it is known how many look-ups it had at most (space-saving, Metwally and others 2005, with whole segments instead of single items).
/// </summary>
sealed class HuntGroupTable
{
    /// <summary>Groups that stay where there were twice as many: what ranks behind them in a segment is let go.</summary>
    public const int MostGroups = 1 << 16;

    Dictionary<ulong, HuntGroup> _groups = [];

    /// <summary>Look-ups that any group has at most which is not here; 0 as long as all are.</summary>
    public long Floor { get; private set; }

    /// <summary>The groups, in no order.</summary>
    public IReadOnlyCollection<HuntGroup> Groups => _groups.Values;

    /// <summary>The group of a key.</summary>
    public HuntGroup Of(ReadOnlySpan<byte> key)
    {
        // Two keys of one hash stand beside each other.
        var hash = WyHash.Of(key, NameHashing.Seed);
        for (; _groups.TryGetValue(hash, out var known); hash++)
        {
            if (key.SequenceEqual(known.Key))
            {
                return known;
            }
        }
        var group = new HuntGroup(key.ToArray()) { Missed = Floor };
        _groups.Add(hash, group);
        return group;
    }

    /// <summary>Takes in the next segment.</summary>
    /// <param name="segment">Its parts.</param>
    /// <param name="most">Groups that stay where there were twice as many.</param>
    public void Take(IEnumerable<HuntGroupTable> segment, int most = MostGroups)
    {
        foreach (var group in segment.SelectMany(part => part._groups.Values))
        {
            Of(group.Key).Merge(group);
        }
        if (_groups.Count > 2L * most)
        {
            LetGo(most);
        }
    }

    void LetGo(int most)
    {
        List<HuntGroup> ranked = [.. _groups.Values];
        ranked.Sort((one, other) => (other.Count + other.Missed).CompareTo(one.Count + one.Missed) is not 0 and var order ? order : one.Key.AsSpan().SequenceCompareTo(other.Key));
        Floor = ranked[most].Count + ranked[most].Missed;
        _groups = [];
        foreach (var group in ranked.Take(most))
        {
            var hash = WyHash.Of(group.Key, NameHashing.Seed);
            while (!_groups.TryAdd(hash, group))
            {
                hash++;
            }
        }
    }
}
