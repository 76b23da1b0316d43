namespace Nameward.Engine.Observations;

/// <summary>What <see cref="LowestFacts{TFact}"/> remembers of a key; parts of it merge in any order to the same.</summary>
interface IFact<in TFact>
{
    /// <summary>Takes in another part.</summary>
    void Merge(TFact other);
}

/// <summary>
/// Facts by the hash of what they are about, in bounded memory: of all keys those with the lowest hashes are kept, with all that was ever added to them,
/// whatever the order and the partition of the evidence. A key once left out never comes back, since the highest hash that is kept only falls.
/// </summary>
/// <param name="most">Most facts that are kept.</param>
sealed class LowestFacts<TFact>(int most) where TFact : class, IFact<TFact>, new()
{
    readonly Dictionary<ulong, TFact> _facts = [];
    ulong _highest = ulong.MaxValue;

    /// <summary>Whether facts were left out: what is kept is then a sample, and its number a least.</summary>
    public bool IsCut => Highest != ulong.MaxValue;

    /// <summary>The highest hash that is kept; no greater one comes back.</summary>
    public ulong Highest
    {
        get
        {
            Trim();
            return _highest;
        }
    }

    /// <summary>What is kept, in the order of the hashes.</summary>
    public TFact[] Sorted()
    {
        Trim();
        return [.. _facts.OrderBy(fact => fact.Key).Select(fact => fact.Value)];
    }

    /// <summary>The fact of a key, made where it is new; null where it is left out.</summary>
    public TFact? Of(ulong hash)
    {
        if (_facts.TryGetValue(hash, out var fact))
        {
            return fact;
        }
        if (hash > _highest)
        {
            return null;
        }
        if (_facts.Count >= 2 * most)
        {
            Trim();
            return Of(hash);
        }
        return _facts[hash] = new();
    }

    /// <summary>Takes in another part; the other is left as it is.</summary>
    public void Merge(LowestFacts<TFact> other)
    {
        foreach (var (hash, fact) in other._facts)
        {
            Of(hash)?.Merge(fact);
        }
        Lower(other._highest);
    }

    /// <summary>Leaves out facts above a hash, from now on too.</summary>
    public void Lower(ulong highest)
    {
        if (highest >= _highest)
        {
            return;
        }
        _highest = highest;
        foreach (var hash in _facts.Keys.Where(hash => hash > _highest).ToList())
        {
            _facts.Remove(hash);
        }
    }

    void Trim()
    {
        if (_facts.Count > most)
        {
            Lower(_facts.Keys.Order().ElementAt(most - 1));
        }
    }
}
