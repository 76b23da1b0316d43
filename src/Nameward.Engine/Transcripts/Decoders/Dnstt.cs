using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Codecs;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// dnstt (dnstt-client/dns.go, 0.20210424) and those that speak its wire. A name is base32: 8 bytes client id, then elements up to the end: a byte of 224
/// and more is followed by as many bytes of padding as it exceeds that, a lesser one by a packet of that length. A TXT answer holds packets behind u16
/// lengths. A packet is segments of KCP: u32 conversation, u8 command 81 to 84, u8 fragment, u16 window, u32 time, sequence, unacknowledged, length, and data.
/// </summary>
/// <remarks>
/// <para>What agrees: a name whose elements end where it ends, with a packet whose segments end where it ends and carry the conversation of the client's
/// first one (length 8 bits, command 6, the high half of KCP's length 16: 30 bits a name, and 32 once for the conversation); an answer whose packets do so
/// (u16 length, command, KCP length: 30 bits).</para>
/// <para>What disagrees: a name of the same client id, the 8 bytes in front, that does not parse to its end. Explained: polls hold padding alone and count as
/// neither.</para>
/// </remarks>
sealed class Dnstt : IDecoder
{
    const int ClientBytes = 8, SegmentBytes = 24;
    const byte Padding = 224, FirstCommand = 81, LastCommand = 84;
    const int PacketBits = 30, ConversationBits = 32;

    /// <inheritdoc/>
    public DecoderInfo Info { get; } = new("dnstt", "dnstt", "www.bamsoftware.com/software/dnstt, dnstt-client/dns.go, 0.20210424; KCP: skywind3000/kcp protocol.txt", "names, in any case",
        $"names, and answers, whose packets hold segments of KCP that end where they end ({PacketBits} bits each), under one conversation ({ConversationBits}, once)")
    {
        HasAgentNumbers = true,
    };

    /// <inheritdoc/>
    public void Read(Conversation conversation, Agreement agreement)
    {
        var kcp = new Dictionary<ulong, uint>();
        int names = 0, answers = 0;
        foreach (var transaction in conversation.Transactions)
        {
            var name = SymbolCodec.Base32.Decode(conversation.Text(transaction));
            if (name.Length <= ClientBytes)
            {
                continue;
            }
            var client = BinaryPrimitives.ReadUInt64BigEndian(name);
            if (!TryUnwrap(name.AsSpan(ClientBytes), out var packet))
            {
                if (kcp.ContainsKey(client))
                {
                    agreement.Disagree();
                }
                continue;
            }
            var known = kcp.TryGetValue(client, out var spoken);
            if (Spoken(packet) is { } said && (!known || said == spoken))
            {
                kcp[client] = said;
                names++;
                agreement.Agree(transaction, transaction.First, PacketBits + (names == 2 && known ? ConversationBits : 0));
            }
            if (kcp.TryGetValue(client, out spoken) && HoldsConversation(conversation.Answer(transaction), spoken))
            {
                answers++;
                agreement.Agree(transaction, transaction.Complete, PacketBits);
            }
        }
        if (names > 0)
        {
            agreement.Text = Sentence.Of($"{names} names and {answers} answers hold packets of one KCP conversation, whose lengths fit to the last byte");
        }
    }

    /// <inheritdoc/>
    public void Rebuild(Conversation conversation, SessionDrafts sessions)
    {
        var clients = new Dictionary<ulong, DnsttSession>();
        var others = new List<Transaction>();
        foreach (var transaction in conversation.Transactions)
        {
            var name = SymbolCodec.Base32.Decode(conversation.Text(transaction));
            if (name.Length <= ClientBytes || !TryUnwrap(name.AsSpan(ClientBytes), out var packet))
            {
                others.Add(transaction);
                continue;
            }
            var client = BinaryPrimitives.ReadUInt64BigEndian(name);
            if (!clients.TryGetValue(client, out var session))
            {
                clients.Add(client, session = new(conversation, sessions.Of($"client {client:x16}")));
            }
            session.Add(transaction, packet, name.Length);
        }
        var first = clients.Count > 0 ? clients.Values.MinBy(session => session.Draft.FirstMessage)!.Draft : sessions.Of("");
        others.ForEach(transaction => first.Take(transaction));
        foreach (var session in clients.Values)
        {
            session.Finish();
        }
    }

    /// <summary>The last packet among the elements; false where they do not end with the name.</summary>
    static bool TryUnwrap(ReadOnlySpan<byte> elements, out ReadOnlySpan<byte> packet)
    {
        packet = [];
        while (!elements.IsEmpty)
        {
            int length = elements[0] >= Padding ? elements[0] - Padding : elements[0];
            if (length >= elements.Length)
            {
                return false;
            }
            packet = elements[0] >= Padding ? packet : elements.Slice(1, length);
            elements = elements[(1 + length)..];
        }
        return true;
    }

    /// <summary>The conversation of a packet's segments; null where these do not end with the packet or are of several.</summary>
    static uint? Spoken(ReadOnlySpan<byte> packet)
    {
        uint? conversation = null;
        while (!packet.IsEmpty)
        {
            if (packet.Length < SegmentBytes || packet[4] is < FirstCommand or > LastCommand)
            {
                return null;
            }
            var said = BinaryPrimitives.ReadUInt32LittleEndian(packet);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(packet[20..]);
            if (length > packet.Length - SegmentBytes || conversation is not null && conversation != said)
            {
                return null;
            }
            conversation = said;
            packet = packet[(SegmentBytes + (int)length)..];
        }
        return conversation;
    }

    /// <summary>Whether an answer holds at least one packet, each behind its length, and all of this conversation.</summary>
    static bool HoldsConversation(ReadOnlySpan<byte> answer, uint conversation)
    {
        var packets = 0;
        while (answer.Length >= sizeof(ushort))
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(answer);
            if (length > answer.Length - sizeof(ushort) || Spoken(answer.Slice(sizeof(ushort), length)) != conversation)
            {
                return false;
            }
            packets++;
            answer = answer[(sizeof(ushort) + length)..];
        }
        return packets > 0 && answer.IsEmpty;
    }
}
