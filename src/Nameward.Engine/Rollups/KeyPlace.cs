namespace Nameward.Engine.Rollups;

/// <summary>Where a key stands in the pair table: its shard, and the index of its cell there, in four bytes. A shard of more cells takes 1.6 GB.</summary>
readonly record struct KeyPlace
{
    const int IndexBits = 32 - RollupSet.ShardBits;

    readonly uint _value;

    /// <summary>The place of a cell.</summary>
    public KeyPlace(int shard, int index) => _value = (uint)shard << IndexBits | (uint)index;

    /// <summary>The shard.</summary>
    public int Shard => (int)(_value >> IndexBits);

    /// <summary>The index of the cell in its shard.</summary>
    public int Index => (int)(_value & ((1u << IndexBits) - 1));
}
