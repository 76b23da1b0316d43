using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>What is remembered of one key, to be walked through row by row.</summary>
readonly struct KeyRows(PairShard shard, PairCell cell, ZoneName zone)
{
    /// <summary>The zone of the key.</summary>
    public ZoneName Zone { get; } = zone;

    /// <summary>Whether only sketches are left.</summary>
    public bool IsLarge => cell.IsLarge;

    /// <summary>The sketches; they are shared, and must not be changed.</summary>
    public PairState Large => shard.Large(cell);

    /// <summary>Place of the newest row, where there are rows.</summary>
    public int Newest => cell.Place;

    /// <summary>The row at a place, and the place of the one kept before it.</summary>
    public CompactRow Row(int place, out int previous) => shard.Row(place, out previous);
}
