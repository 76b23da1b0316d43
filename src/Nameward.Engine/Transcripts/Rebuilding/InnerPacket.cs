using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>An IP packet inside a tunnel (RFC 791 section 3.1, RFC 8200 sections 3 and 4): who to whom, and the payload behind options and extension headers.</summary>
readonly ref struct InnerPacket
{
    const int V4Header = 20, V6Header = 40, MostExtensions = 8;

    /// <summary>ICMP, IANA protocol numbers.</summary>
    public const byte Icmp = 1;

    /// <summary>TCP.</summary>
    public const byte Tcp = 6;

    /// <summary>UDP.</summary>
    public const byte Udp = 17;

    /// <summary>ICMP of IPv6.</summary>
    public const byte Icmp6 = 58;

    /// <summary>Sender.</summary>
    public Address Source { get; private init; }

    /// <summary>Receiver.</summary>
    public Address Destination { get; private init; }

    /// <summary>Protocol of the payload, IANA number.</summary>
    public byte Protocol { get; private init; }

    /// <summary>Whether it is one of the pieces of a packet.</summary>
    public bool IsFragment { get; private init; }

    /// <summary>What is behind the headers.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Reads a packet; false where it is none or cut.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out InnerPacket packet)
    {
        packet = default;
        return !bytes.IsEmpty && (bytes[0] >> 4) switch { 4 => TryV4(bytes, out packet), 6 => TryV6(bytes, out packet), _ => false };
    }

    static bool TryV4(ReadOnlySpan<byte> bytes, out InnerPacket packet)
    {
        const int MoreOrOffset = 0x3FFF;
        packet = default;
        var header = (bytes[0] & 15) * 4;
        if (header < V4Header || bytes.Length < header || BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) is var length && (length < header || length > bytes.Length))
        {
            return false;
        }
        packet = new()
        {
            Source = Address.FromBytes(bytes[12..16]),
            Destination = Address.FromBytes(bytes[16..20]),
            Protocol = bytes[9],
            IsFragment = (BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & MoreOrOffset) != 0,
            Payload = bytes[header..length],
        };
        return true;
    }

    static bool TryV6(ReadOnlySpan<byte> bytes, out InnerPacket packet)
    {
        const byte HopByHop = 0, Routing = 43, Fragment = 44, Authentication = 51, Options = 60;
        packet = default;
        if (bytes.Length < V6Header || BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]) is var length && V6Header + length > bytes.Length)
        {
            return false;
        }
        var (next, isFragment) = (bytes[6], false);
        var rest = bytes.Slice(V6Header, length);
        for (var i = 0; i < MostExtensions && next is HopByHop or Routing or Fragment or Authentication or Options; i++)
        {
            if (rest.Length < 8)
            {
                return false;
            }
            isFragment |= next == Fragment && (BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) & 0xFFF9) != 0;
            var size = next switch { Fragment => 8, Authentication => (rest[1] + 2) * 4, _ => (rest[1] + 1) * 8 };
            if (size > rest.Length)
            {
                return false;
            }
            next = rest[0];
            rest = rest[size..];
        }
        packet = new() { Source = Address.FromBytes(bytes[8..24]), Destination = Address.FromBytes(bytes[24..40]), Protocol = next, IsFragment = isFragment, Payload = rest };
        return true;
    }
}
