using Nameward.Engine.Evidence.Flows;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// Takes the packets of a capture in their order and reports what only that shows: datagrams put together from fragments, DNS in TCP streams, the flows of
/// flow exports, and conversations as flows. Fragments and TCP segments are reported here alone, each once: with what it completes, else as ignored. A flow is a record
/// beyond the packets, and so is a message of a stream that is told late, when what is missing before it has been given up. A DNS message over UDP on a
/// port of its own is also part of a flow.
/// </summary>
/// <param name="remarks">Is told what is noticed of the source as a whole; null where nobody asks.</param>
sealed class OrderedPackets(SourceRemarks? remarks)
{
    readonly FragmentTable _fragments = new();
    readonly Conversations _conversations = new(new ExportDatagrams(remarks));
    readonly DnsOverUdp _dns = new();

    /// <summary>Takes one packet of a link type that <see cref="LinkTypes.AreRead"/>.</summary>
    public void Read(in CapturedPacket packet, IBatchWriter rows)
    {
        if (packet.Link == LinkTypes.Ethernet && PlainFrame.TryRead(packet.Bytes, out var plain))
        {
            TakePlain(new(packet.Number, packet.Time), plain, rows);
            return;
        }
        switch (PacketPath.Find(packet, out var ip, out _))
        {
            case PacketLot.Whole when ip.Protocol == PacketPath.Udp:
                _conversations.TakeUdp(new(packet.Number, packet.Time), ip, rows);
                break;
            case PacketLot.Segment:
                _conversations.TakeTcp(new(packet.Number, packet.Time), ip, rows);
                break;
            case PacketLot.Fragment:
                TakeFragment(new(packet.Number, packet.Time), ip, rows);
                break;
        }
    }

    /// <summary>Whether nothing of a packet needs order, as far as that shows at fixed places: a datagram of a name service, which most packets are.</summary>
    public static bool Spares(ushort link, ReadOnlySpan<byte> frame) => link == LinkTypes.Ethernet && PlainFrame.TryRead(frame, out var plain) && plain.IsOfNameService;

    void TakePlain(PacketStamp at, PlainFrame plain, IBatchWriter rows)
    {
        if (!plain.IsOfNameService)
        {
            _conversations.TakeUdp(at, plain.Ends, plain.Payload, plain.Sent, rows);
        }
    }

    /// <summary>The capture has ended: tells what was still waited for.</summary>
    public void End(IBatchWriter rows)
    {
        while (_fragments.TryTakeOldest(out var oldest))
        {
            GiveUp(oldest, rows);
        }
        _conversations.End(rows);
    }

    void TakeFragment(PacketStamp at, in IpPacket ip, IBatchWriter rows)
    {
        while (_fragments.TryExpire(at.Time, out var oldest))
        {
            GiveUp(oldest, rows);
        }
        var datagram = _fragments.Find(FragmentKey.Of(ip), at);
        if (datagram.IsDropped)
        {
            rows.Ignored(at.Number);
            return;
        }
        var held = datagram.Held;
        var because = datagram.Add(ip);
        _fragments.Grow(datagram.Held - held);
        if (because is not null)
        {
            ReleaseHead(datagram, rows);
            rows.Malformed(at.Number, because);
        }
        else if (datagram.IsComplete)
        {
            ReleaseHead(datagram, rows);
            _fragments.Remove(datagram);
            TakeWhole(at, datagram, rows);
        }
        else if (ip.FragmentOffset == 0 && datagram.Head is null)
        {
            datagram.Head = at;
        }
        else
        {
            rows.Ignored(at.Number);
        }
    }

    static void ReleaseHead(FragmentedDatagram datagram, IBatchWriter rows)
    {
        if (datagram.Head is { } head)
        {
            rows.Ignored(head.Number);
            datagram.Head = null;
        }
    }

    void TakeWhole(PacketStamp at, FragmentedDatagram datagram, IBatchWriter rows)
    {
        using (datagram)
        {
            switch (Join(datagram, out var ip, out var because))
            {
                case PacketLot.Whole when ip.Protocol == PacketPath.Udp:
                    _dns.Read(at, ip, rows);
                    _conversations.TakeUdp(at, ip, rows);
                    break;
                case PacketLot.Segment:
                    _conversations.TakeTcp(at, ip, rows);
                    break;
                case PacketLot.Damaged:
                    rows.Malformed(at.Number, because!);
                    break;
                default:
                    rows.Ignored(at.Number);
                    break;
            }
        }
    }

    /// <summary>The rest of the datagram is not in the capture (as where a filter on ports left it out): its start is read as far as it goes.</summary>
    void GiveUp(FragmentedDatagram datagram, IBatchWriter rows)
    {
        using (datagram)
        {
            if (datagram.Head is not { } head)
            {
                return;
            }
            switch (Join(datagram, out var ip, out var because))
            {
                case PacketLot.Whole when ip.Protocol == PacketPath.Udp:
                    _dns.Read(head, ip, rows);
                    break;
                case PacketLot.Damaged:
                    rows.Malformed(head.Number, because!);
                    break;
                default:
                    rows.Ignored(head.Number);
                    break;
            }
        }
    }

    static PacketLot Join(FragmentedDatagram datagram, out IpPacket ip, out string? because)
    {
        because = IpPacket.Join(datagram.Key, datagram.Protocol, datagram.Start, out ip);
        return because is null ? PacketPath.Open(ref ip, ref because) : PacketLot.Damaged;
    }
}
