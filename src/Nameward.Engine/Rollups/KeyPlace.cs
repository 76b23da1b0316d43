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

/// <summary>A key as it is asked for zone by zone: what lies all over memory in the cells stands side by side here.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Client">The client's number (<see cref="ClientNumbers"/>).</param>
/// <param name="Row">Place of its newest row; <see cref="RowArena.None"/> where the key is large.</param>
readonly record struct ZoneKey(KeyPlace Place, int Client, int Row);
