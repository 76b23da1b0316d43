namespace Nameward.Engine.Evidence.Capture;

/// <summary>A pcapng block that holds a packet (draft-ietf-opsawg-pcapng sections 4.3, 4.4 and appendix A).</summary>
/// <param name="number">Of the packet, from 1.</param>
/// <param name="type">Which of the three kinds it is.</param>
/// <param name="reach">Its body, and whatever is at hand behind it.</param>
/// <param name="length">Bytes of its body.</param>
readonly ref struct PcapngPacketBlock(long number, uint type, ReadOnlySpan<byte> reach, int length)
{
    /// <summary>Of the packet, from 1.</summary>
    public long Number { get; } = number;
    /// <summary>Which of the three kinds it is.</summary>
    public uint Type { get; } = type;
    /// <summary>What stands between its lengths.</summary>
    public ReadOnlySpan<byte> Body => Reach[..Length];
    /// <summary>The same, and bytes of the file behind it.</summary>
    public ReadOnlySpan<byte> Reach { get; } = reach;
    /// <summary>Bytes of its body.</summary>
    public int Length { get; } = length;
}
