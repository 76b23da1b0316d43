namespace Nameward.Engine.Rollups;

/// <summary>Which part of what a sensor sent a block is: blocks are added once.</summary>
/// <param name="Sensor">Who made it: a store of its own for what it takes in itself.</param>
/// <param name="Epoch">Which life of the sensor.</param>
/// <param name="Sequence">Its number in that life, from 1.</param>
public readonly record struct BlockId(Guid Sensor, long Epoch, long Sequence);

/// <summary>A block of rollups: opaque bytes of <see cref="RollupSet.WriteTo"/>, and the days that it speaks of.</summary>
/// <param name="Id">Which part it is.</param>
/// <param name="From">First UTC day; <see cref="DateOnly.MinValue"/> where the evidence carries no time.</param>
/// <param name="To">Last UTC day.</param>
/// <param name="Bytes">The rollups.</param>
public sealed record RollupBlock(BlockId Id, DateOnly From, DateOnly To, ReadOnlyMemory<byte> Bytes);

/// <summary>What was remembered of evidence that need not be there any more. A block is added once: its id tells.</summary>
public interface IRollupHistory
{
    /// <summary>Adds a block, whole or not at all.</summary>
    /// <returns>Whether it was new; false where it was there already, and nothing changed.</returns>
    bool Append(RollupBlock block);

    /// <summary>The blocks that speak of any of these days, by id.</summary>
    IEnumerable<RollupBlock> Read(DateOnly from, DateOnly to);

    /// <summary>Forgets the blocks that speak of no day from this one on; one that speaks of no day at all stays.</summary>
    /// <returns>How many.</returns>
    int Forget(DateOnly before);
}
