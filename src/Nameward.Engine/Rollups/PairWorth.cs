namespace Nameward.Engine.Rollups;

/// <summary>Whether a key can hold a channel at all: a look at its cell, and at its names only where the cell cannot rule it out.</summary>
static class PairWorth
{
    /// <summary>Rows below which a key cannot hold a channel: four names is the least that any signal is weighed on.</summary>
    public const uint FewestRows = 4;

    /// <summary>Code length, in hundredths of a bit, below which all of a key's names together say too little to be weighed: 25 bytes.</summary>
    public const int FewestNameBits = 200_00;

    /// <summary>Whether a key has the rows and the names to hold a channel.</summary>
    public static bool IsWorthWeighing(PairShard shard, in PairCell cell) =>
        cell.Rows >= FewestRows && (cell.IsLarge ? HasNames(shard.Large(cell)) : HasNames(shard, cell.Place));

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

    /// <summary>Each distinct name counts once, whatever the order in which the rows came. Most keys say too little even with all repetitions.</summary>
    static bool HasNames(PairShard shard, int newest)
    {
        if (!Reaches(shard, newest, countsRepeated: true))
        {
            return false;
        }
        return Reaches(shard, newest, countsRepeated: false);
    }

    static bool Reaches(PairShard shard, int newest, bool countsRepeated)
    {
        var bits = 0;
        for (var place = newest; place != RowArena.None && bits < FewestNameBits;)
        {
            var row = shard.Row(place, out place);
            var saysNothing = row.Prefix.IsEmpty || (row.Traits & RowTraits.SpellsAddress) != 0;
            bits += saysNothing || (!countsRepeated && Occurs(shard, place, row.Prefix)) ? 0 : CodeLengths.OfPrefix(row.Prefix);
        }
        return bits >= FewestNameBits;
    }

    static bool Occurs(PairShard shard, int place, ReadOnlySpan<byte> prefix)
    {
        while (place != RowArena.None)
        {
            if (shard.Row(place, out place).Prefix.SequenceEqual(prefix))
            {
                return true;
            }
        }
        return false;
    }
}
