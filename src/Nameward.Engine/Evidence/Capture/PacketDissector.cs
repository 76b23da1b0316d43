namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// Takes packets apart, from the link to the DNS message, and reports each exactly once. It keeps nothing from one packet to the next. Later
/// fragments are ignored and a first one is read as far as it goes; DNS over TCP is ignored; so is DNS quoted in ICMP errors, which nobody sent.
/// </summary>
sealed class PacketDissector
{
    const byte Udp = 17;

    readonly DnsOverUdp _dns = new();

    /// <summary>Reports one packet of a link type that <see cref="LinkTypes.AreRead"/>.</summary>
    public void Read(in CapturedPacket packet, IBatchWriter rows)
    {
        switch (LinkLayer.Find(packet.Link, packet.Bytes, out var bytes))
        {
            case FrameContent.Ip:
                ReadIp(packet, bytes, rows);
                break;
            case FrameContent.Cut:
                rows.Malformed(packet.Number, PacketDamage.LinkCut);
                break;
            default:
                rows.Ignored(packet.Number);
                break;
        }
    }

    void ReadIp(in CapturedPacket packet, ReadOnlySpan<byte> bytes, IBatchWriter rows)
    {
        var because = IpPacket.Read(bytes, out var ip);
        if (because is not null)
        {
            rows.Malformed(packet.Number, because);
            return;
        }
        if (ip.FragmentOffset > 0)
        {
            rows.Ignored(packet.Number);
            return;
        }
        switch (ip.Protocol)
        {
            case Udp:
                ReadUdp(packet, ip, rows);
                break;
            default:
                rows.Ignored(packet.Number);
                break;
        }
    }

    void ReadUdp(in CapturedPacket packet, in IpPacket ip, IBatchWriter rows)
    {
        var because = UdpDatagram.Read(ip.Payload, out var udp);
        if (because is not null)
        {
            rows.Malformed(packet.Number, because);
            return;
        }
        _dns.Read(packet, ip, udp, rows);
    }
}
