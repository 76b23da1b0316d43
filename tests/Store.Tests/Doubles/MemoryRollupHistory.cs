using Nameward.Engine.Rollups;

namespace Nameward.Store.Tests.Doubles;

/// <summary>A history in memory: what the contract says, in the fewest words.</summary>
sealed class MemoryRollupHistory : IRollupHistory
{
    readonly List<RollupBlock> _blocks = [];

    public bool Append(RollupBlock block)
    {
        if (_blocks.Any(other => other.Id == block.Id))
        {
            return false;
        }
        _blocks.Add(block with { Bytes = block.Bytes.ToArray() });
        return true;
    }

    public IEnumerable<RollupBlock> Read(DateOnly from, DateOnly to) => _blocks.Where(block => block.From <= to && block.To >= from)
        .OrderBy(block => Convert.ToHexString(block.Id.Sensor.ToByteArray(bigEndian: true)), StringComparer.Ordinal).ThenBy(block => block.Id.Epoch).ThenBy(block => block.Id.Sequence);

    public int Forget(DateOnly before) => _blocks.RemoveAll(block => block.To < before && block.To != DateOnly.MinValue);
}
