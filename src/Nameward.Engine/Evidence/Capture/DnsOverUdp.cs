using Nameward.Engine.Evidence.Wire;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// Tells whether a datagram is a DNS message and reports it. On the ports of DNS, multicast DNS and LLMNR it is meant to be one: what cannot be
/// read there is malformed. On every other port only a message that passes <see cref="DnsContent"/> is DNS, and all else is ignored. Operations
/// that look nothing up (NOTIFY, UPDATE) and messages without a question (multicast announcements, cookies alone) are ignored.
/// </summary>
sealed class DnsOverUdp
{
    readonly WireParser _parser = new();

    /// <summary>Whether datagrams of this port are shown as DNS messages, or known to be none: no conversation is made of them.</summary>
    public static bool IsItsPort(ushort port) => IsDnsPort(port) || port == DnsRow.NetBiosPort;

    /// <summary>Reports one datagram once.</summary>
    public void Read(PacketStamp at, in IpPacket ip, IBatchWriter rows)
    {
        var because = UdpDatagram.Read(ip.Payload, out var udp);
        if (because is not null)
        {
            rows.Malformed(at.Number, because);
        }
        else if (udp.SourcePort == DnsRow.NetBiosPort || udp.DestinationPort == DnsRow.NetBiosPort)
        {
            // NetBIOS names (RFC 1002) share the wire format of DNS and pass every test of content; they are another name space.
            rows.Ignored(at.Number);
        }
        else if (IsDnsPort(udp.SourcePort) || IsDnsPort(udp.DestinationPort))
        {
            ReadExpected(at, ip, udp, rows);
        }
        else
        {
            ReadAnywhere(at, ip, udp, rows);
        }
    }

    static bool IsDnsPort(ushort port) => port is DnsRow.Port or DnsRow.MulticastPort or DnsRow.LinkLocalPort;

    void ReadExpected(PacketStamp at, in IpPacket ip, in UdpDatagram udp, IBatchWriter rows)
    {
        var result = _parser.Parse(udp.Payload, udp.Sent);
        if (result.HasQuestion && _parser.Header.IsQuery)
        {
            Observe(at, ip, udp, rows);
        }
        else if (result.HasQuestion || result.Question == WireDamage.NoQuestion)
        {
            rows.Ignored(at.Number);
        }
        else
        {
            rows.Malformed(at.Number, result.Question.Because());
        }
    }

    void ReadAnywhere(PacketStamp at, in IpPacket ip, in UdpDatagram udp, IBatchWriter rows)
    {
        if (DnsContent.IsMessage(_parser, udp.Payload, udp.Sent))
        {
            Observe(at, ip, udp, rows);
        }
        else
        {
            rows.Ignored(at.Number);
        }
    }

    void Observe(PacketStamp at, in IpPacket ip, in UdpDatagram udp, IBatchWriter rows) =>
        DnsRow.Write(_parser, at, Transport.Udp, new(ip.Source, udp.SourcePort), new(ip.Destination, udp.DestinationPort), udp.Sent, rows);
}
