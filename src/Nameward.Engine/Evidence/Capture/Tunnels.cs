using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// Opens the envelopes in which networks carry packets of other networks: IP in IP (RFC 2003, 4213), GRE (RFC 2784, 2890; version 1 with PPP, RFC 2637;
/// ERSPAN), VXLAN (RFC 7348), Geneve (RFC 8926) and GTP-U (3GPP TS 29.281). On a port of UDP a sound header decides, not the port alone.
/// </summary>
static class Tunnels
{
    const byte IpInIp = 4, Ipv6InIp = 41, Gre = 47;
    const ushort TypeIpv4 = 0x0800, TypeIpv6 = 0x86DD, TypeBridged = 0x6558, TypePpp = 0x880B, TypeErspan2 = 0x88BE, TypeErspan3 = 0x22EB;
    const ushort Vxlan = 4789, Geneve = 6081, Gtp = 2152;
    const int UdpHeader = 8;

    /// <summary>Whether datagrams to this port may be envelopes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsItsPort(ushort port) => port is Vxlan or Geneve or Gtp;

    /// <summary>Looks into the payload of a whole packet; <paramref name="inner"/> is set where it holds an IP packet.</summary>
    public static TunnelContent Open(scoped in IpPacket ip, out ReadOnlySpan<byte> inner)
    {
        inner = ip.Payload;
        return ip.Protocol switch
        {
            PacketPath.Udp => inner.Length < UdpHeader ? TunnelContent.None : OpenUdp(U16(inner, 2), ref inner),
            IpInIp or Ipv6InIp => TunnelContent.Ip,
            Gre => OpenGre(ref inner),
            _ => TunnelContent.None,
        };
    }

    static TunnelContent OpenUdp(ushort port, ref ReadOnlySpan<byte> inner) => port switch
    {
        Vxlan => OpenVxlan(ref inner),
        Geneve => OpenGeneve(ref inner),
        Gtp => OpenGtp(ref inner),
        _ => TunnelContent.None,
    };

    /// <summary>Eight bytes: the I flag alone, a network's number between zeros, then Ethernet (RFC 7348 section 5).</summary>
    static TunnelContent OpenVxlan(ref ReadOnlySpan<byte> inner)
    {
        var header = inner[UdpHeader..];
        if (header is not [8, 0, 0, 0, _, _, _, 0, ..])
        {
            return TunnelContent.None;
        }
        return OpenType(TypeBridged, header[8..], ref inner);
    }

    /// <summary>Version 0, the length of the options in words, an Ethernet type, a network's number, a zero (RFC 8926 section 3.4).</summary>
    static TunnelContent OpenGeneve(ref ReadOnlySpan<byte> inner)
    {
        var header = inner[UdpHeader..];
        if (header is not [< 0x40, _, _, _, _, _, _, 0, ..] || U16(header, 2) is not (TypeBridged or TypeIpv4 or TypeIpv6))
        {
            return TunnelContent.None;
        }
        var length = 8 + header[0] * 4;
        return header.Length < length ? TunnelContent.Cut : OpenType(U16(header, 2), header[length..], ref inner);
    }

    /// <summary>A G-PDU of version 1 without extension headers (3GPP TS 29.281 section 5.1).</summary>
    static TunnelContent OpenGtp(ref ReadOnlySpan<byte> inner)
    {
        var header = inner[UdpHeader..];
        if (header is not [>= 0x30 and <= 0x33, 0xFF, _, _, _, _, _, _, ..])
        {
            return TunnelContent.None;
        }
        var length = (header[0] & 3) == 0 ? 8 : 12;
        if (header.Length <= length)
        {
            return TunnelContent.Cut;
        }
        inner = header[length..];
        return inner[0] >> 4 is 4 or 6 ? TunnelContent.Ip : TunnelContent.Other;
    }

    /// <summary>Flags say which words follow the type (RFC 2890 section 2; RFC 2637 section 4.1 for version 1).</summary>
    static TunnelContent OpenGre(ref ReadOnlySpan<byte> inner)
    {
        const ushort Checksum = 0x8000, Routing = 0x4000, Key = 0x2000, Sequence = 0x1000, Acknowledgment = 0x0080, Version = 7;
        if (inner.Length < 4)
        {
            return TunnelContent.Cut;
        }
        ushort flags = U16(inner, 0), type = U16(inner, 2);
        if ((flags & Routing) != 0 || (flags & Version) > 1)
        {
            return TunnelContent.Other;
        }
        var words = Set(flags, Checksum) + Set(flags, Key) + Set(flags, Sequence) + ((flags & Version) == 1 ? Set(flags, Acknowledgment) : 0);
        var length = 4 + words * 4 + (type, Set(flags, Sequence)) switch
        {
            (TypeErspan2, 1) => 8,
            (TypeErspan3, _) => 12,
            _ => 0,
        };
        return inner.Length < length ? TunnelContent.Cut : OpenType(type, inner[length..], ref inner);
    }

    static int Set(ushort flags, ushort flag) => (flags & flag) != 0 ? 1 : 0;

    static TunnelContent OpenType(ushort type, ReadOnlySpan<byte> payload, ref ReadOnlySpan<byte> inner)
    {
        var link = type switch
        {
            TypeBridged or TypeErspan2 or TypeErspan3 => LinkTypes.Ethernet,
            TypePpp => LinkTypes.Ppp,
            TypeIpv4 or TypeIpv6 => LinkTypes.RawDlt,
            _ => (ushort?)null,
        };
        if (link is null)
        {
            return TunnelContent.Other;
        }
        return LinkLayer.Find(link.Value, payload, out inner) switch
        {
            FrameContent.Ip => TunnelContent.Ip,
            FrameContent.Cut => TunnelContent.Cut,
            _ => TunnelContent.Other,
        };
    }

    static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}
