namespace Nameward.Engine.Rollups;

/// <summary>States that are filled for one client of one zone and used again for the next, so that judging all takes the memory of one.</summary>
sealed class ScratchStates
{
    /// <summary>States that are used again: more days than evidence spans. A client that needs more gets new ones.</summary>
    const int Most = 1 << 9;

    readonly List<PairState> _states = [];
    int _taken;

    /// <summary>An empty state, until <see cref="TakeBack"/>.</summary>
    public PairState Take()
    {
        if (_taken == _states.Count)
        {
            if (_taken == Most)
            {
                return new();
            }
            _states.Add(new());
        }
        var state = _states[_taken++];
        state.Clear();
        return state;
    }

    /// <summary>All states are free again.</summary>
    public void TakeBack() => _taken = 0;
}
