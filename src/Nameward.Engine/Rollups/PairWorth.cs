using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>Whether a key can hold a channel at all: a look at its cell, and at its names only where the cell cannot rule it out.</summary>
static class PairWorth
{
    /// <summary>Rows below which a key cannot hold a channel: four names is the least that any signal is weighed on.</summary>
    public const uint FewestRows = 4;

    /// <summary>Code length, in hundredths of a bit, below which all of a key's names together say too little to be weighed: 25 bytes.</summary>
    public const int FewestNameBits = 200_00;

    /// <summary>Cells whose newest rows are on their way at once.</summary>
    const int Wave = 16;

    /// <summary>The cells of the keys that have the rows and the names to hold a channel, ascending.</summary>
    public static List<int> WorthWeighing(PairShard shard)
    {
        var worthy = new List<int>();
        var cells = shard.Cells;
        Span<int> wave = stackalloc int[Wave];
        var waiting = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Rows < FewestRows)
            {
                continue;
            }
            if (!cells[i].IsLarge)
            {
                shard.Arena.Prefetch(cells[i].Place);
            }
            wave[waiting++] = i;
            if (waiting == Wave)
            {
                AddWorthy(shard, wave, worthy);
                waiting = 0;
            }
        }
        AddWorthy(shard, wave[..waiting], worthy);
        return worthy;
    }

    static void AddWorthy(PairShard shard, ReadOnlySpan<int> wave, List<int> worthy)
    {
        foreach (var index in wave)
        {
            ref readonly var cell = ref shard.Cells[index];
            if (cell.IsLarge ? HasNames(shard.Large(cell)) : HasNames(shard, cell.Place))
            {
                worthy.Add(index);
            }
        }
    }

    static bool HasNames(PairState state)
    {
        var scale = state.Names.Scale;
        double bits = 0;
        foreach (ref readonly var name in state.Names.Items)
        {
            for (var depth = 0; depth < name.Depth; depth++)
            {
                bits += name.Bits[depth];
            }
            if (bits * scale >= FewestNameBits)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Each distinct name counts once, whatever the order in which the rows came.</summary>
    static bool HasNames(PairShard shard, int newest)
    {
        Span<ulong> met = stackalloc ulong[PairShard.SmallRows];
        var (bits, distinct) = (0, 0);
        for (var place = newest; place != RowArena.None && bits < FewestNameBits;)
        {
            var row = shard.Row(place, out place);
            shard.Arena.Prefetch(place);
            var prefix = row.Prefix;
            if (prefix.IsEmpty || (row.Traits & RowTraits.SpellsAddress) != 0)
            {
                continue;
            }
            // Names are told apart by their hashes here as they are in the samples that are weighed.
            var hash = WyHash.Of(prefix, NameHashing.Seed);
            if (!met[..distinct].Contains(hash))
            {
                met[distinct++] = hash;
                bits += CodeLengths.OfPrefix(prefix);
            }
        }
        return bits >= FewestNameBits;
    }
}
