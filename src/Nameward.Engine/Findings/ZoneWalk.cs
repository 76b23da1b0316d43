using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Shows a fleet all that the clients of a zone did. Rows lie all over memory, so they are taken a wave at a time: the newest row of each key of the
/// wave, then the one before it, and so on, that many are on their way at once.
/// </summary>
sealed class ZoneWalk(FrozenRollups seen, ZoneFleet fleet)
{
    const int WaveKeys = 32;
    const int SettledBits = 9;

    /// <summary>Steps of the arena from the begin of a row to the line of memory that most rows end in.</summary>
    const int NextLine = 8;

    // Prefixes of which nothing more can be learned in this zone: most rows are of the few names that everybody asks.
    readonly ulong[] _settled = new ulong[1 << SettledBits];

    /// <summary>Shows all names, labels and data of the keys, none of them of a relay; <paramref name="zone"/> is the chained hash of their zone.</summary>
    public void Show(ReadOnlySpan<ZoneKey> keys, ulong zone)
    {
        Array.Clear(_settled);
        Span<ZoneKey> wave = stackalloc ZoneKey[WaveKeys];
        for (var from = 0; from < keys.Length; from += WaveKeys)
        {
            var count = Begin(keys.Slice(from, Math.Min(WaveKeys, keys.Length - from)), wave);
            while (count > 0)
            {
                count = Step(wave[..count], zone);
            }
        }
    }

    /// <summary>Shows the large keys of a wave at once, and leaves the small ones in it, with their newest rows on the way.</summary>
    int Begin(ReadOnlySpan<ZoneKey> keys, Span<ZoneKey> wave)
    {
        var count = 0;
        foreach (var key in keys)
        {
            if (key.Row == RowArena.None)
            {
                Show(key.Client, seen.LargeOf(key));
            }
            else
            {
                wave[count++] = key;
                Call(key);
            }
        }
        return count;
    }

    /// <summary>Shows one row of each key, and leaves the one before it, where there is one, in the wave.</summary>
    int Step(Span<ZoneKey> wave, ulong zone)
    {
        var count = 0;
        foreach (var key in wave)
        {
            Show(key.Client, seen.ShardOf(key.Place).Row(key.Row, out var previous), zone);
            if (previous != RowArena.None)
            {
                wave[count] = key with { Row = previous };
                Call(wave[count++]);
            }
        }
        return count;
    }

    /// <summary>Has the row of a key brought to the cache.</summary>
    void Call(ZoneKey key)
    {
        var arena = seen.ShardOf(key.Place).Arena;
        arena.Prefetch(key.Row);
        arena.Prefetch(key.Row + NextLine);
    }

    void Show(int client, in CompactRow row, ulong zone)
    {
        var prefix = row.Prefix;
        var hash = WyHash.Of(prefix, zone);
        ref var settled = ref _settled[(int)hash & ((1 << SettledBits) - 1)];
        if (settled != hash && ShowName(client, prefix, zone))
        {
            settled = hash;
        }
        var items = new RowItems(row);
        while (items.MoveNext())
        {
            fleet.Saw(client, items.Hash);
        }
    }

    bool ShowName(int client, ReadOnlySpan<byte> prefix, ulong zone)
    {
        var isSettled = fleet.Saw(client, PairState.NameHash(prefix, zone));
        var labels = default(LabelHashes);
        var depth = PairState.HashLabels(prefix, ref labels);
        for (var i = 0; i < depth; i++)
        {
            isSettled &= fleet.SawLabel(client, labels[i], i);
        }
        return isSettled;
    }

    void Show(int client, PairState state)
    {
        foreach (ref readonly var name in state.Names.Items)
        {
            fleet.Saw(client, name.Hash);
            for (var depth = 0; depth < name.Depth; depth++)
            {
                fleet.SawLabel(client, name.Labels[depth], depth);
            }
        }
        foreach (ref readonly var data in state.Data.Items)
        {
            fleet.Saw(client, data.Hash);
        }
    }
}
