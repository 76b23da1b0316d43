namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>A file as it lies there, as the lowest layer; it stays its owner's.</summary>
sealed class PlainBytes(RawFile file) : UnpackedBytes
{
    /// <inheritdoc/>
    public override string? Damage => file.Failure;

    /// <inheritdoc/>
    public override long? SeekableLength => file.Stamp.Length;

    /// <inheritdoc/>
    public override int Fill(Span<byte> to)
    {
        var filled = 0;
        for (var count = -1; count != 0 && filled < to.Length; filled += count)
        {
            count = file.ReadAt(to[filled..], Offset + filled);
        }
        Offset += filled;
        return filled;
    }

    /// <inheritdoc/>
    public override bool SkipTo(long offset)
    {
        Offset = offset;
        return offset <= file.Stamp.Length;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
