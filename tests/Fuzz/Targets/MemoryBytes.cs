using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Fuzz.Targets;

/// <summary>An input as the lowest layer.</summary>
sealed class MemoryBytes(byte[] bytes) : UnpackedBytes
{
    public override string? Damage => null;

    public override long? SeekableLength => bytes.Length;

    public override int Fill(Span<byte> to)
    {
        var count = (int)Math.Clamp(bytes.Length - Offset, 0, to.Length);
        if (count > 0)
        {
            bytes.AsSpan((int)Offset, count).CopyTo(to);
        }
        Offset += count;
        return count;
    }

    public override bool SkipTo(long offset)
    {
        Offset = offset;
        return offset <= bytes.Length;
    }

    public override void Dispose()
    {
    }
}
