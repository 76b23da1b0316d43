using System.Buffers;
using System.Buffers.Binary;
using Nameward.Engine.Evidence.Wire;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// Cuts one direction of a TCP stream into DNS messages, each behind its length in two bytes (RFC 1035 section 4.2.2). Where it is not known where a
/// message begins, because the start or a part was not captured, a length followed by a message that passes <see cref="DnsContent"/> shows it, or such a
/// message alone at the start of what follows. What is there of a message that is not whole is read as far as it goes.
/// </summary>
sealed class DnsFraming
{
    const int LengthBytes = 2;

    /// <summary>Messages that may fail when a start is searched for; random bytes look like one once in millions of times.</summary>
    const int MostTries = 32;

    readonly Conversation _conversation;
    readonly StreamEnds _ends;
    byte[] _kept = [];
    int _count;
    PacketStamp _last;
    Stage _stage;
    int _skip;
    int _tries = MostTries;
    bool _isProven;
    bool _isFresh;
    bool _isLossTold;

    /// <summary>Stands at the first byte to come.</summary>
    /// <param name="conversation">The conversation that counts the messages.</param>
    /// <param name="ends">From whom to whom.</param>
    /// <param name="isExpected">Whether the port says that it is DNS; else the first message must pass by content.</param>
    /// <param name="isStart">Whether the first byte to come is the first of the stream.</param>
    public DnsFraming(Conversation conversation, in StreamEnds ends, bool isExpected, bool isStart)
    {
        (_conversation, _ends) = (conversation, ends);
        _isProven = isExpected;
        _isFresh = true;
        _stage = isStart || !isExpected ? Stage.Messages : Stage.Searching;
    }

    enum Stage : byte
    {
        Messages,
        Skipping,
        Searching,
        Over,
    }

    /// <summary>Whether it is known to be no DNS, or no start was found in all that came.</summary>
    public bool IsOver => _stage == Stage.Over;

    /// <summary>Bytes of memory held.</summary>
    public int Held => _kept.Length;

    /// <summary>The last bytes that came, as far as no whole message was among them.</summary>
    public ReadOnlySpan<byte> Kept => _kept.AsSpan(0, _count);

    /// <summary>Takes the bytes that come next.</summary>
    public void Take(ReadOnlySpan<byte> bytes, PacketStamp at, DnsStreamRows rows)
    {
        if (_stage == Stage.Skipping)
        {
            var skipped = Math.Min(_skip, bytes.Length);
            bytes = bytes[skipped..];
            _skip -= skipped;
            _stage = _skip == 0 ? Stage.Messages : Stage.Skipping;
        }
        if (bytes.IsEmpty || IsOver)
        {
            return;
        }
        _last = at;
        if (_count == 0)
        {
            Keep(bytes[Consume(bytes, at, rows)..]);
            return;
        }
        Keep(bytes);
        var used = Consume(Kept, at, rows);
        _kept.AsSpan(used, _count - used).CopyTo(_kept);
        _count -= used;
        ReleaseEmpty();
    }

    /// <summary>The capture holds no more than was taken of a segment: <paramref name="count"/> bytes are left out.</summary>
    public void Cut(int count, PacketStamp at, DnsStreamRows rows)
    {
        if (_stage == Stage.Messages && !TellStart(rows) && _isProven)
        {
            rows.Malformed(at, WireDamage.Captured.Because());
        }
        Jump(count);
    }

    /// <summary>The next <paramref name="count"/> bytes are not in the capture; what <paramref name="at"/> holds follows.</summary>
    public void Lose(int count, PacketStamp at, DnsStreamRows rows)
    {
        if (_stage == Stage.Messages)
        {
            TellStart(rows);
        }
        Jump(count);
        if (!IsOver)
        {
            rows.Malformed(at, PacketDamage.StreamHole);
        }
    }

    /// <summary>Nothing more comes.</summary>
    public void End(DnsStreamRows rows)
    {
        if (_stage == Stage.Messages && !TellStart(rows) && _isProven && _count > 0)
        {
            rows.Malformed(_last, PacketDamage.StreamEnds);
        }
        if (_stage == Stage.Searching && _count > 0)
        {
            TellLoss(_last, rows);
        }
        _count = 0;
        ReleaseEmpty();
    }

    /// <returns>How many bytes need not be kept.</returns>
    int Consume(ReadOnlySpan<byte> bytes, PacketStamp at, DnsStreamRows rows)
    {
        for (var used = 0; ;)
        {
            var stage = _stage;
            used += stage switch
            {
                Stage.Messages => ReadMessages(bytes[used..], at, rows),
                Stage.Searching => Search(bytes[used..], at, rows),
                _ => bytes.Length - used,
            };
            if (stage == _stage)
            {
                return used;
            }
        }
    }

    int ReadMessages(ReadOnlySpan<byte> bytes, PacketStamp at, DnsStreamRows rows)
    {
        var used = 0;
        while (bytes.Length - used >= LengthBytes && _stage == Stage.Messages)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[used..]);
            var rest = bytes[(used + LengthBytes)..];
            if (length < WireHeader.Bytes)
            {
                LoseLength(at, rows);
                break;
            }
            if (rest.Length < length)
            {
                _stage = _isProven || MayBegin(rest, length) ? _stage : Stage.Over;
                break;
            }
            Tell(rest[..length], length, at, rows);
            used += LengthBytes + length;
        }
        return used;
    }

    void LoseLength(PacketStamp at, DnsStreamRows rows)
    {
        if (!_isProven)
        {
            _stage = Stage.Over;
            return;
        }
        rows.Malformed(at, PacketDamage.StreamLength);
        (_stage, _isFresh, _isLossTold) = (Stage.Searching, false, true);
    }

    /// <summary>Looks for the place where a message begins.</summary>
    int Search(ReadOnlySpan<byte> bytes, PacketStamp at, DnsStreamRows rows)
    {
        if (_isFresh && TellBare(bytes, at, rows))
        {
            return bytes.Length;
        }
        _isFresh = false;
        var place = 0;
        for (; bytes.Length - place >= LengthBytes + WireHeader.Bytes; place++)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[place..]);
            var rest = bytes[(place + LengthBytes)..];
            if (!MayBegin(rest, length))
            {
                continue;
            }
            var isWhole = rest.Length >= length;
            if (!isWhole || rows.IsMessage(rest[..length], length))
            {
                _stage = isWhole ? Stage.Messages : Stage.Searching;
                break;
            }
            if (--_tries == 0)
            {
                _stage = Stage.Over;
                break;
            }
        }
        if (place > 0 || IsOver)
        {
            TellLoss(at, rows);
        }
        return IsOver ? bytes.Length : place;
    }

    /// <summary>A segment that holds a message without its length, which stood at the end of a segment before.</summary>
    bool TellBare(ReadOnlySpan<byte> bytes, PacketStamp at, DnsStreamRows rows)
    {
        if (_count > 0 || !rows.IsMessage(bytes, bytes.Length))
        {
            return false;
        }
        _stage = Stage.Messages;
        Tell(bytes, bytes.Length, at, rows);
        return true;
    }

    static bool MayBegin(ReadOnlySpan<byte> bytes, int length) => !WireHeader.TryRead(bytes, out var header) || DnsContent.Allows(header, length);

    /// <summary>Tells a message of which <paramref name="length"/> bytes were sent.</summary>
    void Tell(ReadOnlySpan<byte> message, int length, PacketStamp at, DnsStreamRows rows)
    {
        if (!_isProven && !rows.IsMessage(message, length))
        {
            _stage = Stage.Over;
            return;
        }
        _isProven = true;
        _conversation.Messages += rows.Write(_ends, message, length, at) ? 1 : 0;
    }

    /// <summary>Tells what is there of the message at hand; the bytes stay kept.</summary>
    /// <returns>Whether one is at hand.</returns>
    bool TellStart(DnsStreamRows rows)
    {
        if (_count <= LengthBytes)
        {
            return false;
        }
        Tell(Kept[LengthBytes..], BinaryPrimitives.ReadUInt16BigEndian(Kept), _last, rows);
        return true;
    }

    void TellLoss(PacketStamp at, DnsStreamRows rows)
    {
        if (!_isLossTold)
        {
            rows.Malformed(at, PacketDamage.StreamStart);
            _isLossTold = true;
        }
    }

    /// <summary>Goes on behind bytes that are not there: known to be inside a message, at the end of one, or anywhere.</summary>
    void Jump(int count)
    {
        var left = _stage switch
        {
            Stage.Messages when _count >= LengthBytes => LengthBytes + BinaryPrimitives.ReadUInt16BigEndian(Kept) - _count - (long)count,
            Stage.Skipping => _skip - (long)count,
            _ => -1,
        };
        _count = 0;
        ReleaseEmpty();
        if (!IsOver)
        {
            _stage = !_isProven ? Stage.Over : left < 0 ? Stage.Searching : left == 0 ? Stage.Messages : Stage.Skipping;
            _skip = (int)Math.Max(0, left);
            _isFresh = _isLossTold = true;
        }
    }

    void Keep(ReadOnlySpan<byte> bytes)
    {
        var count = _count + bytes.Length;
        if (count > _kept.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(count);
            Kept.CopyTo(larger);
            Release();
            _kept = larger;
        }
        bytes.CopyTo(_kept.AsSpan(_count));
        _count = count;
    }

    void ReleaseEmpty()
    {
        if (_count == 0)
        {
            Release();
        }
    }

    void Release()
    {
        if (_kept.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_kept);
            _kept = [];
        }
    }
}
