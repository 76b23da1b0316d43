namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>A layer whose first bytes are at hand, so that they can be looked at without going back.</summary>
sealed class HeadBytes : UnpackedBytes
{
    readonly UnpackedBytes _below;
    readonly byte[] _head;

    /// <summary>Takes the first <paramref name="most"/> bytes of <paramref name="below"/>, which stands at its start and is this one's from here on.</summary>
    public HeadBytes(UnpackedBytes below, int most)
    {
        _below = below;
        var head = new byte[most];
        _head = head[..below.Fill(head)];
    }

    /// <summary>The first bytes.</summary>
    public ReadOnlySpan<byte> Head => _head;

    /// <inheritdoc/>
    public override string? Damage => _below.Damage;

    /// <inheritdoc/>
    public override long? SeekableLength => _below.SeekableLength;

    /// <inheritdoc/>
    public override int Fill(Span<byte> to)
    {
        var count = 0;
        if (Offset < _head.Length)
        {
            count = Math.Min(to.Length, _head.Length - (int)Offset);
            _head.AsSpan((int)Offset, count).CopyTo(to);
        }
        Offset += count;
        if (count < to.Length && (_below.Offset == Offset || _below.SkipTo(Offset)))
        {
            var rest = _below.Fill(to[count..]);
            Offset += rest;
            count += rest;
        }
        return count;
    }

    /// <inheritdoc/>
    public override bool SkipTo(long offset)
    {
        var isThere = offset <= _head.Length || _below.SkipTo(offset);
        Offset = offset <= _head.Length ? offset : _below.Offset;
        return isThere;
    }

    /// <inheritdoc/>
    public override void Dispose() => _below.Dispose();
}
