using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Engine.Evidence;

/// <summary>
/// Cuts the bytes of one source into blocks: each is filled completely unless the source ends, and what was not consumed of one stands at the front of
/// the next. So the cuts depend on the bytes, the reader and the size of a block alone.
/// </summary>
sealed class BlockFeed : IDisposable
{
    readonly IByteFeed _bytes;
    readonly BlockPool _pool;
    readonly int _blockBytes;
    byte[] _block;
    int _at;
    int _end;

    /// <summary>Stands at the first block, behind a byte order mark if there is one.</summary>
    public BlockFeed(IByteFeed bytes, BlockPool pool, int blockBytes, CancellationToken cancel)
    {
        (_bytes, _pool, _blockBytes) = (bytes, pool, blockBytes);
        _block = pool.Rent(cancel);
        Fill();
        _at = _block.AsSpan(0, _end).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        Offset = _at;
    }

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Offset of the block in the unpacked source.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether the source ends with the block.</summary>
    public bool IsLast => _end <= _blockBytes;

    /// <summary>The bytes of the block; only those of an empty source are none.</summary>
    public ReadOnlyMemory<byte> Block => _block.AsMemory(_at, Math.Min(_end, _blockBytes) - _at);

    /// <summary>What a block of the pool must hold: one byte more than is read with it shows whether the source goes on.</summary>
    public static int Capacity(int blockBytes) => blockBytes + 1;

    /// <summary>Leaves the block to the caller, who gives it back to the pool, and takes what was not consumed along to another one, if there is more.</summary>
    public byte[] Leave(int consumed, CancellationToken cancel)
    {
        var left = _block;
        if (IsLast)
        {
            (_block, _at, _end) = ([], 0, 0);
            return left;
        }
        var rest = _block.AsSpan(_at + consumed, _end - _at - consumed);
        _block = _pool.Rent(cancel);
        rest.CopyTo(_block);
        (_at, _end, Offset) = (0, rest.Length, Offset + consumed);
        return left;
    }

    /// <summary>Fills up the block that <see cref="Leave"/> went to.</summary>
    public void Fill() => _end += _bytes.Fill(_block.AsSpan(_end));

    /// <summary>Gives the block back that nobody took.</summary>
    public void Dispose()
    {
        if (_block.Length > 0)
        {
            _pool.Return(_block);
        }
    }
}
