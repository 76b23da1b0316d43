using System.Runtime.CompilerServices;
using Nameward.Engine.Evidence.Wire;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// Tells whether a datagram is a DNS message and reports it. On the ports of DNS, multicast DNS and LLMNR it is meant to be one: what cannot be
/// read there is malformed. On every other port only a message that passes <see cref="DnsContent"/> is DNS, and all else is ignored. Operations
/// that look nothing up (NOTIFY, UPDATE) and messages without a question (multicast announcements, cookies alone) are ignored. On the ports of DHCP, leases and the DNS
/// servers that hosts are told are reported. A <see cref="TunnelDatagram"/> on the port of DNS is reported as a flow.
/// </summary>
sealed class DnsOverUdp
{
    readonly WireParser _parser = new();

    /// <summary>Whether datagrams of this port are shown as DNS messages, or known to be none: no conversation is made of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsItsPort(ushort port) => IsDnsPort(port) || port == DnsRow.NetBiosPort;

    /// <summary>Reports one datagram once.</summary>
    public void Read(PacketStamp at, in IpPacket ip, IBatchWriter rows)
    {
        var because = UdpDatagram.Read(ip.Payload, out var udp);
        if (because is not null)
        {
            rows.Malformed(at.Number, because);
            return;
        }
        Read(at, new(new(ip.Source, udp.SourcePort), new(ip.Destination, udp.DestinationPort)), udp.Payload, udp.Sent, rows);
    }

    /// <summary>Reports the datagram of a plain frame once.</summary>
    public void Read(PacketStamp at, PlainFrame plain, IBatchWriter rows) => Read(at, plain.Ends, plain.Payload, plain.Sent, rows);

    void Read(PacketStamp at, in StreamEnds ends, ReadOnlySpan<byte> payload, int sent, IBatchWriter rows)
    {
        ushort from = ends.Source.Port, to = ends.Destination.Port;
        if (from == DnsRow.NetBiosPort || to == DnsRow.NetBiosPort)
        {
            // NetBIOS names (RFC 1002) share the wire format of DNS and pass every test of content; they are another name space.
            rows.Ignored(at.Number);
        }
        else if (IsDnsPort(from) || IsDnsPort(to))
        {
            ReadExpected(at, ends, payload, sent, rows);
        }
        else if (!TryReadDhcp(at, ends, payload, rows))
        {
            ReadAnywhere(at, ends, payload, sent, rows);
        }
    }

    /// <summary>What servers of DHCP say to hosts, and hosts of IPv4 to them.</summary>
    static bool TryReadDhcp(PacketStamp at, in StreamEnds ends, ReadOnlySpan<byte> payload, IBatchWriter rows) => ends.Source.Port switch
    {
        DhcpMessage.ServerPort or DhcpMessage.ClientPort => DhcpMessage.TryRead(at, ends, payload, rows),
        DhcpV6Message.ServerPort => DhcpV6Message.TryRead(at, ends, payload, rows),
        _ => false,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsDnsPort(ushort port) => port is DnsRow.Port or DnsRow.MulticastPort or DnsRow.LinkLocalPort;

    void ReadExpected(PacketStamp at, in StreamEnds ends, ReadOnlySpan<byte> payload, int sent, IBatchWriter rows)
    {
        var result = _parser.Parse(payload, sent);
        if (result.HasQuestion && _parser.Header.IsQuery)
        {
            DnsRow.Write(_parser, at, Transport.Udp, ends, sent, rows);
        }
        else if ((ends.Source.Port == TunnelDatagram.Port || ends.Destination.Port == TunnelDatagram.Port) && TunnelDatagram.TryRead(payload, out _))
        {
            WriteTunnel(at, ends, payload, sent, rows);
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

    /// <summary>A datagram of a tunnel is one direction of a flow: the port of DNS is the server's.</summary>
    static void WriteTunnel(PacketStamp at, in StreamEnds ends, ReadOnlySpan<byte> payload, int sent, IBatchWriter rows)
    {
        var isUp = ends.Destination.Port == TunnelDatagram.Port;
        rows.Datagram(new()
        {
            At = new(0, at.Number),
            Time = at.Time,
            Client = isUp ? ends.Source : ends.Destination,
            Server = isUp ? ends.Destination : ends.Source,
            Protocol = Flow.Udp,
            UpBytes = isUp ? sent : Flow.Unknown,
            UpPackets = isUp ? 1 : Flow.Unknown,
            DownBytes = isUp ? Flow.Unknown : sent,
            DownPackets = isUp ? Flow.Unknown : 1,
            IsAnswered = isUp ? null : true,
        }, payload);
    }

    void ReadAnywhere(PacketStamp at, in StreamEnds ends, ReadOnlySpan<byte> payload, int sent, IBatchWriter rows)
    {
        if (DnsContent.IsMessage(_parser, payload, sent))
        {
            DnsRow.Write(_parser, at, Transport.Udp, ends, sent, rows);
        }
        else
        {
            rows.Ignored(at.Number);
        }
    }
}
