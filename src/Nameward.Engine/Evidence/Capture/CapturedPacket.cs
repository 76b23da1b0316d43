namespace Nameward.Engine.Evidence.Capture;

/// <summary>A packet as a capture holds it.</summary>
/// <param name="number">From 1, as Wireshark numbers packets.</param>
/// <param name="time">When it was captured, UTC; <see cref="DateTime.MinValue"/> where the file does not say.</param>
/// <param name="link">LINKTYPE of the interface.</param>
/// <param name="reach">What was captured of it, and whatever is at hand behind it.</param>
/// <param name="length">Bytes captured of it; it may have been longer.</param>
readonly ref struct CapturedPacket(long number, DateTime time, ushort link, ReadOnlySpan<byte> reach, int length)
{
    /// <summary>A packet with nothing at hand behind it.</summary>
    public CapturedPacket(long number, DateTime time, ushort link, ReadOnlySpan<byte> bytes)
        : this(number, time, link, bytes, bytes.Length)
    {
    }

    /// <summary>From 1, as Wireshark numbers packets.</summary>
    public long Number { get; } = number;
    /// <summary>When it was captured, UTC; <see cref="DateTime.MinValue"/> where the file does not say.</summary>
    public DateTime Time { get; } = time;
    /// <summary>LINKTYPE of the interface.</summary>
    public ushort Link { get; } = link;
    /// <summary>What was captured of it; it may have been longer.</summary>
    public ReadOnlySpan<byte> Bytes => Reach[..Length];
    /// <summary>The same, and bytes of the file behind it: they belong to no packet, but may be copied along where that is cheaper than to stop in time.</summary>
    public ReadOnlySpan<byte> Reach { get; } = reach;
    /// <summary>Bytes captured of it.</summary>
    public int Length { get; } = length;
    /// <summary>Bytes that it had on the wire; 0 where the file does not say.</summary>
    public int Original { get; init; }
}
