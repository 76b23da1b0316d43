using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>The gravest of many weighings of one kind, in full; the others are only counted, by level. Which these are does not depend on the order in which they come.</summary>
sealed class GravestFew
{
    /// <summary>Weighings that are told in full.</summary>
    public const int Most = 10;

    readonly SortedSet<Weighing> _few = new(Comparer<Weighing>.Create(Compare));
    readonly SortedDictionary<Level, int> _others = [];

    /// <summary>The gravest, gravest first.</summary>
    public ImmutableArray<Weighing> Few => [.. _few];

    /// <summary>How many others there are of each level, gravest first.</summary>
    public ImmutableArray<(Level Level, int Count)> Others => [.. _others.Reverse().Select(level => (level.Key, level.Value))];

    /// <summary>Takes one in. Of two that nothing tells apart, as of one zone on two days, one is counted.</summary>
    public void Take(Weighing weighing)
    {
        if (!_few.Add(weighing))
        {
            Count(weighing);
        }
        else if (_few.Count > Most)
        {
            Count(_few.Max!);
            _few.Remove(_few.Max!);
        }
    }

    /// <summary>The gravest of weighings that are at hand already.</summary>
    public static GravestFew Of(IEnumerable<Weighing> weighings)
    {
        var gravest = new GravestFew();
        foreach (var weighing in weighings)
        {
            gravest.Take(weighing);
        }
        return gravest;
    }

    void Count(Weighing weighing) => _others[weighing.Level] = _others.GetValueOrDefault(weighing.Level) + 1;

    static int Compare(Weighing a, Weighing b)
    {
        var by = b.Level.CompareTo(a.Level);
        by = by != 0 ? by : b.Sum.CompareTo(a.Sum);
        var (one, other) = (a.Subject.Names, b.Subject.Names);
        by = by != 0 ? by : Compare(one.Client, other.Client);
        by = by != 0 ? by : Compare(one.Server, other.Server);
        by = by != 0 ? by : Nullable.Compare(one.Port, other.Port);
        return by != 0 ? by : one.Zones.Zip(other.Zones, (x, y) => x.CompareTo(y)).Append(one.Zones.Length.CompareTo(other.Zones.Length)).FirstOrDefault(order => order != 0);
    }

    static int Compare(HostileText? a, HostileText? b) => Nullable.Compare(a, b);
}
