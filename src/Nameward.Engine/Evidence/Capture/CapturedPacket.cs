namespace Nameward.Engine.Evidence.Capture;

/// <summary>One packet as a capture holds it.</summary>
/// <param name="number">From 1, as Wireshark numbers packets.</param>
/// <param name="time">When it was captured, UTC; <see cref="DateTime.MinValue"/> where the file does not say.</param>
/// <param name="link">LINKTYPE of the interface.</param>
/// <param name="bytes">What was captured of it; it may have been longer.</param>
readonly ref struct CapturedPacket(long number, DateTime time, ushort link, ReadOnlySpan<byte> bytes)
{
    /// <summary>From 1, as Wireshark numbers packets.</summary>
    public long Number { get; } = number;
    /// <summary>When it was captured, UTC; <see cref="DateTime.MinValue"/> where the file does not say.</summary>
    public DateTime Time { get; } = time;
    /// <summary>LINKTYPE of the interface.</summary>
    public ushort Link { get; } = link;
    /// <summary>What was captured of it; it may have been longer.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;
}
