namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// Takes apart the packets that speak for themselves, from the link to the DNS message, and reports each exactly once. It keeps nothing from one packet
/// to the next: fragments and TCP segments are left to <see cref="OrderedPackets"/>. DNS quoted in ICMP errors is ignored: nobody sent it.
/// </summary>
sealed class PacketDissector
{
    readonly DnsOverUdp _dns = new();
    readonly PlainDnsRow _plainDns = new();

    /// <summary>Takes one packet of a link type that <see cref="LinkTypes.AreRead"/>.</summary>
    public void Read(in CapturedPacket packet, IBatchWriter rows)
    {
        if (packet.Link == LinkTypes.Ethernet && PlainFrame.TryRead(packet.Bytes, out var plain))
        {
            if (rows is not BatchWriter batch || !_plainDns.TryRead(packet, plain, batch))
            {
                _dns.Read(new(packet.Number, packet.Time), plain, rows);
            }
            return;
        }
        switch (PacketPath.Find(packet, out var ip, out var because))
        {
            case PacketLot.Whole when ip.Protocol == PacketPath.Udp:
                _dns.Read(new(packet.Number, packet.Time), ip, rows);
                break;
            case PacketLot.Whole when ip.Protocol == RouterAdvertisement.Icmp && RouterAdvertisement.TryRead(new(packet.Number, packet.Time), ip, rows):
                break;
            case PacketLot.Whole or PacketLot.Foreign:
                rows.Ignored(packet.Number);
                break;
            case PacketLot.Damaged:
                rows.Malformed(packet.Number, because!);
                break;
        }
    }
}
