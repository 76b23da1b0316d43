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
    const ushort Dns = 53, NetBios = 137, Multicast = 5353, LinkLocal = 5355;

    readonly WireParser _parser = new();

    /// <summary>Reports one datagram once.</summary>
    public void Read(in CapturedPacket packet, in IpPacket ip, in UdpDatagram udp, IBatchWriter rows)
    {
        if (udp.SourcePort == NetBios || udp.DestinationPort == NetBios)
        {
            // NetBIOS names (RFC 1002) share the wire format of DNS and pass every test of content; they are another name space.
            rows.Ignored(packet.Number);
        }
        else if (IsDnsPort(udp.SourcePort) || IsDnsPort(udp.DestinationPort))
        {
            ReadExpected(packet, ip, udp, rows);
        }
        else
        {
            ReadAnywhere(packet, ip, udp, rows);
        }
    }

    static bool IsDnsPort(ushort port) => port is Dns or Multicast or LinkLocal;

    void ReadExpected(in CapturedPacket packet, in IpPacket ip, in UdpDatagram udp, IBatchWriter rows)
    {
        var result = _parser.Parse(udp.Payload, udp.Sent);
        if (result.HasQuestion && _parser.Header.IsQuery)
        {
            Observe(packet, ip, udp, rows);
        }
        else if (result.HasQuestion || result.Question == WireDamage.NoQuestion)
        {
            rows.Ignored(packet.Number);
        }
        else
        {
            rows.Malformed(packet.Number, result.Question.Because());
        }
    }

    void ReadAnywhere(in CapturedPacket packet, in IpPacket ip, in UdpDatagram udp, IBatchWriter rows)
    {
        if (WireHeader.TryRead(udp.Payload, out var header) && DnsContent.Allows(header, udp.Sent)
            && DnsContent.Is(_parser, _parser.Parse(udp.Payload, udp.Sent), udp.Payload.Length, udp.Sent))
        {
            Observe(packet, ip, udp, rows);
        }
        else
        {
            rows.Ignored(packet.Number);
        }
    }

    void Observe(in CapturedPacket packet, in IpPacket ip, in UdpDatagram udp, IBatchWriter rows)
    {
        var header = _parser.Header;
        Endpoint source = new(ip.Source, udp.SourcePort), destination = new(ip.Destination, udp.DestinationPort);
        var isResponse = header.IsResponse;
        var row = new DnsMessage
        {
            At = new(0, packet.Number),
            Time = packet.Time,
            Sides = isResponse ? Sides.Response : Sides.Query,
            Leg = Leg.Wire,
            Transport = Transport.Udp,
            Client = isResponse ? destination : source,
            Server = isResponse ? source : destination,
            Type = _parser.Type,
            Rcode = isResponse ? _parser.Rcode : null,
            Header = Bits(header, udp),
            Id = header.Id,
            Bytes = udp.Sent,
            ShowsAnswers = isResponse && ShowsAnswers(header),
        };
        rows.Message(row, _parser.Name, _parser.Records);
    }

    /// <summary>LLMNR has other bits where DNS has AA and RD (RFC 4795 section 2.1.1).</summary>
    static HeaderBits Bits(WireHeader header, in UdpDatagram udp) => udp.SourcePort == LinkLocal || udp.DestinationPort == LinkLocal
        ? header.Bits & (HeaderBits.Truncated | HeaderBits.Shown)
        : header.Bits;

    /// <summary>No record where the header promises some means that they were lost, not that there were none.</summary>
    bool ShowsAnswers(WireHeader header) => header.Answers == 0 || _parser.AnswersRead > 0;
}
