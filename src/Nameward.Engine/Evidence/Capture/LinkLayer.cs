using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>What a frame holds.</summary>
enum FrameContent : byte
{
    /// <summary>An IP packet.</summary>
    Ip,
    /// <summary>Something else: ARP, a bridge's chatter, a protocol that is not unpacked.</summary>
    Other,
    /// <summary>It ends before that can be told.</summary>
    Cut,
}

/// <summary>Finds the IP packet in a frame, through every tag and header of the link.</summary>
static class LinkLayer
{
    const int MostTags = 4;
    const int EthernetHeader = 14, SllHeader = 16, Sll2Header = 20;
    const int LongestLlcLength = 1500; // IEEE 802.3: a smaller value in the type's place is a length
    const ushort TypeIpv4 = 0x0800, TypeIpv6 = 0x86DD, TypeVlan = 0x8100, TypeQinQ = 0x88A8, TypeQinQOld = 0x9100;
    const ushort TypeMpls = 0x8847, TypeMplsMulticast = 0x8848, TypePppoe = 0x8864;
    const ushort PppIpv4 = 0x0021, PppIpv6 = 0x0057;

    /// <summary>Looks into <paramref name="frame"/>; <paramref name="ip"/> is set where it holds an IP packet.</summary>
    public static FrameContent Find(ushort link, ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> ip)
    {
        ip = frame;
        return link switch
        {
            LinkTypes.Ethernet => frame.Length < EthernetHeader ? FrameContent.Cut : Follow(U16(frame, 12), EthernetHeader, ref ip),
            LinkTypes.LinuxSll => frame.Length < SllHeader ? FrameContent.Cut : Follow(U16(frame, 14), SllHeader, ref ip),
            LinkTypes.LinuxSll2 => frame.Length < Sll2Header ? FrameContent.Cut : Follow(U16(frame, 0), Sll2Header, ref ip),
            LinkTypes.Null or LinkTypes.Loop => Family(ref ip),
            LinkTypes.Ppp or LinkTypes.PppHdlc => Ppp(ref ip),
            LinkTypes.PppEther => Pppoe(ref ip),
            _ => FrameContent.Ip,
        };
    }

    /// <summary>Drops <paramref name="header"/> bytes and then every tag, until a type says what comes.</summary>
    static FrameContent Follow(ushort type, int header, ref ReadOnlySpan<byte> rest)
    {
        rest = rest[header..];
        for (var tags = 0; tags < MostTags && type is TypeVlan or TypeQinQ or TypeQinQOld; tags++)
        {
            if (rest.Length < 4)
            {
                return FrameContent.Cut;
            }
            type = U16(rest, 2);
            rest = rest[4..];
        }
        return type switch
        {
            TypeIpv4 or TypeIpv6 => FrameContent.Ip,
            <= LongestLlcLength => Snap(ref rest),
            TypePppoe => Pppoe(ref rest),
            TypeMpls or TypeMplsMulticast => Mpls(ref rest),
            _ => FrameContent.Other,
        };
    }

    /// <summary>LLC with SNAP (RFC 1042): AA AA 03, a zero organisation, and an Ethernet type.</summary>
    static FrameContent Snap(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 8)
        {
            return FrameContent.Other;
        }
        var isSnap = rest[..6].SequenceEqual<byte>([0xAA, 0xAA, 0x03, 0, 0, 0]) && U16(rest, 6) is TypeIpv4 or TypeIpv6;
        rest = rest[8..];
        return isSnap ? FrameContent.Ip : FrameContent.Other;
    }

    /// <summary>Pops labels down to the bottom of the stack (RFC 3032); what lies there shows in its first four bits.</summary>
    static FrameContent Mpls(ref ReadOnlySpan<byte> rest)
    {
        var isBottom = false;
        while (!isBottom)
        {
            if (rest.Length < 4)
            {
                return FrameContent.Cut;
            }
            isBottom = (rest[2] & 1) != 0;
            rest = rest[4..];
        }
        return rest.IsEmpty ? FrameContent.Cut : rest[0] >> 4 is 4 or 6 ? FrameContent.Ip : FrameContent.Other;
    }

    /// <summary>A PPPoE session packet (RFC 2516): six bytes, then PPP.</summary>
    static FrameContent Pppoe(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 6)
        {
            return FrameContent.Cut;
        }
        var isSession = rest[1] == 0;
        rest = rest[6..];
        return isSession ? Ppp(ref rest) : FrameContent.Other;
    }

    /// <summary>PPP (RFC 1661, 1662): address and control may be there or not, the protocol may be compressed to one byte.</summary>
    static FrameContent Ppp(ref ReadOnlySpan<byte> rest)
    {
        if (rest is [0xFF, 0x03, ..])
        {
            rest = rest[2..];
        }
        if (rest.Length < 2)
        {
            return FrameContent.Cut;
        }
        var isCompressed = (rest[0] & 1) != 0;
        var protocol = isCompressed ? rest[0] : U16(rest, 0);
        rest = rest[(isCompressed ? 1 : 2)..];
        return protocol is PppIpv4 or PppIpv6 ? FrameContent.Ip : FrameContent.Other;
    }

    /// <summary>
    /// Address families: 2 is IPv4 everywhere; IPv6 is 10 on Linux, 23 on Windows, 24, 28 or 30 on the BSDs and macOS. Only one byte order of so
    /// small a number makes sense, so the capturing host's is told by that.
    /// </summary>
    static FrameContent Family(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 4)
        {
            return FrameContent.Cut;
        }
        var family = BinaryPrimitives.ReadUInt32BigEndian(rest);
        family = family > 0xFFFF ? BinaryPrimitives.ReverseEndianness(family) : family;
        rest = rest[4..];
        return family is 2 or 10 or 23 or 24 or 28 or 30 ? FrameContent.Ip : FrameContent.Other;
    }

    static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}
