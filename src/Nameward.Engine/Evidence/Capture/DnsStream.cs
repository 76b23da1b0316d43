using System.Buffers;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// One direction of a TCP connection that may carry DNS, put in order by its sequence numbers (RFC 9293 section 3.4). Bytes that came first are read;
/// others at the same place are told where the first are still held. What is missing is given up when it has been waited for long enough, or too much
/// waits behind it: then the bytes behind go on from there.
/// </summary>
sealed class DnsStream
{
    /// <summary>How far ahead of the next byte a segment is believed; windows are seldom larger.</summary>
    const int MostAhead = 256 << 10;

    const int MostPieces = 256;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly List<StreamPiece> _pieces = [];
    readonly ConversationSide _side;
    readonly DnsFraming _framing;
    uint _next;
    uint? _behindFar;

    /// <summary>A stream that waits for <paramref name="next"/>.</summary>
    /// <param name="conversation">The conversation that counts its messages.</param>
    /// <param name="side">The side that sends it.</param>
    /// <param name="ends">From whom to whom.</param>
    /// <param name="isExpected">Whether the port says that it is DNS; else its first message must pass by content.</param>
    /// <param name="next">Sequence number of the first byte to come.</param>
    /// <param name="isStart">Whether that is the first byte of the stream.</param>
    public DnsStream(Conversation conversation, ConversationSide side, in StreamEnds ends, bool isExpected, uint next, bool isStart)
    {
        _side = side;
        _next = next;
        _framing = new(conversation, ends, isExpected, isStart);
        Node = new(this);
    }

    /// <summary>Its place among the streams by use.</summary>
    public LinkedListNode<DnsStream> Node { get; }

    /// <summary>Whether it is known to be no DNS, or not to be read any further.</summary>
    public bool IsOver => _framing.IsOver;

    /// <summary>Bytes of memory that wait for others.</summary>
    public int Held { get; private set; }

    /// <summary>Takes a segment with data.</summary>
    public void Take(in TcpSegment segment, PacketStamp at, DnsStreamRows rows)
    {
        GiveUpOverdue(at, rows);
        var part = new StreamPart((int)(segment.DataSequence - _next), segment.Payload, segment.Sent);
        if (part is { Offset: -1, Sent: 1 })
        {
            // A byte sent to keep the connection alive may have any value (RFC 9293 section 3.8.4).
            return;
        }
        var isOtherwise = part.Offset < 0 && DiffersFromKept(part);
        if (part.Offset > MostAhead)
        {
            TakeFar(segment, part, at, rows);
        }
        else if (part.End > 0)
        {
            part = part.Offset < 0 ? part.Between(0, part.End) : part;
            isOtherwise |= TakeAhead(part, at, rows);
        }
        if (isOtherwise)
        {
            rows.Malformed(at, PacketDamage.StreamOverlap);
        }
        Measure();
    }

    /// <summary>Tells what is still waited for, and lets go of everything.</summary>
    public void End(DnsStreamRows rows)
    {
        while (_pieces.Count > 0)
        {
            GiveUpHole(rows);
        }
        _framing.End(rows);
        _side.Stream = null;
    }

    bool DiffersFromKept(in StreamPart part)
    {
        var kept = _framing.Kept;
        int from = Math.Max(part.Offset, -kept.Length), to = Math.Min(0, part.Offset + part.Bytes.Length);
        return from < to && !part.Bytes[(from - part.Offset)..(to - part.Offset)].SequenceEqual(kept[(from + kept.Length)..(to + kept.Length)]);
    }

    /// <returns>Whether it holds other bytes than those that came before it.</returns>
    bool TakeAhead(in StreamPart part, PacketStamp at, DnsStreamRows rows)
    {
        if (_pieces.Count == 0 && part.Offset == 0)
        {
            Read(part.Bytes, part.Sent, at, rows);
            return false;
        }
        var isOtherwise = Insert(part, at);
        while (_pieces.Count > 0 && _pieces[0].Sequence == _next)
        {
            ReadFirstPiece(at, rows);
        }
        while (_pieces.Count > MostPieces)
        {
            GiveUpHole(rows);
        }
        return isOtherwise;
    }

    /// <summary>
    /// A segment that no window can hold is another's, unless a second one follows right behind it: then the capture lacks what lies before.
    /// </summary>
    void TakeFar(in TcpSegment segment, in StreamPart part, PacketStamp at, DnsStreamRows rows)
    {
        if (_behindFar != segment.DataSequence)
        {
            _behindFar = segment.DataSequence + (uint)segment.Sent;
            rows.Malformed(at, PacketDamage.StreamFar);
            return;
        }
        while (_pieces.Count > 0)
        {
            GiveUpHole(rows);
        }
        _framing.Lose(int.MaxValue, at, rows);
        _next = segment.DataSequence;
        Read(part.Bytes, part.Sent, at, rows);
    }

    /// <summary>Keeps what of a part no piece holds yet, in order.</summary>
    /// <returns>Whether it holds other bytes where pieces are.</returns>
    bool Insert(in StreamPart part, PacketStamp at)
    {
        var isOtherwise = false;
        var from = part.Offset;
        for (var i = 0; i < _pieces.Count && from < part.End; i++)
        {
            var piece = new StreamPart((int)(_pieces[i].Sequence - _next), _pieces[i].Bytes, _pieces[i].Sent);
            if (piece.End <= from)
            {
                continue;
            }
            if (piece.Offset >= part.End)
            {
                break;
            }
            if (from < piece.Offset)
            {
                Keep(i++, part.Between(from, piece.Offset), at);
            }
            isOtherwise |= Differ(part, piece);
            from = piece.End;
        }
        if (from < part.End)
        {
            Keep(PlaceBefore(part.End), part.Between(from, part.End), at);
        }
        return isOtherwise;
    }

    int PlaceBefore(int offset)
    {
        var place = _pieces.FindIndex(piece => (int)(piece.Sequence - _next) >= offset);
        return place < 0 ? _pieces.Count : place;
    }

    static bool Differ(in StreamPart one, in StreamPart other)
    {
        int from = Math.Max(one.Offset, other.Offset), to = Math.Min(one.Offset + one.Bytes.Length, other.Offset + other.Bytes.Length);
        return from < to && !one.Between(from, to).Bytes.SequenceEqual(other.Between(from, to).Bytes);
    }

    void Keep(int place, in StreamPart part, PacketStamp at)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(part.Bytes.Length);
        part.Bytes.CopyTo(buffer);
        _pieces.Insert(place, new(_next + (uint)part.Offset, buffer, part.Bytes.Length, part.Sent, at));
    }

    void GiveUpOverdue(PacketStamp at, DnsStreamRows rows)
    {
        while (_pieces is [var first, ..] && first.At.Time != DateTime.MinValue && at.Time - first.At.Time > Patience)
        {
            GiveUpHole(rows);
        }
    }

    /// <summary>Goes on behind what is missing; the messages there are told with the packets that held them.</summary>
    void GiveUpHole(DnsStreamRows rows)
    {
        var first = _pieces[0];
        _framing.Lose((int)(first.Sequence - _next), first.At, rows);
        _next = first.Sequence;
        while (_pieces.Count > 0 && _pieces[0].Sequence == _next)
        {
            ReadFirstPiece(_pieces[0].At, rows);
        }
    }

    void ReadFirstPiece(PacketStamp at, DnsStreamRows rows)
    {
        var piece = _pieces[0];
        _pieces.RemoveAt(0);
        Read(piece.Bytes, piece.Sent, at, rows);
        ArrayPool<byte>.Shared.Return(piece.Buffer);
    }

    void Read(ReadOnlySpan<byte> bytes, int sent, PacketStamp at, DnsStreamRows rows)
    {
        _framing.Take(bytes, at, rows);
        if (bytes.Length < sent)
        {
            _framing.Cut(sent - bytes.Length, at, rows);
        }
        _next += (uint)sent;
        _behindFar = null;
    }

    void Measure()
    {
        var held = _framing.Held;
        foreach (var piece in _pieces)
        {
            held += piece.Buffer.Length;
        }
        Held = held;
    }
}
