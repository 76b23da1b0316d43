namespace Nameward.Engine.Rollups;

/// <summary>States that are filled for one zone and used again for the next, so that judging thousands of zones takes the memory of one.</summary>
sealed class ScratchStates
{
    /// <summary>States that are used again: of the clients of one zone, some 6 kB each as hosts ask. A zone that needs more gets new ones.</summary>
    const int Most = 1 << 11;

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

    /// <summary>Gives a state away for good; one that is none of these is somebody else's anyway.</summary>
    public void Leave(PairState state)
    {
        var at = _states.IndexOf(state, 0, _taken);
        if (at >= 0)
        {
            _states[at] = new();
        }
    }

    /// <summary>All states are free again.</summary>
    public void TakeBack() => _taken = 0;
}
