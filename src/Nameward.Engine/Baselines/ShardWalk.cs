using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Baselines;

/// <summary>What the clients of one shard do in a day, gathered key by key: a client's keys all lie in one shard.</summary>
sealed class ShardWalk(PairShard shard)
{
    readonly SmallKeyNames _names = new();

    /// <summary>The shard.</summary>
    public PairShard Shard { get; } = shard;

    /// <summary>What each client does, by its number in the shard.</summary>
    public HostTally[] Tallies { get; } = new HostTally[shard.Clients.Count];

    /// <summary>Hashes (<see cref="CompactRowWriter.ServerHash"/>) of the servers that told where services of a Windows domain are, as far as small keys show it.</summary>
    public HashSet<uint> Directories { get; } = [];

    /// <summary>Takes in a key.</summary>
    /// <param name="cell">Its cell.</param>
    /// <param name="isLone">Whether nobody else asks its zone that day.</param>
    /// <param name="isReverse">Whether its zone holds the names of addresses.</param>
    public void Add(in PairCell cell, bool isLone, bool isReverse)
    {
        ref var tally = ref Tallies[cell.Client];
        if (cell.IsLarge)
        {
            Add(ref tally, Shard.Large(cell).Seconds);
        }
        else
        {
            AddRows(ref tally, cell);
        }
        tally.Add(cell.IsLarge ? NamesOf(cell) : _names.Count(), isLone, isReverse);
    }

    static void Add(ref HostTally tally, OccupiedSeconds seconds)
    {
        foreach (var second in seconds.IsCoarse ? seconds.FirstOfSteps() : seconds.Exact)
        {
            tally.AddSecond(second);
        }
    }

    void AddRows(ref HostTally tally, in PairCell cell)
    {
        _names.Clear();
        for (var at = cell.Place; at != RowArena.None;)
        {
            var row = Shard.Row(at, out at);
            _names.Add(row);
            tally.AddSecond(row.Second);
            if (IsDirectory(row))
            {
                Directories.Add(row.Context.Server);
            }
        }
    }

    /// <summary>The different names of a key.</summary>
    public ZoneNames NamesOf(in PairCell cell)
    {
        if (cell.IsLarge)
        {
            return ZoneNames.Of(Shard.Large(cell).Names);
        }
        _names.Clear();
        for (var at = cell.Place; at != RowArena.None;)
        {
            _names.Add(Shard.Row(at, out at));
        }
        return _names.Count();
    }

    static bool IsDirectory(in CompactRow row) => row.Type == RecordTypes.Srv && (row.Traits & RowTraits.HasItems) != 0
        && (row.Prefix.IndexOf("\u0005_ldap"u8) >= 0 || row.Prefix.IndexOf("\u0009_kerberos"u8) >= 0);
}
