namespace Nameward.Engine.Evidence.Capture;

/// <summary>The way from a frame to the innermost IP packet that can be had without other packets, through the link and through tunnels.</summary>
static class PacketPath
{
    /// <summary>TCP (RFC 9293) as an IP protocol.</summary>
    public const byte Tcp = 6;

    /// <summary>UDP (RFC 768) as an IP protocol.</summary>
    public const byte Udp = 17;

    /// <summary>Envelopes around one packet that are opened; honest networks have one or two.</summary>
    const int MostTunnels = 4;

    /// <summary>Follows a captured packet; <paramref name="ip"/> is set for the last three lots, <paramref name="because"/> for the damaged.</summary>
    public static PacketLot Find(in CapturedPacket packet, out IpPacket ip, out string? because)
    {
        ip = default;
        because = null;
        switch (LinkLayer.Find(packet.Link, packet.Bytes, out var bytes))
        {
            case FrameContent.Ip:
                because = IpPacket.Read(bytes, out ip);
                return because is null ? Open(ref ip, ref because) : PacketLot.Damaged;
            case FrameContent.Cut:
                because = PacketDamage.LinkCut;
                return PacketLot.Damaged;
            default:
                return PacketLot.Foreign;
        }
    }

    /// <summary>Follows an IP packet that is at hand, such as one put together from fragments.</summary>
    public static PacketLot Open(ref IpPacket ip, ref string? because)
    {
        for (var tunnels = 0; !ip.IsFragment && tunnels < MostTunnels; tunnels++)
        {
            switch (Tunnels.Open(ip, out var inner))
            {
                case TunnelContent.None:
                    return ip.Protocol == Tcp ? PacketLot.Segment : PacketLot.Whole;
                case TunnelContent.Other:
                    return PacketLot.Foreign;
                case TunnelContent.Cut:
                    because = PacketDamage.TunnelCut;
                    return PacketLot.Damaged;
            }
            because = IpPacket.Read(inner, out ip);
            if (because is not null)
            {
                return PacketLot.Damaged;
            }
        }
        return ip.IsFragment ? PacketLot.Fragment : PacketLot.Foreign;
    }
}
