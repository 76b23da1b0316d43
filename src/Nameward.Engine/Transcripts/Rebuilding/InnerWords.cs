using System.Globalization;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>The lines of a transcript for what went inside a tunnel.</summary>
static class InnerWords
{
    const byte EchoReply = 0, Echo = 8, Echo6 = 128, EchoReply6 = 129;
    const int MostQuoted = 200, EnoughForKind = 4096;

    /// <summary>Of ICMP (RFC 792, RFC 4443) the type, a reply to an echo like the echo; 0 else.</summary>
    public static byte KindOf(in InnerPacket packet) => packet.Protocol is InnerPacket.Icmp or InnerPacket.Icmp6 && packet.Payload is [var type, ..]
        ? type == EchoReply && packet.Protocol == InnerPacket.Icmp ? Echo : type == EchoReply6 && packet.Protocol == InnerPacket.Icmp6 ? Echo6 : type : (byte)0;

    /// <summary>Tells a TCP conversation: who, with whom, how much, and how it begins.</summary>
    public static void Tell(SessionDraft session, InnerConversation conversation)
    {
        var (up, down) = (conversation.Up.Bytes, conversation.Down.Bytes);
        var who = Between("TCP", conversation.Ends, conversation.OpenedBy);
        session.Tell(conversation.OpenedBy, conversation.Message, Sentence.Of($"{who}: {up.Recovered} bytes up{Begins(up)}, {down.Recovered} down{Begins(down)}"), up.Recovered + down.Recovered);
    }

    /// <summary>Tells datagrams of one kind.</summary>
    public static void Tell(SessionDraft session, InnerEnds ends, InnerDatagrams datagrams)
    {
        var (what, bytes) = ends.Protocol switch
        {
            InnerPacket.Udp => ("UDP", $", {datagrams.UpBytes.ToString(CultureInfo.InvariantCulture)} bytes up and {datagrams.DownBytes.ToString(CultureInfo.InvariantCulture)} down"),
            InnerPacket.Icmp when ends.Kind == Echo => ("ICMP echo", ""),
            InnerPacket.Icmp6 when ends.Kind == Echo6 => ("ICMP echo", ""),
            InnerPacket.Icmp or InnerPacket.Icmp6 => ($"ICMP type {ends.Kind}", ""),
            _ => ($"protocol {ends.Protocol}", ""),
        };
        session.Tell(null, datagrams.Message, Sentence.Of($"{Between(what, ends, Way.Up)}: {datagrams.Up} packets up, {datagrams.Down} down{bytes}"), datagrams.UpBytes + datagrams.DownBytes);
    }

    static Sentence Between(string what, InnerEnds ends, Way? opener)
    {
        var (from, to) = opener == Way.Down ? (ends.Far, ends.Near) : (ends.Near, ends.Far);
        return ends.Protocol is InnerPacket.Tcp or InnerPacket.Udp
            ? Sentence.Of($"{what} from {from.Address} port {from.Port} to {to.Address} port {to.Port}") : Sentence.Of($"{what} between {from.Address} and {to.Address}");
    }

    /// <summary>What a stream begins with: its first line where that is text, else what its content looks like.</summary>
    static Sentence Begins(ByteStream stream)
    {
        if (stream.IsEmpty)
        {
            return Sentence.Of("");
        }
        var head = stream.Head(EnoughForKind);
        var kind = ContentKind.Of(head);
        if (kind is not ("text" or "ssh" or "http"))
        {
            return Sentence.Of(kind is "empty" ? " (its beginning is missing)" : $" ({kind})");
        }
        ReadOnlySpan<byte> line = head;
        line = line[..(line.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end ? end : line.Length)];
        var isCut = line.Length > MostQuoted;
        return Sentence.Of($" ({kind}: {HostileText.Text(isCut ? line[..MostQuoted] : line)}{(isCut ? "…" : "")})");
    }
}
