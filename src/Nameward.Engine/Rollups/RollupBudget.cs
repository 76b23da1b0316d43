namespace Nameward.Engine.Rollups;

/// <summary>
/// What the keys of all shards cost against what they may. Costs are those of <see cref="PairCost"/>, made up of the evidence alone; real memory follows
/// them, and is never looked at.
/// </summary>
sealed class RollupBudget(RollupLimits limits)
{
    /// <summary>A client's share is never less.</summary>
    const long LeastShare = 4096;

    readonly Lock _tightening = new();
    long _charged;
    long _share = LargestPowerOfTwo(limits.Bytes);

    /// <summary>What the keys of one client may cost together.</summary>
    public long Share => Volatile.Read(ref _share);

    /// <summary>What may be held for a while before it is brought down to <paramref name="most"/>: then it is worth the walk.</summary>
    public static long WithSlack(long most) => most + most / 4;

    /// <summary>Adds what keys cost more than before.</summary>
    public void Charge(long bytes) => Interlocked.Add(ref _charged, bytes);

    /// <summary>Brings the shards down to what may be held, where they hold more than that and slack.</summary>
    /// <returns>Whether they did.</returns>
    public bool TightenIfOver(PairShard[] shards)
    {
        if (Volatile.Read(ref _charged) <= WithSlack(limits.Bytes))
        {
            return false;
        }
        Tighten(shards);
        return true;
    }

    /// <summary>Takes over the share of another set, where it is less.</summary>
    public void LowerShare(long share) => Volatile.Write(ref _share, Math.Min(_share, share));

    /// <summary>
    /// Leaves each client its share, and halves the share until all fit. A client that had to leave something out is charged with a whole share: in all it
    /// would cost more than that, however much of it is held. So the sum only grows with the evidence, and the last share does not depend on when this is done.
    /// </summary>
    public void Tighten(PairShard[] shards)
    {
        lock (_tightening)
        {
            while (true)
            {
                var (charged, cost) = (0L, 0L);
                foreach (var shard in shards)
                {
                    lock (shard.Gate)
                    {
                        charged += shard.LeaveShares(Share);
                        cost += shard.Cost;
                    }
                }
                Volatile.Write(ref _charged, cost);
                if (charged <= limits.Bytes || Share <= LeastShare)
                {
                    return;
                }
                Volatile.Write(ref _share, Share / 2);
            }
        }
    }

    static long LargestPowerOfTwo(long atMost) => 1L << (63 - (int)long.LeadingZeroCount(atMost));
}
