namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>A file without an envelope.</summary>
sealed class PlainBytes(RawFile file) : UnpackedBytes(file)
{
    /// <inheritdoc/>
    public override int Fill(Span<byte> to)
    {
        var filled = 0;
        for (var count = -1; count != 0 && filled < to.Length; filled += count)
        {
            count = File.Read(to[filled..]);
        }
        Offset += filled;
        return filled;
    }

    /// <inheritdoc/>
    public override bool SkipTo(long offset)
    {
        File.Seek(offset);
        Offset = offset;
        return offset <= File.Stamp.Length;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
