namespace Nameward.Engine.Rollups;

/// <summary>What a history remembers of a range of days, put together.</summary>
public static class Remembered
{
    /// <summary>
    /// All blocks that speak of any of these days, merged. A block is merged whole: what it says of days outside comes with it. In whatever order the blocks were
    /// taken in, the same comes of them.
    /// </summary>
    /// <param name="history">Where they are kept.</param>
    /// <param name="from">First UTC day.</param>
    /// <param name="to">Last UTC day.</param>
    /// <param name="limits">How much the result may hold.</param>
    /// <exception cref="InvalidDataException">A block is damaged, or of another version.</exception>
    public static RollupSet Between(IRollupHistory history, DateOnly from, DateOnly to, RollupLimits limits)
    {
        var all = new RollupSet(limits);
        foreach (var block in history.Read(from, to))
        {
            all.Merge(Read(block.Bytes.Span));
        }
        return all;
    }

    /// <summary>The rollups of one block.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another version.</exception>
    public static RollupSet Read(ReadOnlySpan<byte> block)
    {
        var reader = new StateReader(block);
        var set = RollupSet.ReadFrom(ref reader);
        return reader.AtEnd ? set : throw new InvalidDataException("a rollup block is followed by something");
    }
}
