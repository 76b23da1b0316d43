namespace Nameward.Engine.Rollups.Intake;

/// <summary>
/// States by hash, of which those with the lowest hashes are kept. A hash once left out never comes back, so what is kept holds all that was ever added to it,
/// in whatever order and over however many tables that are joined.
/// </summary>
/// <param name="most">Most that are kept; twice as many are held before the highest go.</param>
sealed class LowestTable<T>(int most) where T : class
{
    readonly Dictionary<ulong, T> _states = [];
    ulong _highest = ulong.MaxValue;

    /// <summary>How many are held.</summary>
    public int Count => _states.Count;

    /// <summary>The state of a hash, made where there is none; null where the hash is left out.</summary>
    public T? Of(ulong hash, Func<T> make)
    {
        if (hash > _highest)
        {
            return null;
        }
        if (!_states.TryGetValue(hash, out var state))
        {
            if (_states.Count >= 2 * most)
            {
                Trim();
                return Of(hash, make);
            }
            _states.Add(hash, state = make());
        }
        return state;
    }

    /// <summary>What is kept, in any order.</summary>
    public IReadOnlyDictionary<ulong, T> Kept()
    {
        Trim();
        return _states;
    }

    /// <summary>Leaves out the hashes above one.</summary>
    public void LeaveOutAbove(ulong highest)
    {
        _highest = Math.Min(_highest, highest);
        foreach (var hash in _states.Keys.Where(hash => hash > highest).ToList())
        {
            _states.Remove(hash);
        }
    }

    void Trim()
    {
        if (_states.Count <= most)
        {
            return;
        }
        ulong[] hashes = [.. _states.Keys];
        Array.Sort(hashes);
        _highest = hashes[most - 1];
        foreach (var hash in hashes.AsSpan(most))
        {
            _states.Remove(hash);
        }
    }
}
