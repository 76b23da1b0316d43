using Nameward.Engine.Evidence.Capture;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Packet captures as libpcap and most sensors write them.</summary>
sealed class Pcap : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "pcap",
        Number = 1,
        Title = "Packet capture (pcap)",
        Source = "draft-ietf-opsawg-pcap; libpcap, tcpdump, Wireshark, dumpcap -P",
        Positions = PositionKind.PacketNumber,
        Kind = "packet capture",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.Sizes | Carries.HeaderBits | Carries.Flows | Carries.Changes | Carries.Leases,
        SeesEgress = true,
        Lacks = CaptureFacts.Lacks,
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) => PcapHeader.IsMagic(head) ? Likeness.Certain : Likeness.No;

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new PcapReader(source.Remarks);
}
