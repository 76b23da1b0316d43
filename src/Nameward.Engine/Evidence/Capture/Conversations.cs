using System.Buffers.Binary;
using Nameward.Engine.Evidence.Flows;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// Follows who speaks with whom over TCP and UDP, in the order of the packets, and tells each conversation as a flow when it has ended: unless it was
/// carried on the UDP ports of name services, or carried DNS messages over TCP, for then the messages speak. A conversation begins anew with a SYN of
/// another sequence number. The client is who sends SYN, else who speaks first, but one who speaks first from a port below 1024 to a higher one answers.
/// </summary>
/// <param name="exports">Takes the flow exports among the datagrams.</param>
sealed class Conversations(ExportDatagrams exports)
{
    const ushort FirstHighPort = 1024;
    const int UdpHeader = 8;

    readonly ConversationTable _table = new();
    readonly DnsOverTcp _dns = new();

    /// <summary>Notes a whole UDP datagram, which is reported elsewhere.</summary>
    public void TakeUdp(PacketStamp at, in IpPacket ip, IBatchWriter rows)
    {
        if (ip.Payload.Length < UdpHeader)
        {
            return;
        }
        ushort from = BinaryPrimitives.ReadUInt16BigEndian(ip.Payload), to = BinaryPrimitives.ReadUInt16BigEndian(ip.Payload[2..]);
        if (!DnsOverUdp.IsItsPort(from) && !DnsOverUdp.IsItsPort(to) && UdpDatagram.Read(ip.Payload, out var udp) is null)
        {
            TakeUdp(at, new(new(ip.Source, from), new(ip.Destination, to)), udp.Payload, udp.Sent, rows);
        }
    }

    /// <summary>Notes a whole UDP datagram on ports that are none of name services, with what was captured of its payload and so many bytes when it was sent.</summary>
    public void TakeUdp(PacketStamp at, in StreamEnds ends, ReadOnlySpan<byte> payload, int sent, IBatchWriter rows)
    {
        exports.Take(at, ends, payload, rows);
        EndSilent(at.Time, rows);
        var conversation = Find(ends, PacketPath.Udp, out var place) ?? Begin(ends, PacketPath.Udp, place, at, IsFromClient(ends));
        Note(conversation, SideOf(conversation, ends), sent, at);
    }

    /// <summary>Reports a TCP segment: with the DNS messages that it completes, else as ignored.</summary>
    public void TakeTcp(PacketStamp at, in IpPacket ip, IBatchWriter rows)
    {
        var because = TcpSegment.Read(ip, out var segment);
        if (because is not null)
        {
            rows.Malformed(at.Number, because);
            return;
        }
        EndSilent(at.Time, rows);
        _dns.Begin(at, rows);
        var ends = new StreamEnds(new(ip.Source, segment.SourcePort), new(ip.Destination, segment.DestinationPort));
        var conversation = Find(ends, PacketPath.Tcp, out var place);
        if (conversation is not null && IsAnother(conversation, SideOf(conversation, ends), segment))
        {
            End(conversation, rows);
            conversation = null;
        }
        conversation ??= Begin(ends, PacketPath.Tcp, place, at, segment.IsOpening || (!segment.IsAccepting && IsFromClient(ends)));
        TakeSegment(conversation, ends, segment, at);
        if (!_dns.HasReported)
        {
            rows.Ignored(at.Number);
        }
    }

    /// <summary>The capture has ended, and with it every conversation.</summary>
    public void End(IBatchWriter rows)
    {
        foreach (var conversation in _table.InOrder())
        {
            End(conversation, rows);
        }
        exports.End(rows);
    }

    Conversation? Find(in StreamEnds ends, byte protocol, out ulong place) => _table.Find(ends.IsNaming ? ends : ends.Turned, protocol, out place);

    Conversation Begin(in StreamEnds ends, byte protocol, ulong place, PacketStamp at, bool isFromClient)
    {
        var begun = _table.Begin(ends.IsNaming ? ends : ends.Turned, protocol, place, at);
        begun.IsClientNaming = ends.IsNaming == isFromClient;
        return begun;
    }

    static bool IsFromClient(in StreamEnds ends) => ends.Source.Port >= FirstHighPort || ends.Destination.Port < FirstHighPort;

    static ConversationSide SideOf(Conversation conversation, in StreamEnds ends) => ends == conversation.Ends ? conversation.Naming : conversation.Other;

    /// <summary>Whether a segment opens another connection on the same ports. A SYN may come behind its answer, or twice.</summary>
    static bool IsAnother(Conversation conversation, ConversationSide side, in TcpSegment segment) =>
        segment.IsOpening && side.Syn != segment.Sequence && (side.Syn is not null || side.Packets > 0 || conversation.IsClosed);

    void TakeSegment(Conversation conversation, in StreamEnds ends, in TcpSegment segment, PacketStamp at)
    {
        var side = SideOf(conversation, ends);
        if (segment.IsSyn)
        {
            side.Syn ??= segment.Sequence;
            conversation.IsClientNaming = ends.IsNaming == segment.IsOpening;
        }
        _dns.Take(conversation, side, ends, segment, at);
        side.IsFinished |= segment.IsFin;
        conversation.IsClosed |= segment.IsReset || (conversation.Naming.IsFinished && conversation.Other.IsFinished);
        Note(conversation, side, segment.Sent, at);
    }

    void Note(Conversation conversation, ConversationSide side, int sent, PacketStamp at)
    {
        side.Packets++;
        side.Bytes += sent;
        _table.Touch(conversation, at);
    }

    void EndSilent(DateTime now, IBatchWriter rows)
    {
        while (_table.NextEnded(now) is { } ended)
        {
            End(ended, rows);
        }
    }

    void End(Conversation conversation, IBatchWriter rows)
    {
        _dns.End(conversation, rows);
        if (conversation.Messages == 0)
        {
            rows.Flow(conversation.ToFlow());
        }
        _table.Remove(conversation);
    }
}
