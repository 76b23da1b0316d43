using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// One client of dnstt. Its packets are segments of KCP: command 81 carries data under a number that counts segments from 0 on, 82 acknowledges one, and each
/// tells the number that is expected next. The data are a Noise stream, encrypted: each segment counts once, by its number.
/// </summary>
sealed class DnsttSession(Conversation conversation, SessionDraft draft)
{
    const int SegmentBytes = 24;
    const byte Push = 81, Acknowledge = 82;

    /// <summary>Most data of a segment: a packet in a name is shorter than its length byte allows (223), and an answer than what is asked for by EDNS(0) (4,096).</summary>
    const int MostUp = 223 - SegmentBytes, MostDown = 4096 - SegmentBytes;

    readonly Direction _up = new(MostUp), _down = new(MostDown);
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
        draft.Carry(Way.Up, transaction.First, Segments(packet, _up, _down));
        for (var answer = conversation.Answer(transaction); answer.Length >= sizeof(ushort);)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(answer);
            if (length > answer.Length - sizeof(ushort))
            {
                break;
            }
            draft.Carry(Way.Down, transaction.Complete, Segments(answer.Slice(sizeof(ushort), length), _down, _up));
            answer = answer[(sizeof(ushort) + length)..];
        }
    }

    /// <summary>Counts what was taken.</summary>
    public void Finish()
    {
        (draft.Up.IsReadable, draft.Down.IsReadable, draft.Codec) = (false, false, "base32 up, raw down");
        draft.Note("encrypted", Sentence.Of("the stream is encrypted by Noise: the bytes of its segments are counted, each segment once"));
        draft.Note("names", Sentence.Of($"names hold {_packetBytes} bytes of packets, and {_padding} of the client's number and of padding; {_polls} of them hold no packet"));
        foreach (var (way, sent) in new[] { (Way.Up, _up), (Way.Down, _down) })
        {
            var (gaps, missing) = sent.Missing();
            (draft[way].Sized, draft[way].GapsBesides, draft[way].MissingBesides) = (sent.Bytes, gaps, missing);
            if (sent.First > 0)
            {
                draft.Note(way == Way.Up ? "middle-up" : "middle-down", Sentence.Of($"{sent.First} segments {(way == Way.Up ? "up" : "down")} before the first that is here are not in the evidence"));
            }
            if (sent.Count > 0)
            {
                draft.Tell(way, draft.FirstMessage, Sentence.Of($"{sent.Bytes} bytes in {sent.Count} segments, {gaps} gaps"), sent.Bytes);
            }
        }
    }

    /// <summary>Bytes of the segments of a packet that are new.</summary>
    static int Segments(ReadOnlySpan<byte> packet, Direction sent, Direction received)
    {
        var fresh = 0;
        while (packet.Length >= SegmentBytes)
        {
            var (number, length) = (BinaryPrimitives.ReadUInt32LittleEndian(packet[12..]), BinaryPrimitives.ReadUInt32LittleEndian(packet[20..]));
            if (length > packet.Length - SegmentBytes)
            {
                break;
            }
            received.Expects(BinaryPrimitives.ReadUInt32LittleEndian(packet[16..]));
            if (packet[4] == Push)
            {
                fresh += sent.Add(number, (int)length);
            }
            else if (packet[4] == Acknowledge)
            {
                received.Expects(number + 1L);
            }
            packet = packet[(SegmentBytes + (int)length)..];
        }
        return fresh;
    }

    /// <summary>The segments of one direction.</summary>
    sealed class Direction(int mostBytes)
    {
        /// <summary>Numbers of segments that are kept.</summary>
        const int MostSegments = 1 << 20;

        /// <summary>More segments than the other side has room for (a u16) are not under way: a number beyond is damage.</summary>
        const int MostWindow = ushort.MaxValue;

        readonly Dictionary<uint, int> _segments = [];
        readonly HashSet<long> _expected = [];

        public int Count => _segments.Count;

        public long Bytes => _segments.Values.Sum(length => (long)length);

        /// <summary>Number of the first segment that is here; 0 where none is.</summary>
        public uint First => Count > 0 ? _segments.Keys.Min() : 0;

        /// <summary>Takes a segment.</summary>
        /// <returns>Its bytes, if it is new.</returns>
        public int Add(uint number, int length) => Count < MostSegments && _segments.TryAdd(number, length) ? length : 0;

        /// <summary>The other side has had all segments before a number, or the one before it.</summary>
        public void Expects(long number)
        {
            if (_expected.Count < MostSegments)
            {
                _expected.Add(number);
            }
        }

        /// <summary>Runs of numbers that are missing behind the first, up to those that the other side has had, and the bytes that they can have held.</summary>
        public (int Gaps, long Bytes) Missing()
        {
            var (gaps, missing, next) = (0, 0L, (long)First);
            foreach (var number in _segments.Keys.Order())
            {
                gaps += number > next ? 1 : 0;
                missing += number - next;
                next = number + 1L;
            }
            var end = _expected.Where(number => number <= next + MostWindow).DefaultIfEmpty().Max();
            return end > next ? (gaps + 1, (missing + end - next) * mostBytes) : (gaps, missing * mostBytes);
        }
    }
}
