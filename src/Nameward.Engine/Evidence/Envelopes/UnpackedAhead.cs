using System.Buffers;
using System.Collections.Concurrent;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// A packed source that is unpacked by a thread of its own, a few pieces ahead of whoever reads it. The bytes are the same as without that thread, which
/// begins only where the source goes on behind the first bytes asked for: small files are not worth one.
/// </summary>
sealed class UnpackedAhead(UnpackedBytes bytes) : IByteFeed
{
    /// <summary>Few and small, so that a piece is still in the cache when it is read: 2 MiB in all.</summary>
    const int Pieces = 4, PieceBytes = 512 << 10;

    readonly byte[][] _pieces = new byte[Pieces][];
    readonly BlockingCollection<byte[]> _empty = new(Pieces);
    readonly BlockingCollection<Piece> _full = new(Pieces);
    readonly CancellationTokenSource _stop = new();
    Task? _unpacking;
    Piece _piece = new([], 0);
    int _at;
    bool _isBegun;
    bool _isAtEnd;

    /// <inheritdoc/>
    /// <remarks>The other thread may have met damage that lies behind what was read: it is told when reading has come there, as it would be without that thread.</remarks>
    public string? Damage => _unpacking is null || _isAtEnd ? bytes.Damage : null;

    /// <inheritdoc/>
    public int Fill(Span<byte> to)
    {
        if (!_isBegun)
        {
            return Begin(to);
        }
        var filled = 0;
        while (filled < to.Length && HasMore())
        {
            var count = Math.Min(to.Length - filled, _piece.Count - _at);
            _piece.Bytes.AsSpan(_at, count).CopyTo(to[filled..]);
            _at += count;
            filled += count;
        }
        return filled;
    }

    /// <summary>Stops unpacking. The file below is nobody's then.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        if (_unpacking is not null)
        {
            // A fault of its own was thrown where the bytes were missed; this waits for any end.
            Task.WaitAny([_unpacking], CancellationToken.None);
            Array.ForEach(_pieces, piece => ArrayPool<byte>.Shared.Return(piece));
        }
        bytes.Dispose();
        _empty.Dispose();
        _full.Dispose();
        _stop.Dispose();
    }

    int Begin(Span<byte> to)
    {
        _isBegun = true;
        var filled = bytes.Fill(to);
        if (filled == to.Length)
        {
            for (var i = 0; i < Pieces; i++)
            {
                _pieces[i] = ArrayPool<byte>.Shared.Rent(PieceBytes);
                _empty.Add(_pieces[i], CancellationToken.None);
            }
            _unpacking = Task.Factory.StartNew(Unpack, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        return filled;
    }

    bool HasMore()
    {
        if (_at < _piece.Count)
        {
            return true;
        }
        if (_unpacking is null || _isAtEnd)
        {
            return false;
        }
        if (_piece.Count > 0)
        {
            _empty.Add(_piece.Bytes, CancellationToken.None);
        }
        (_piece, _at) = (new([], 0), 0);
        if (_full.TryTake(out var next, Timeout.Infinite, CancellationToken.None) && next.Count > 0)
        {
            _piece = next;
            return true;
        }
        // A fault of ours in unpacking is thrown here, as if there were no other thread.
        _unpacking.GetAwaiter().GetResult();
        _isAtEnd = true;
        return false;
    }

    void Unpack()
    {
        try
        {
            for (var isMore = true; isMore;)
            {
                var piece = _empty.Take(_stop.Token);
                var count = bytes.Fill(piece);
                isMore = count == piece.Length;
                _full.Add(new(piece, count), _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            _full.CompleteAdding();
        }
    }

    readonly record struct Piece(byte[] Bytes, int Count);
}
