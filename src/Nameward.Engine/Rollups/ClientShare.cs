namespace Nameward.Engine.Rollups;

/// <summary>What the keys of one client of a shard cost, and which of them are left out.</summary>
struct ClientShare
{
    /// <summary>What the keys that are kept cost.</summary>
    public long Cost;

    /// <summary>How many keys are kept.</summary>
    public int Keys;

    /// <summary>Keys with this hash or a higher one are left out; 0 where none is.</summary>
    public ulong Limit;

    /// <summary>Whether it asked for more than its share.</summary>
    public readonly bool HasLeftOut => Limit != 0;

    /// <summary>Whether a key is left out.</summary>
    public readonly bool LeavesOut(ulong hash) => Limit != 0 && hash >= Limit;

    /// <summary>Leaves out keys from a hash on.</summary>
    public void LeaveOutFrom(ulong hash) => Limit = Limit == 0 ? hash : Math.Min(Limit, hash);
}
