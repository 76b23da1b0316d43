using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// The windows of one client in one zone: each day by itself and, where there are several, all days together. What they take is used again for the next
/// client, and so is only good until then.
/// </summary>
sealed class ClientWindows(FrozenRollups seen, ZoneRows rows)
{
    readonly ScratchStates _states = new();
    readonly List<Window> _windows = [];

    /// <summary>The windows; that of all days comes last.</summary>
    public List<Window> Windows => _windows;

    /// <summary>The whole time.</summary>
    public PairState Whole => _windows[^1].State;

    /// <summary>Whether the evidence tells when it was; else all lies in the first second of the first day that there is.</summary>
    public bool AreTimed => _windows[0].Day > 0;

    /// <summary>An empty state in place of the windows.</summary>
    public PairState Scratch()
    {
        _states.TakeBack();
        _windows.Clear();
        return _states.Take();
    }

    /// <summary>Fills the windows from a client's days in a zone (its chained hash).</summary>
    /// <param name="days">The days.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="withTimes">Whether when it was is asked for too: small keys are folded without, unless it is.</param>
    public void Fill(ReadOnlySpan<Candidate> days, ulong zone, bool withTimes)
    {
        _states.TakeBack();
        _windows.Clear();
        foreach (ref readonly var day in days)
        {
            _windows.Add(new(day.Day, StateOf(day.Placed, zone, withTimes)));
        }
        if (days.Length > 1)
        {
            _windows.Add(new(null, MergeAll(_states.Take(), _windows)));
        }
    }

    /// <summary>The state of a key; that of a large one is shared, and must not be changed.</summary>
    PairState StateOf(PlacedKey key, ulong zone, bool withTimes)
    {
        if (key.IsLarge)
        {
            return seen.LargeOf(key.Key);
        }
        var state = _states.Take();
        foreach (var row in rows.Of(key.Index))
        {
            if (withTimes)
            {
                state.FoldTime(row);
            }
            state.FoldContent(row, zone);
        }
        return state;
    }

    /// <summary>Merges days, ascending, into one state that tells their seconds apart.</summary>
    public static PairState MergeAll(PairState into, List<Window> days)
    {
        foreach (var day in days)
        {
            into.Later = Window.SecondsLater(day.Day!.Value - days[0].Day!.Value);
            into.Merge(day.State);
        }
        return into;
    }
}

/// <summary>One UTC day of a client in one zone, or all its days.</summary>
/// <param name="Day">The day; null for all.</param>
/// <param name="State">What is remembered of it.</param>
readonly record struct Window(ushort? Day, PairState State)
{
    const int SecondsOfDay = 86_400, MostDays = 40_000;

    /// <summary>Seconds by which a day lies behind the first one, as <see cref="PairState.Later"/>; more than a century, which is no evidence, as one.</summary>
    public static uint SecondsLater(int days) => (uint)Math.Clamp(days, 0, MostDays) * SecondsOfDay;
}
