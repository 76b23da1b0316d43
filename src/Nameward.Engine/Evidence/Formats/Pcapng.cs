using Nameward.Engine.Evidence.Capture;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Packet captures in blocks, as Wireshark writes them.</summary>
sealed class Pcapng : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "pcapng",
        Number = 2,
        Title = "Packet capture (pcapng)",
        Source = "draft-ietf-opsawg-pcapng; Wireshark, dumpcap, pktmon",
        Positions = PositionKind.PacketNumber,
        Kind = "packet capture",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.Sizes | Carries.HeaderBits | Carries.Flows | Carries.Changes | Carries.Leases,
        SeesEgress = true,
        Lacks = CaptureFacts.Lacks,
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) =>
        head.Length >= PcapngBlocks.Frame && PcapngBlocks.IsSectionHeader(head) ? Likeness.Certain : Likeness.No;

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new PcapngReader(source.Remarks);
}
