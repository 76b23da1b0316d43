namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// A stretch of a layer that others read too: one member of an archive. The layer stays its owner's, and damage of it is told once, with the archive; here only
/// that it ends within the stretch.
/// </summary>
sealed class SliceBytes(UnpackedBytes below, long start, long length) : UnpackedBytes
{
    string? _damage;

    /// <inheritdoc/>
    public override string? Damage => _damage;

    /// <inheritdoc/>
    public override long? SeekableLength => below.SeekableLength is null ? null : length;

    /// <inheritdoc/>
    public override int Fill(Span<byte> to)
    {
        var most = (int)Math.Min(to.Length, Math.Max(0, length - Offset));
        var filled = most > 0 && IsThere() ? below.Fill(to[..most]) : 0;
        Offset += filled;
        if (filled < most)
        {
            _damage = Words.Say($"the archive ends within this member, {Offset:N0} of its {length:N0} bytes are there");
        }
        return filled;
    }

    /// <inheritdoc/>
    public override bool SkipTo(long offset)
    {
        Offset = offset;
        return offset <= length && IsThere();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    bool IsThere() => below.Offset == start + Offset || below.SkipTo(start + Offset);
}
