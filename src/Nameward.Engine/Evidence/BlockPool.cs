using System.Collections.Concurrent;

namespace Nameward.Engine.Evidence;

/// <summary>The only memory that grows with the number of threads: a fixed number of blocks, made when first needed and used again and again.</summary>
sealed class BlockPool(int blocks, int blockBytes) : IDisposable
{
    readonly SemaphoreSlim _free = new(blocks);
    readonly ConcurrentBag<byte[]> _idle = [];

    /// <summary>A block; waits until one is free.</summary>
    public byte[] Rent(CancellationToken cancel)
    {
        _free.Wait(cancel);
        return _idle.TryTake(out var block) ? block : GC.AllocateUninitializedArray<byte>(blockBytes);
    }

    /// <summary>Gives a block back.</summary>
    public void Return(byte[] block)
    {
        _idle.Add(block);
        _free.Release();
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
