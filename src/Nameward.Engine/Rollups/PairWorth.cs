using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>Whether a key can hold a channel at all: a look at its cell, and at its names only where the cell cannot rule it out.</summary>
static class PairWorth
{
    /// <summary>Rows below which a key cannot hold a channel: four names is the least that any signal is weighed on.</summary>
    public const uint FewestRows = 4;

    /// <summary>Code length, in hundredths of a bit, below which all of a key's names together say too little to be weighed: 25 bytes.</summary>
    public const int FewestNameBits = 200_00;

    /// <summary>What a name carries, in hundredths of a bit, that spells an address which may be none.</summary>
    const int AddressBits = 32_00;

    /// <summary>Keys whose rows are on their way at once.</summary>
    const int Wave = 32;

    /// <summary>The cells of the keys that have the rows and the names to hold a channel, ascending.</summary>
    public static List<int> WorthWeighing(PairShard shard)
    {
        var worthy = new List<int>();
        var cells = shard.Cells;
        var met = new ulong[Wave * PairShard.SmallRows];
        Span<Walker> wave = stackalloc Walker[Wave];
        var waiting = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Rows < FewestRows)
            {
                continue;
            }
            if (!cells[i].IsLarge)
            {
                Call(shard, cells[i].Place);
            }
            wave[waiting++] = new() { Cell = i };
            if (waiting == Wave)
            {
                AddWorthy(shard, wave, met, worthy);
                waiting = 0;
            }
        }
        AddWorthy(shard, wave[..waiting], met, worthy);
        return worthy;
    }

    static void AddWorthy(PairShard shard, Span<Walker> wave, ulong[] met, List<int> worthy)
    {
        Span<int> walking = stackalloc int[Wave];
        var count = 0;
        for (var i = 0; i < wave.Length; i++)
        {
            ref readonly var cell = ref shard.Cells[wave[i].Cell];
            if (cell.IsLarge)
            {
                wave[i].Bits = NameBits(shard.Large(cell));
            }
            else
            {
                wave[i].Row = cell.Place;
                walking[count++] = i;
            }
        }
        while (count > 0)
        {
            count = Step(shard, wave, walking[..count], met);
        }
        foreach (ref readonly var walker in wave)
        {
            if (walker.Bits >= FewestNameBits)
            {
                worthy.Add(walker.Cell);
            }
        }
    }

    /// <summary>Takes one row of each key, and leaves those of which it does not yet suffice, and that have one more.</summary>
    static int Step(PairShard shard, Span<Walker> wave, Span<int> walking, ulong[] met)
    {
        var count = 0;
        foreach (var i in walking)
        {
            ref var walker = ref wave[i];
            walker.Take(shard.Row(walker.Row, out walker.Row), met.AsSpan(i * PairShard.SmallRows, PairShard.SmallRows));
            if (walker.Row != RowArena.None && walker.Bits < FewestNameBits)
            {
                Call(shard, walker.Row);
                walking[count++] = i;
            }
        }
        return count;
    }

    static void Call(PairShard shard, int place) => shard.Arena.Prefetch(place);

    static double NameBits(PairState state)
    {
        var bits = 0.0;
        foreach (ref readonly var name in state.Names.Items)
        {
            for (var depth = 0; depth < name.Depth; depth++)
            {
                bits += name.Bits[depth];
            }
            bits += (name.Traits & NameTraits.WholeAddress) != 0 ? AddressBits : 0;
        }
        return bits * state.Names.Scale;
    }

    /// <summary>A key on the way through its rows. Each distinct name counts once, whatever the order in which the rows came.</summary>
    struct Walker
    {
        public int Cell;
        public int Row;
        public double Bits;
        int _distinct;

        public void Take(in CompactRow row, Span<ulong> met)
        {
            var prefix = row.Prefix;
            var spellsAddress = (row.Traits & RowTraits.SpellsAddress) != 0;
            if (prefix.IsEmpty || (spellsAddress && AddressGrammar.TraitsOf(prefix) == NameTraits.None))
            {
                return;
            }
            // Names are told apart by their hashes here as they are in the samples that are weighed.
            var hash = WyHash.Of(prefix, NameHashing.Seed);
            if (!met[.._distinct].Contains(hash))
            {
                met[_distinct++] = hash;
                Bits += spellsAddress ? AddressBits : CodeLengths.OfPrefix(prefix);
            }
        }
    }
}
