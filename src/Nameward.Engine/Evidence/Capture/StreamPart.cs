namespace Nameward.Engine.Evidence.Capture;

/// <summary>Bytes that a segment holds of a stream.</summary>
/// <param name="offset">Where they begin, counted from the next byte that the stream waits for.</param>
/// <param name="bytes">Those that were captured.</param>
/// <param name="sent">How many were sent.</param>
readonly ref struct StreamPart(int offset, ReadOnlySpan<byte> bytes, int sent)
{
    /// <summary>Where they begin, counted from the next byte that the stream waits for.</summary>
    public int Offset { get; } = offset;
    /// <summary>Those that were captured.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;
    /// <summary>How many were sent.</summary>
    public int Sent { get; } = sent;
    /// <summary>Where they end.</summary>
    public int End => Offset + Sent;

    /// <summary>The part of them between two offsets, which lie inside.</summary>
    public StreamPart Between(int from, int to)
    {
        int start = Math.Min(from - Offset, Bytes.Length), end = Math.Min(to - Offset, Bytes.Length);
        return new(from, Bytes[start..end], to - from);
    }
}
