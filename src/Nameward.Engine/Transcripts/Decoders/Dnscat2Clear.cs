using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// A session of dnscat2 in clear: sequence and acknowledgement count the bytes of each direction from a random number on, as in TCP (doc/protocol.md). What it
/// carries is text of a console or a program, or, where the session is opened so, commands (<see cref="Dnscat2Commands"/>).
/// </summary>
sealed class Dnscat2Clear(Conversation conversation, SessionDraft session)
{
    const int Numbers = 1 << 16, InnerBytes = 4;
    const int HasName = 1, IsCommand = 0x20;

    readonly Turns _turns = new(conversation, session);
    readonly WrappingCounter[] _counters = [new(Numbers), new(Numbers)];
    readonly List<(long Place, int Message)>[] _marks = [[], []];
    readonly long[] _origins = new long[2];
    bool _isCommand, _isOpened;

    /// <summary>Whether the answer goes on where its question says: its sequence is what the question acknowledges.</summary>
    public static bool Agree(in Dnscat2Exchange exchange) =>
        exchange is { Question: { Type: Dnscat2Type.Message, Body.Length: >= InnerBytes }, Answer: { IsPacket: true, Type: Dnscat2Type.Message, Body.Length: >= InnerBytes } }
        && Number(exchange.Answer.Body) == Number(exchange.Question.Body[2..]) && Number(exchange.Answer.Body[2..]) == (ushort)(Number(exchange.Question.Body) + exchange.Question.Body.Length - InnerBytes);

    /// <summary>Whether the next question begins where the one before ends.</summary>
    public static bool GoesOn(Dnscat2Packet question, Dnscat2Packet next) =>
        question.Body.Length >= InnerBytes && next.Body.Length >= InnerBytes && Number(next.Body) == (ushort)(Number(question.Body) + question.Body.Length - InnerBytes);

    /// <summary>Tells the session, and puts its streams together.</summary>
    public void Rebuild(List<Dnscat2Exchange> exchanges)
    {
        Begin(exchanges);
        foreach (var (transaction, question, answer) in exchanges)
        {
            Read(Way.Up, transaction.First, question);
            if (answer.IsPacket)
            {
                Read(Way.Down, transaction.Answer, answer);
            }
        }
        _turns.End();
        Array.ForEach(_marks, marks => marks.Sort());
        session.Codec = "hexadecimal up and down";
        if (_isCommand || (!_isOpened && Dnscat2Commands.Fit(session)))
        {
            new Dnscat2Commands(session, (way, place) => MessageAt(way, place)).Tell();
        }
        if (!_isOpened)
        {
            session.Note("middle", Sentence.Of("it begins in the middle: that it was opened is not in the evidence"));
        }
    }

    static ushort Number(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    /// <summary>Where each direction begins: at the number that it is opened with, else at the lowest that either side names.</summary>
    void Begin(List<Dnscat2Exchange> exchanges)
    {
        Span<long?> lowest = [null, null];
        foreach (var (_, question, answer) in exchanges)
        {
            Lower(lowest, Way.Up, question);
            if (answer.IsPacket)
            {
                Lower(lowest, Way.Down, answer);
            }
        }
        foreach (var way in new[] { Way.Up, Way.Down })
        {
            var open = exchanges.Select(exchange => way == Way.Up ? exchange.Question : exchange.Answer).FirstOrDefault(packet => packet is { IsPacket: true, Type: Dnscat2Type.Open, Body.Length: >= InnerBytes });
            var from = lowest[(int)way];
            _counters[(int)way] = new(Numbers);
            if (open.IsPacket)
            {
                _isOpened = true;
                from = Number(open.Body);
            }
            if (from is { } place)
            {
                _counters[(int)way].Count((int)((place % Numbers + Numbers) % Numbers));
                _origins[(int)way] = _counters[(int)way].Last ?? 0;
                session[way].Stream.BeginsAt(0);
            }
        }
    }

    void Lower(Span<long?> lowest, Way way, Dnscat2Packet packet)
    {
        if (packet is not { Type: Dnscat2Type.Message, Body.Length: >= InnerBytes })
        {
            return;
        }
        long sent = _counters[(int)way].Count(Number(packet.Body)), known = _counters[1 - (int)way].Count(Number(packet.Body[2..]));
        lowest[(int)way] = Math.Min(lowest[(int)way] ?? sent, sent);
        lowest[1 - (int)way] = Math.Min(lowest[1 - (int)way] ?? known, known);
    }

    void Read(Way way, int message, Dnscat2Packet packet)
    {
        var body = packet.Body;
        switch (packet.Type)
        {
            case Dnscat2Type.Open when body.Length >= InnerBytes:
                Open(way, message, body);
                break;
            case Dnscat2Type.Message when body.Length >= InnerBytes:
                Say(way, message, body);
                break;
            case Dnscat2Type.End:
                session.Tell(way, message, Sentence.Of($"ends the session: {Excerpt.Of(UpToZero(body))}"));
                break;
            case Dnscat2Type.Ping:
                session.Tell(way, message, Sentence.Of($"ping {Excerpt.Of(UpToZero(body))}"));
                break;
            default:
                session.Tell(way, message, Sentence.Of("a packet that is too short"));
                break;
        }
    }

    void Open(Way way, int message, ReadOnlySpan<byte> body)
    {
        var options = Number(body[2..]);
        _isCommand |= way == Way.Up && (options & IsCommand) != 0;
        var name = (options & HasName) != 0 ? Sentence.Of($" with the name \"{Excerpt.Text(UpToZero(body[InnerBytes..]))}\"") : Sentence.Of("");
        session.Tell(way, message, way == Way.Up ? Sentence.Of($"opens the session{((options & IsCommand) != 0 ? " for commands" : "")}{name}") : Sentence.Of($"agrees{name}"));
    }

    void Say(Way way, int message, ReadOnlySpan<byte> body)
    {
        var other = (Way)(1 - way);
        var place = _counters[(int)way].Count(Number(body)) - _origins[(int)way];
        var acknowledged = _counters[(int)other].Count(Number(body[2..])) - _origins[(int)other];
        session[other].Stream.GoesTo(acknowledged);
        var data = body[InnerBytes..];
        if (data.IsEmpty)
        {
            session[way].Stream.GoesTo(place);
            if (way == Way.Up)
            {
                _turns.Poll(message);
            }
            return;
        }
        var fresh = session[way].Stream.Put(place, data);
        if (fresh > 0)
        {
            _marks[(int)way].Add((place + data.Length - fresh, message));
            _turns.Say(way, message, data[^fresh..]);
        }
    }

    /// <summary>The message that carried the byte at a place.</summary>
    int MessageAt(Way way, long place)
    {
        var marks = _marks[(int)way];
        int from = 0, to = marks.Count - 1;
        while (from < to)
        {
            var middle = (from + to + 1) / 2;
            (from, to) = marks[middle].Place <= place ? (middle, to) : (from, middle - 1);
        }
        return marks[from].Message;
    }

    static ReadOnlySpan<byte> UpToZero(ReadOnlySpan<byte> text) => text.IndexOf((byte)0) is >= 0 and var end ? text[..end] : text;
}
