using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>Shows a fleet what the clients of a zone did: what is to be followed first, then what everybody else did.</summary>
sealed class ZoneWalk(FrozenRollups seen, ZoneFleet fleet, ZoneRows rows)
{
    const int SettledBits = 10, DoneBits = 8;

    // Prefixes of which nothing more can be learned in this zone: most rows are of the few names that everybody asks.
    readonly ulong[] _settled = new ulong[1 << SettledBits];

    // Prefixes that one client was shown with: hosts ask the same again.
    readonly ulong[] _done = new ulong[1 << DoneBits];

    ulong _zone;

    /// <summary>Goes to the next zone, by its chained hash.</summary>
    public void Begin(ulong zone)
    {
        _zone = zone;
        Array.Clear(_settled);
        Array.Clear(_done);
    }

    /// <summary>Shows what a key did; where it is not followed, not that of a relay.</summary>
    public void Show(PlacedKey key, Sight sight)
    {
        var who = fleet.Who(key.Key.Client);
        if (key.IsLarge)
        {
            Show(who, seen.LargeOf(key.Key), sight);
            return;
        }
        foreach (var row in rows.Of(key.Index))
        {
            Show(who, row, sight);
        }
    }

    /// <summary>Folds those names of a small key into a state that nobody else asked, as far as the fleet was shown.</summary>
    public PairState FoldPrivateNames(PlacedKey key, PairState into)
    {
        foreach (var row in rows.Of(key.Index))
        {
            if (IsSettled(WyHash.Of(row.Prefix, _zone)))
            {
                continue;
            }
            var name = PairState.NameHash(row.Prefix, _zone);
            if (fleet.IsPrivate(key.Key.Client, name))
            {
                into.FoldName(row, name);
            }
        }
        return into;
    }

    void Show(uint who, in CompactRow row, Sight sight)
    {
        if (sight is Sight.NamesToFollow or Sight.Names)
        {
            ShowName(who, row.Prefix, sight == Sight.NamesToFollow);
            return;
        }
        var items = new RowItems(row);
        while (items.MoveNext())
        {
            Tell(who, items.Hash, sight == Sight.DataToFollow);
            TellTargetZone(who, items.TargetZone, sight);
        }
    }

    void ShowName(uint who, ReadOnlySpan<byte> prefix, bool isFollowed)
    {
        var hash = WyHash.Of(prefix, _zone);
        var one = hash ^ Placing.Spread(who);
        ref var done = ref _done[(int)one & ((1 << DoneBits) - 1)];
        if (IsSettled(hash) || done == one)
        {
            return;
        }
        done = one;
        if (IsSettledBy(who, prefix, isFollowed))
        {
            Settled(hash) = hash;
        }
    }

    bool IsSettledBy(uint who, ReadOnlySpan<byte> prefix, bool isFollowed)
    {
        var isSettled = Tell(who, PairState.NameHash(prefix, _zone), isFollowed);
        var labels = default(LabelHashes);
        var depth = PairState.HashLabels(prefix, ref labels);
        for (var i = 0; i < depth; i++)
        {
            isSettled &= Tell(who, ZoneFleet.LabelKey(labels[i], i), isFollowed);
        }
        return isSettled;
    }

    void Show(uint who, PairState state, Sight sight)
    {
        if (sight is Sight.DataToFollow or Sight.Data)
        {
            foreach (ref readonly var data in state.Data.Items)
            {
                Tell(who, data.Hash, sight == Sight.DataToFollow);
                TellTargetZone(who, data.TargetZone, sight);
            }
            return;
        }
        foreach (ref readonly var name in state.Names.Items)
        {
            Tell(who, name.Hash, sight == Sight.NamesToFollow);
            for (var depth = 0; depth < name.Depth; depth++)
            {
                Tell(who, ZoneFleet.LabelKey(name.Labels[depth], depth), sight == Sight.NamesToFollow);
            }
        }
    }

    void TellTargetZone(uint who, ulong zone, Sight sight)
    {
        if (zone != 0)
        {
            Tell(who, zone, sight == Sight.DataToFollow);
        }
    }

    bool Tell(uint who, ulong hash, bool isFollowed) => isFollowed ? fleet.Follow(who, hash) : fleet.Saw(who, hash);

    bool IsSettled(ulong hash) => Settled(hash) == hash;

    ref ulong Settled(ulong hash) => ref _settled[(int)hash & ((1 << SettledBits) - 1)];
}

/// <summary>What a walk through a zone shows.</summary>
enum Sight
{
    /// <summary>Names and labels, which the fleet follows from now on.</summary>
    NamesToFollow,
    /// <summary>Names and labels, where they are followed.</summary>
    Names,
    /// <summary>Record data, which the fleet follows from now on.</summary>
    DataToFollow,
    /// <summary>Record data, where it is followed.</summary>
    Data,
}
