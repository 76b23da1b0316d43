namespace Nameward.App.Feeds;

/// <summary>A stream that is read up to a bound, and behind whose end some bytes of ours follow.</summary>
/// <param name="inner">The stream; not closed with this one.</param>
/// <param name="most">Bytes of it that may come.</param>
/// <param name="tail">What follows it.</param>
/// <param name="beat">Called before every step.</param>
sealed class CountedStream(Stream inner, long most, ReadOnlyMemory<byte> tail, Action beat) : Stream
{
    long _total;
    int _tailAt;
    bool _ended;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_ended)
        {
            beat();
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _ended = read == 0 && buffer.Length > 0;
            if ((_total += read) > most)
            {
                throw new FeedFault($"it is larger than {FeedWords.Size(most)} as it comes");
            }
            if (!_ended)
            {
                return read;
            }
        }
        var rest = Math.Min(buffer.Length, tail.Length - _tailAt);
        tail.Slice(_tailAt, rest).CopyTo(buffer);
        _tailAt += rest;
        return rest;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
