using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>One session of iodine: its handshake, the packets of both directions, and what was in them.</summary>
sealed class IodineSession
{
    const int FewestCommands = 2;

    readonly Conversation _conversation;
    readonly SessionDraft _draft;
    readonly InnerRoom _room;
    readonly InnerTraffic _inner;
    readonly IodineTalk _talk;
    readonly IodineReassembly _up, _down;
    readonly List<Transaction> _transactions = [];
    readonly int[] _byCodec = new int[IodineAnswer.Codecs.Length];
    readonly Dictionary<Way, (int First, int Count)> _run = [];
    readonly SortedSet<string> _answerCodings = new(StringComparer.Ordinal);
    int _codec, _commands, _packets, _hidden;
    bool _showsBegin;

    /// <summary>A session of a user.</summary>
    public IodineSession(Conversation conversation, SessionDraft draft, int user, InnerRoom room, string? secret)
    {
        (_conversation, _draft, _room, User) = (conversation, draft, room, user);
        _inner = new(draft);
        _talk = new(draft, user, secret);
        _up = new(UnpackNames);
        _down = new(pieces => Unpack([.. pieces.SelectMany(piece => piece)]));
    }

    /// <summary>Number that the server gave.</summary>
    public int User { get; }

    /// <summary>Whether the handshake is behind it.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Whether the server was seen to give the number.</summary>
    public bool IsWelcome { get; private set; }

    /// <summary>The session begins here.</summary>
    public void Begin()
    {
        _showsBegin = true;
        _up.Begin();
        _down.Begin();
    }

    /// <summary>The server gave the number in this answer.</summary>
    public void Welcome(uint challenge, in Transaction transaction)
    {
        Begin();
        IsWelcome = true;
        _transactions.Add(transaction);
        _talk.Welcome(challenge, transaction.Answer);
    }

    /// <summary>A name that says the same as one before.</summary>
    public void Also(in Transaction transaction) => _transactions.Add(transaction);

    /// <summary>A name of the session.</summary>
    public void Name(byte kind, ReadOnlySpan<byte> text, in Transaction transaction)
    {
        _transactions.Add(transaction);
        _commands += kind is (byte)'l' or (byte)'n' or (byte)'p' ? 1 : 0;
        if (kind == IodineName.Data && IodineFragment.TryName(text, out var piece))
        {
            IsUsed = true;
            // In no codec's alphabet.
            _hidden += piece.Data.Contains((byte)'?') ? 1 : 0;
            Put(Way.Up, _up, piece, transaction.First);
            HeardDown(piece.Heard, transaction.First);
            return;
        }
        if (kind == 'p')
        {
            IsUsed = true;
            HeardDown(IodineName.Packed(text)[1] >> 4 & 7, transaction.First);
        }
        _codec = kind == 's' && Array.IndexOf(IodineTalk.CodecNumbers, IodineAnswer.Base32.ValueOf(text[2])) is >= 0 and var codec ? codec : _codec;
        _talk.Name(kind, text, transaction.First);
    }

    /// <summary>What came back for a name of the session.</summary>
    public void Answer(byte kind, byte[] answer, in Transaction transaction)
    {
        if (kind is not (IodineName.Data or (byte)'p') || IodineTalk.IsRefusal(answer))
        {
            _talk.Answer(kind, answer, transaction.Answer);
        }
        else if (IodineFragment.TryAnswer(answer, out var piece))
        {
            Heard(_up, Way.Up, piece.Heard, transaction.Answer);
            if (piece.Data.IsEmpty)
            {
                _down.Sent(piece.Sequence);
            }
            else
            {
                _answerCodings.Add(IodineAnswer.CodingOf(_conversation, transaction) ?? "raw");
                Put(Way.Down, _down, piece, transaction.Answer);
            }
        }
    }

    /// <summary>Ends the session and tells what is known of it, if anything of it is sure.</summary>
    public void Finish()
    {
        var (lastUp, lastDown) = (_up.Lost, _down.Lost);
        _up.Finish();
        _down.Finish();
        if (!_showsBegin && _packets == 0 && _commands < FewestCommands)
        {
            return;
        }
        foreach (var transaction in _transactions)
        {
            _draft.Take(transaction);
        }
        CountLost(Way.Up, _up.Lost - lastUp, _transactions[^1].First);
        CountLost(Way.Down, _down.Lost - lastDown, _transactions[^1].First);
        TellLost(Way.Up);
        TellLost(Way.Down);
        _talk.Finish();
        _inner.Finish();
        // What came down is not shown then, but TCP inside acknowledges it.
        _draft.Down.Sized = _conversation.ShowsAnswers ? null : _draft.Down.MissingBesides;
        Count(_draft.Up, _up.Lost);
        Count(_draft.Down, _down.Lost);
        _draft.Codec = string.Join(", ", new[] { Codings("up", IodineAnswer.CodecNames.Where((_, codec) => _byCodec[codec] > 0)), Codings("down", _answerCodings) }.OfType<string>());
        Note();
    }

    void Note()
    {
        if (!_showsBegin)
        {
            _draft.Note("begin", Sentence.Of("its beginning is not in this evidence"));
        }
        if (_hidden > 0)
        {
            _draft.Note("hidden", Sentence.Of($"{_hidden} names up cannot be read: this evidence shows \"?\" for bytes that do not print"));
        }
        if (_room.IsFull)
        {
            _draft.Note("room", Sentence.Of($"what unpacks to more than {InnerRoom.MostBytes >> 20} MB is not looked at: packets behind that count as missing"));
        }
    }

    static string? Codings(string way, IEnumerable<string> names) => string.Join(" and ", names) is { Length: > 0 } joined ? $"{joined} {way}" : null;

    void Count(SessionSide side, int lost)
    {
        side.GapsBesides += lost;
        // Without the log-in it is not known how large a packet can be.
        side.MissingBesides = lost == 0 ? side.MissingBesides : _talk.Mtu is { } mtu ? side.MissingBesides + (long)lost * mtu : null;
    }

    /// <summary>Where the evidence shows no answers, what the client heard of them is missing as a whole, and not packet by packet.</summary>
    void HeardDown(int sequence, int message)
    {
        if (_conversation.ShowsAnswers)
        {
            Heard(_down, Way.Down, sequence, message);
        }
    }

    void Heard(IodineReassembly packets, Way way, int sequence, int message)
    {
        var lost = packets.Lost;
        packets.Heard(sequence);
        CountLost(way, packets.Lost - lost, message);
    }

    void Put(Way way, IodineReassembly packets, in IodineFragment piece, int message)
    {
        var lost = packets.Lost;
        var packet = packets.Take(piece);
        CountLost(way, packets.Lost - lost, message);
        if (packet is not null)
        {
            TellLost(way);
            _packets++;
            _inner.Take(way, message, _conversation.Message(message).Time, packet);
        }
    }

    /// <summary>Packets that are lost one behind the other are one line, where the first of them is known to be.</summary>
    void CountLost(Way way, int lost, int message)
    {
        if (lost > 0)
        {
            var (first, count) = _run.GetValueOrDefault(way, (message, 0));
            _run[way] = (first, count + lost);
        }
    }

    void TellLost(Way way)
    {
        if (_run.Remove(way, out var run))
        {
            _draft.Tell(way, run.First, Sentence.Of(run.Count == 1 ? "a packet before this is not there as a whole" : $"{run.Count} packets from about here on are not there as a whole"));
        }
    }

    /// <summary>The codec that was agreed on, or that the last packet was in, first; the others are tried because a switch may not have been seen.</summary>
    byte[]? UnpackNames(IReadOnlyList<byte[]> texts)
    {
        var asked = _codec;
        for (var i = 0; i < IodineAnswer.Codecs.Length; i++)
        {
            var codec = i == 0 ? asked : i <= asked ? i - 1 : i;
            if (Unpack(IodinePacket.Decode(texts, IodineAnswer.Codecs[codec])) is { } packet)
            {
                _byCodec[_codec = codec]++;
                return packet;
            }
        }
        return null;
    }

    byte[]? Unpack(byte[] packed) => packed.Length == 0 ? null : _room.Take(() => IodinePacket.Unpack(packed));
}
