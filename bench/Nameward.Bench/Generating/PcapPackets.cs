using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Bench.Generating;

/// <summary>
/// Packets of a capture: libpcap with microseconds, Ethernet, IPv4 or IPv6, UDP. Checksums are right; that of UDP over IPv4 is left out, as RFC 768 allows.
/// </summary>
static class PcapPackets
{
    /// <summary>The longest payload of a packet over IPv4: 65,535 bytes without the headers of IPv4 and UDP.</summary>
    public const int LongestPayload = 65_535 - Ipv4Header - UdpHeader;

    const int RecordHeader = 16, EthernetHeader = 14, Ipv4Header = 20, Ipv6Header = 40, UdpHeader = 8;
    const int Ipv4Type = 0x0800, Ipv6Type = 0x86DD, Udp = 17, Hops = 64;

    /// <summary>The header of the file.</summary>
    public static void Head(OutputBuffer to)
    {
        to.LittleEndian32(0xA1B2C3D4);
        to.LittleEndian32(0x0004_0002); // version 2.4
        to.LittleEndian32(0);
        to.LittleEndian32(0);
        to.LittleEndian32(262_144);
        to.LittleEndian32(1); // Ethernet
    }

    /// <summary>Writes the headers of a packet, lengths and checksums still 0; returns where its record begins.</summary>
    /// <param name="to">Gets them.</param>
    /// <param name="time">Microseconds since 1970.</param>
    /// <param name="source">Who sends. Where one end is not an IPv4 address, both are written as IPv6 addresses.</param>
    /// <param name="destination">Who is sent to.</param>
    /// <param name="sourcePort">The sender's port.</param>
    /// <param name="destinationPort">The other's port.</param>
    public static int Begin(OutputBuffer to, long time, Address source, Address destination, int sourcePort, int destinationPort)
    {
        var start = to.Here;
        to.LittleEndian32(time / 1_000_000);
        to.LittleEndian32(time % 1_000_000);
        to.LittleEndian32(0);
        to.LittleEndian32(0);
        to.Text([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2]);
        if (source.IsV4 && destination.IsV4)
        {
            BeginV4(to, source, destination);
        }
        else
        {
            BeginV6(to, source, destination);
        }
        to.BigEndian16(sourcePort);
        to.BigEndian16(destinationPort);
        to.BigEndian32(0);
        return start;
    }

    /// <summary>Ends the packet whose record begins at <paramref name="start"/>: what was written since <see cref="Begin"/> is its payload.</summary>
    public static void End(OutputBuffer to, int start)
    {
        var record = to.Since(start);
        var length = record.Length - RecordHeader;
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], length);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], length);
        var ip = record[(RecordHeader + EthernetHeader)..];
        if (ip[0] >> 4 == 4)
        {
            EndV4(ip);
        }
        else
        {
            EndV6(ip);
        }
        to.EndRecord();
    }

    static void BeginV4(OutputBuffer to, Address source, Address destination)
    {
        to.BigEndian16(Ipv4Type);
        // Version 4, no options; any length; not to be fragmented.
        to.Text([0x45, 0, 0, 0, 0, 0, 0x40, 0, Hops, Udp, 0, 0]);
        to.BigEndian32(source.V4);
        to.BigEndian32(destination.V4);
    }

    static void BeginV6(OutputBuffer to, Address source, Address destination)
    {
        to.BigEndian16(Ipv6Type);
        to.Text([0x60, 0, 0, 0, 0, 0, Udp, Hops]);
        foreach (var half in (ReadOnlySpan<ulong>)[source.High, source.Low, destination.High, destination.Low])
        {
            to.BigEndian32((uint)(half >> 32));
            to.BigEndian32((uint)half);
        }
    }

    static void EndV4(Span<byte> ip)
    {
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)ip.Length);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Checksum(0, ip[..Ipv4Header]));
        BinaryPrimitives.WriteUInt16BigEndian(ip[(Ipv4Header + 4)..], (ushort)(ip.Length - Ipv4Header));
    }

    static void EndV6(Span<byte> ip)
    {
        var length = (ushort)(ip.Length - Ipv6Header);
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], length);
        BinaryPrimitives.WriteUInt16BigEndian(ip[(Ipv6Header + 4)..], length);
        // Addresses, length and protocol are summed up with the datagram (RFC 8200 section 8.1); a sum of 0 is written as its other form.
        var sum = Checksum((uint)length + Udp, ip[8..]);
        BinaryPrimitives.WriteUInt16BigEndian(ip[(Ipv6Header + 6)..], sum == 0 ? ushort.MaxValue : sum);
    }

    /// <summary>The Internet checksum (RFC 1071) of bytes and of what was summed up before.</summary>
    static ushort Checksum(uint sum, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]);
        }
        sum += bytes.Length % 2 == 1 ? (uint)bytes[^1] << 8 : 0;
        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~((sum & 0xFFFF) + (sum >> 16));
    }
}
