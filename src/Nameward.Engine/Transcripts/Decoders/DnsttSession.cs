using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// One client of dnstt. Its packets are segments of KCP: command 81 carries data under a number that counts segments, 82 and more acknowledge and ask. The
/// data are a Noise stream, encrypted: each segment counts once, by its number.
/// </summary>
sealed class DnsttSession(Conversation conversation, SessionDraft draft)
{
    const int SegmentBytes = 24;
    const byte Push = 81;

    /// <summary>Numbers of segments of one direction that are kept.</summary>
    const int MostSegments = 1 << 20;

    readonly Dictionary<uint, int> _up = [], _down = [];
    int _polls;
    long _packetBytes, _padding;

    /// <summary>What is known of it.</summary>
    public SessionDraft Draft => draft;

    /// <summary>Takes a question of the client: its packet, and those that came back.</summary>
    public void Add(in Transaction transaction, ReadOnlySpan<byte> packet, int nameBytes)
    {
        draft.Take(transaction);
        _polls += packet.IsEmpty ? 1 : 0;
        _packetBytes += packet.Length;
        _padding += nameBytes - packet.Length;
        draft.Carry(Way.Up, transaction.First, Segments(packet, _up));
        for (var answer = conversation.Answer(transaction); answer.Length >= sizeof(ushort);)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(answer);
            if (length > answer.Length - sizeof(ushort))
            {
                break;
            }
            draft.Carry(Way.Down, transaction.Complete, Segments(answer.Slice(sizeof(ushort), length), _down));
            answer = answer[(sizeof(ushort) + length)..];
        }
    }

    /// <summary>Counts what was taken.</summary>
    public void Finish()
    {
        (draft.Up.IsReadable, draft.Down.IsReadable, draft.Codec) = (false, false, "base32 up, raw down");
        draft.Note("encrypted", Sentence.Of("the stream is encrypted by Noise: the bytes of its segments are counted, each segment once"));
        draft.Note("names", Sentence.Of($"names hold {_packetBytes} bytes of packets, and {_padding} of the client's number and of padding; {_polls} of them hold no packet"));
        foreach (var (way, segments) in new[] { (Way.Up, _up), (Way.Down, _down) })
        {
            var bytes = segments.Values.Sum(length => (long)length);
            draft[way].Sized = bytes;
            draft[way].GapsBesides = Gaps(segments.Keys);
            if (segments.Count > 0)
            {
                draft.Tell(way, draft.FirstMessage, Sentence.Of($"{bytes} bytes in {segments.Count} segments, {draft[way].GapsBesides} gaps"), bytes);
            }
        }
    }

    /// <summary>Bytes of the segments of a packet that are new.</summary>
    static int Segments(ReadOnlySpan<byte> packet, Dictionary<uint, int> known)
    {
        var fresh = 0;
        while (packet.Length >= SegmentBytes)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(packet[20..]);
            if (length > packet.Length - SegmentBytes)
            {
                break;
            }
            if (packet[4] == Push && known.Count < MostSegments && known.TryAdd(BinaryPrimitives.ReadUInt32LittleEndian(packet[12..]), (int)length))
            {
                fresh += (int)length;
            }
            packet = packet[(SegmentBytes + (int)length)..];
        }
        return fresh;
    }

    static int Gaps(IEnumerable<uint> numbers)
    {
        var (gaps, last) = (0, -1L);
        foreach (var number in numbers.Order())
        {
            gaps += last >= 0 && number > last + 1 ? 1 : 0;
            last = number;
        }
        return gaps;
    }
}
