using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Shows a fleet all that the clients of a zone did. Keys and rows lie all over memory, so they are taken a wave at a time: first the cells of the
/// wave, then its newest rows, and so on, that many are on their way at once.
/// </summary>
sealed class ZoneWalk(FrozenRollups seen, ZoneFleet fleet)
{
    const int WaveKeys = 32;
    const int SettledBits = 9;

    // Prefixes of which nothing more can be learned in this zone: most rows are of the few names that everybody asks.
    readonly ulong[] _settled = new ulong[1 << SettledBits];

    /// <summary>Notes the clients of the keys, relays left out.</summary>
    public void Meet(ReadOnlySpan<KeyPlace> keys)
    {
        foreach (var key in keys)
        {
            fleet.Meet(seen.ClientNumbers.Of(key, seen.ShardOf(key).Cells[key.Index]));
        }
    }

    /// <summary>Shows all names, labels and data of the keys; <paramref name="zone"/> is the chained hash of their zone.</summary>
    public void Show(ReadOnlySpan<KeyPlace> keys, ulong zone)
    {
        Array.Clear(_settled);
        Span<Row> wave = stackalloc Row[WaveKeys];
        for (var from = 0; from < keys.Length; from += WaveKeys)
        {
            var count = Begin(keys.Slice(from, Math.Min(WaveKeys, keys.Length - from)), wave);
            while (count > 0)
            {
                count = Step(wave[..count], zone);
            }
        }
    }

    /// <summary>Shows the large keys of a wave at once, and leaves the newest rows of the small ones in it.</summary>
    int Begin(ReadOnlySpan<KeyPlace> keys, Span<Row> wave)
    {
        var count = 0;
        foreach (var key in keys)
        {
            var shard = seen.ShardOf(key);
            ref readonly var cell = ref shard.Cells[key.Index];
            var client = seen.ClientNumbers.Of(key, cell);
            if (seen.ClientNumbers.IsRelay(client))
            {
                continue;
            }
            if (cell.IsLarge)
            {
                Show(client, shard.Large(cell));
            }
            else
            {
                wave[count++] = new(key.Shard, client, cell.Place);
            }
        }
        return count;
    }

    /// <summary>Shows one row of each key, and leaves the one before it, where there is one, in the wave.</summary>
    int Step(Span<Row> wave, ulong zone)
    {
        foreach (ref readonly var row in wave)
        {
            seen.Shard(row.Shard).Arena.Prefetch(row.Place);
        }
        var count = 0;
        foreach (var row in wave)
        {
            Show(row.Client, seen.Shard(row.Shard).Row(row.Place, out var previous), zone);
            if (previous != RowArena.None)
            {
                wave[count++] = row with { Place = previous };
            }
        }
        return count;
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
        foreach (var item in new RowItems(row))
        {
            fleet.Saw(client, item.Hash);
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

    /// <summary>A row that is to be shown.</summary>
    readonly record struct Row(int Shard, int Client, int Place);
}
