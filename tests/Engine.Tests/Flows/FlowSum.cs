namespace Nameward.Engine.Tests.Flows;

/// <summary>What flows come to, both directions together.</summary>
/// <param name="Records">How many there are.</param>
/// <param name="Packets">Their packets, as far as they are known.</param>
/// <param name="Bytes">Their bytes, as far as they are known.</param>
sealed record FlowSum(long Records, long Packets, long Bytes)
{
    /// <summary>With one record more.</summary>
    public FlowSum Add(long packets, long bytes) => new(Records + 1, Packets + packets, Bytes + bytes);
}
