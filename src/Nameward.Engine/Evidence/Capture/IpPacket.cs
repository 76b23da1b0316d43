using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// An IPv4 (RFC 791) or IPv6 (RFC 8200) packet: who to whom, and the payload behind all options and extension headers. Bytes behind the length
/// that the header states are the link's padding and are left off; a length of 0, as segmentation off-load leaves it, means all that is there. Of a
/// fragment the payload is its part of the fragmented one, in which extension headers may come first (RFC 8200 section 4.5). An IPv6 packet that is
/// the only fragment of itself (RFC 6946) is a whole one.
/// </summary>
readonly ref struct IpPacket
{
    const int V4Header = 20, V6Header = 40;
    const byte HopByHop = 0, Routing = 43, Fragment = 44, Authentication = 51, DestinationOptions = 60, Mobility = 135, Hip = 139, Shim6 = 140;

    /// <summary>Sender.</summary>
    public Address Source { get; private init; }
    /// <summary>Receiver.</summary>
    public Address Destination { get; private init; }
    /// <summary>IP protocol number of the payload.</summary>
    public byte Protocol { get; private init; }
    /// <summary>Where the payload stands in the whole datagram, in bytes; above 0 only for later fragments.</summary>
    public int FragmentOffset { get; private init; }
    /// <summary>Whether fragments with more of the payload follow.</summary>
    public bool HasMoreFragments { get; private init; }
    /// <summary>What the fragments of one datagram have in common; 0 where it is whole.</summary>
    public uint FragmentId { get; private init; }
    /// <summary>Whether other fragments belong to it.</summary>
    public bool IsFragment => HasMoreFragments || FragmentOffset > 0;
    /// <summary>Bytes of payload when it was sent, as far as the header says so.</summary>
    public int Sent { get; private init; }
    /// <summary>The payload, as far as it was captured.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Reads a packet.</summary>
    /// <returns>Null, or why it cannot be read.</returns>
    public static string? Read(ReadOnlySpan<byte> bytes, out IpPacket packet)
    {
        packet = default;
        return bytes.IsEmpty ? PacketDamage.IpCut : (bytes[0] >> 4) switch
        {
            4 => ReadV4(bytes, ref packet),
            6 => ReadV6(bytes, ref packet),
            _ => PacketDamage.IpHeader,
        };
    }

    /// <summary>The datagram that fragments were put together to, or the first bytes of it.</summary>
    /// <param name="first">What all fragments have in common.</param>
    /// <param name="protocol">What the first fragment says of its payload.</param>
    /// <param name="payload">The bytes that are there from the first on.</param>
    /// <param name="packet">The datagram.</param>
    /// <returns>Null, or why it cannot be read.</returns>
    public static string? Join(FragmentKey first, byte protocol, ReadOnlySpan<byte> payload, out IpPacket packet)
    {
        packet = new()
        {
            Source = first.Source,
            Destination = first.Destination,
            Protocol = protocol,
            Sent = payload.Length,
            Payload = payload,
        };
        return packet.Source.IsV4 ? null : WalkExtensions(ref packet);
    }

    static string? ReadV4(ReadOnlySpan<byte> bytes, ref IpPacket packet)
    {
        var header = (bytes[0] & 15) * 4;
        if (header < V4Header)
        {
            return PacketDamage.IpHeader;
        }
        if (bytes.Length < header)
        {
            return PacketDamage.IpCut;
        }
        int total = U16(bytes, 2), fragment = U16(bytes, 6);
        if (total != 0 && total < header)
        {
            return PacketDamage.IpHeader;
        }
        packet = new()
        {
            Source = Address.FromV4(BinaryPrimitives.ReadUInt32BigEndian(bytes[12..])),
            Destination = Address.FromV4(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..])),
            Protocol = bytes[9],
            FragmentOffset = (fragment & 0x1FFF) * 8,
            HasMoreFragments = (fragment & 0x2000) != 0,
            FragmentId = (fragment & 0x3FFF) == 0 ? 0u : U16(bytes, 4),
            Sent = (total == 0 ? bytes.Length : total) - header,
            Payload = bytes[header..(total == 0 ? bytes.Length : Math.Min(total, bytes.Length))],
        };
        return null;
    }

    static string? ReadV6(ReadOnlySpan<byte> bytes, ref IpPacket packet)
    {
        if (bytes.Length < V6Header)
        {
            return PacketDamage.IpCut;
        }
        int stated = U16(bytes, 4);
        var rest = bytes[V6Header..(stated == 0 ? bytes.Length : Math.Min(V6Header + stated, bytes.Length))];
        packet = new()
        {
            Source = Address.FromBytes(bytes.Slice(8, 16)),
            Destination = Address.FromBytes(bytes.Slice(24, 16)),
            Protocol = bytes[6],
            Sent = stated == 0 ? rest.Length : stated,
            Payload = rest,
        };
        return WalkExtensions(ref packet);
    }

    /// <summary>Walks to the payload behind the extension headers, or to that of a fragment.</summary>
    static string? WalkExtensions(ref IpPacket packet)
    {
        var (next, fragment, id) = (packet.Protocol, 0, 0u);
        var rest = packet.Payload;
        while (IsExtension(next) && fragment == 0)
        {
            var length = rest.Length < 8 ? int.MaxValue : next switch
            {
                Fragment => 8,
                Authentication => (rest[1] + 2) * 4,
                _ => (rest[1] + 1) * 8,
            };
            if (rest.Length < length)
            {
                return PacketDamage.IpCut;
            }
            if (next == Fragment)
            {
                fragment = U16(rest, 2) & ~6;
                id = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
            }
            next = rest[0];
            rest = rest[length..];
        }
        packet = new()
        {
            Source = packet.Source,
            Destination = packet.Destination,
            Protocol = next,
            FragmentOffset = fragment & ~7,
            HasMoreFragments = (fragment & 1) != 0,
            FragmentId = fragment == 0 ? 0 : id,
            Sent = packet.Sent - (packet.Payload.Length - rest.Length),
            Payload = rest,
        };
        return null;
    }

    static bool IsExtension(byte protocol) =>
        protocol is HopByHop or Routing or Fragment or Authentication or DestinationOptions or Mobility or Hip or Shim6;

    static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}
