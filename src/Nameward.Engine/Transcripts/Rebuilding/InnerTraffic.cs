using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>
/// The IP packets that went through a session: a capture of them, the streams of their TCP conversations, and what else there was. Recovered are the bytes of
/// TCP and UDP payload, those sent again once; missing are the bytes that TCP's own numbers tell of.
/// </summary>
sealed class InnerTraffic(SessionDraft session)
{
    /// <summary>Most TCP conversations that are followed, and most pairs of ends of other datagrams: an adversary can invent them.</summary>
    public const int MostConversations = 4096;

    /// <summary>Most TCP conversations whose content is written as files.</summary>
    public const int MostFiles = 100;

    readonly PcapFile _packets = new(PcapFile.RawIp);
    readonly Dictionary<InnerEnds, InnerConversation> _open = [];
    readonly List<InnerConversation> _conversations = [];
    readonly Dictionary<InnerEnds, InnerDatagrams> _datagrams = [];
    long _unread, _fragments, _beyond;

    /// <summary>Takes a packet.</summary>
    /// <param name="way">Which way it went.</param>
    /// <param name="message">Number of the outer message with which it was whole.</param>
    /// <param name="time">Time of that message.</param>
    /// <param name="packet">The packet.</param>
    public void Take(Way way, int message, DateTime time, ReadOnlySpan<byte> packet)
    {
        _packets.Add(time, packet, packet.Length);
        if (!InnerPacket.TryRead(packet, out var inner))
        {
            _unread++;
        }
        else if (inner.IsFragment)
        {
            _fragments++;
        }
        else if (inner.Protocol == InnerPacket.Tcp)
        {
            Count(way, message, Tcp(way, message, inner));
        }
        else
        {
            Count(way, message, Datagram(way, message, inner));
        }
    }

    /// <summary>Tells what there was, and gives the session its files and figures.</summary>
    public void Finish()
    {
        if (_packets.Packets > 0)
        {
            session.AddFile("packets", null, _packets.Content);
        }
        var files = 0;
        foreach (var conversation in _conversations)
        {
            Close(conversation, Way.Up);
            Close(conversation, Way.Down);
            InnerWords.Tell(session, conversation);
            if (!conversation.Up.Bytes.IsEmpty || !conversation.Down.Bytes.IsEmpty)
            {
                Write(conversation, ++files);
            }
        }
        foreach (var (ends, datagrams) in _datagrams)
        {
            InnerWords.Tell(session, ends, datagrams);
        }
        Note(files);
    }

    void Note(int files)
    {
        if (files > MostFiles)
        {
            session.Note("inner-files", Sentence.Of($"{files - MostFiles} more TCP conversations inside are in packets.pcap alone, not in files of their own"));
        }
        if (_fragments > 0)
        {
            session.Note("inner-fragments", Sentence.Of($"{_fragments} packets inside are IP fragments: they are in packets.pcap, their content is not counted"));
        }
        if (_unread > 0)
        {
            session.Note("inner-unread", Sentence.Of($"{_unread} packets inside are damaged: they are in packets.pcap, their content is not counted"));
        }
        if (_beyond > 0)
        {
            session.Note("inner-beyond", Sentence.Of($"{_beyond} packets inside are of more than {MostConversations} conversations: they are in packets.pcap, their content is not counted"));
        }
    }

    void Count(Way way, int message, int fresh)
    {
        if (fresh > 0)
        {
            session[way].Besides += fresh;
            session.Carry(way, message, fresh);
        }
    }

    int Tcp(Way way, int message, in InnerPacket packet)
    {
        const int Header = 20;
        const byte Syn = 2, Reset = 4, Acknowledgement = 16;
        var bytes = packet.Payload;
        if (bytes.Length < Header || (bytes[12] >> 4) * 4 is var header && (header < Header || header > bytes.Length))
        {
            _unread++;
            return 0;
        }
        var (flags, sequence) = (bytes[13], BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));
        if (Find(Ends(way, packet, kind: 0), way, message, (flags & Syn) != 0 ? sequence : null) is not { } conversation)
        {
            _beyond++;
            return 0;
        }
        if ((flags & Reset) != 0)
        {
            // Its numbers are often those of no stream.
            return 0;
        }
        if ((flags & (Syn | Acknowledgement)) == Syn)
        {
            conversation.OpenedBy ??= way;
        }
        if ((flags & Acknowledgement) != 0)
        {
            conversation[way == Way.Up ? Way.Down : Way.Up].Heard(BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]));
        }
        return conversation[way].Take(sequence, (flags & Syn) != 0, bytes[header..]);
    }

    InnerConversation? Find(InnerEnds ends, Way way, int message, uint? begin)
    {
        if (_open.TryGetValue(ends, out var known) && !(begin is { } sequence && known[way].IsOther(sequence)))
        {
            return known;
        }
        if (_conversations.Count >= MostConversations)
        {
            return null;
        }
        _conversations.Add(_open[ends] = new(ends, message));
        return _conversations[^1];
    }

    int Datagram(Way way, int message, in InnerPacket packet)
    {
        const int UdpHeader = 8;
        var isUdp = packet.Protocol == InnerPacket.Udp;
        if (isUdp && packet.Payload.Length < UdpHeader)
        {
            _unread++;
            return 0;
        }
        var ends = Ends(way, packet, InnerWords.KindOf(packet));
        if (!_datagrams.TryGetValue(ends, out var datagrams))
        {
            if (_datagrams.Count >= MostConversations)
            {
                _beyond++;
                return 0;
            }
            _datagrams.Add(ends, datagrams = new(message));
        }
        var bytes = isUdp ? packet.Payload.Length - UdpHeader : 0;
        if (way == Way.Up)
        {
            (datagrams.Up, datagrams.UpBytes) = (datagrams.Up + 1, datagrams.UpBytes + bytes);
        }
        else
        {
            (datagrams.Down, datagrams.DownBytes) = (datagrams.Down + 1, datagrams.DownBytes + bytes);
        }
        return bytes;
    }

    static InnerEnds Ends(Way way, in InnerPacket packet, byte kind)
    {
        var hasPorts = packet.Protocol is InnerPacket.Tcp or InnerPacket.Udp;
        var source = new Endpoint(packet.Source, hasPorts ? BinaryPrimitives.ReadUInt16BigEndian(packet.Payload) : (ushort)0);
        var destination = new Endpoint(packet.Destination, hasPorts ? BinaryPrimitives.ReadUInt16BigEndian(packet.Payload[2..]) : (ushort)0);
        return way == Way.Up ? new(packet.Protocol, source, destination, kind) : new(packet.Protocol, destination, source, kind);
    }

    void Close(InnerConversation conversation, Way way)
    {
        var (stream, side) = (conversation[way], session[way]);
        stream.Finish();
        side.GapsBesides += stream.Bytes.Gaps;
        side.MissingBesides += stream.Bytes.Missing;
    }

    void Write(InnerConversation conversation, int number)
    {
        foreach (var way in number <= MostFiles ? [Way.Up, Way.Down] : Array.Empty<Way>())
        {
            if (!conversation[way].Bytes.IsEmpty)
            {
                session.AddFile($"tcp-{number}", way, conversation[way].Bytes.Content());
            }
        }
    }
}
