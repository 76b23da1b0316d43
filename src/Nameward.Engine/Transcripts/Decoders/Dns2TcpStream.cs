using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// One session of dns2tcp. The client numbers its questions from 1, 0 left out; each carries data up, or nothing, and its answer carries data down, or
/// nothing. Both streams are in the order of these numbers (client/queue.c, server/queue.c), and a question sent again is the same name.
/// </summary>
sealed class Dns2TcpStream
{
    /// <summary>MAX_DNS_LEN of the server, less what base64 and the header take.</summary>
    const int MostDown = 512 * 3 / 4 - Dns2TcpPacket.HeaderBytes;

    const int Numbers = ushort.MaxValue;

    readonly Conversation _conversation;
    readonly SessionDraft _session;
    readonly Turns _turns;
    readonly string? _secret;
    readonly SortedDictionary<long, Exchange> _exchanges = [];
    readonly HashSet<ushort> _acknowledged = [];
    readonly WrappingCounter _counter = new(Numbers);
    byte[] _challenge = [];
    ushort _type;
    HostileText _firstSkipped;
    int _skipped, _others, _hidden;
    bool _hasLogin, _hasConnect;

    /// <summary>Begins a session.</summary>
    /// <param name="conversation">Where it is in.</param>
    /// <param name="sessions">Where it is told.</param>
    /// <param name="number">What the server calls it.</param>
    /// <param name="before">Sessions of this number before it.</param>
    public Dns2TcpStream(Conversation conversation, SessionDrafts sessions, ushort number, int before)
    {
        (_conversation, Number, _secret) = (conversation, number, sessions.Secret);
        _session = sessions.Of(before == 0 ? $"0x{number:x4}" : $"0x{number:x4} again {before}");
        _turns = new(conversation, _session);
    }

    /// <summary>What the server calls it.</summary>
    public ushort Number { get; }

    /// <summary>Whether questions behind the log-in were seen.</summary>
    public bool HasData => _exchanges.Count > 0;

    /// <summary>A name in which there is no packet of a session.</summary>
    public void Skip(Transaction transaction)
    {
        _session.Take(transaction);
        _firstSkipped = _skipped++ == 0 ? Excerpt.Text(_conversation.Text(transaction)) : _firstSkipped;
    }

    /// <summary>A packet of the session, and what came back for it.</summary>
    public void Add(in Transaction transaction, Dns2TcpPacket packet, List<Dns2TcpPacket> answers)
    {
        _session.Take(transaction);
        _type = _conversation.Type(transaction);
        switch (packet.Command)
        {
            case "auth":
                LogIn(transaction, packet, answers);
                break;
            case "resource":
                _session.Tell(Way.Up, transaction.First, Sentence.Of("asks which resources there are"));
                TellAnswer(transaction, answers, () => Sentence.Of($"resources: {HostileText.Joined(answers.Select(answer => Excerpt.Text(answer.Data)))}"));
                break;
            case "connect":
                _hasConnect = true;
                _session.Tell(Way.Up, transaction.First, Sentence.Of($"would be connected to the resource \"{Excerpt.Text(packet.Data)}\""));
                TellAnswer(transaction, answers, () => Sentence.Of("connected"));
                break;
            default:
                Exchanged(transaction, packet, answers);
                break;
        }
    }

    /// <summary>Puts together what was said, when all of it is there.</summary>
    public void Finish()
    {
        var (expected, answered) = (_hasConnect ? 1 : _exchanges.Keys.FirstOrDefault(), _exchanges.Where(exchange => exchange.Value.Answer is not null).Select(exchange => exchange.Key).LastOrDefault());
        var unanswered = false;
        foreach (var (number, exchange) in _exchanges)
        {
            if (number > expected)
            {
                Miss(number - expected, isNew: true);
            }
            expected = number + 1;
            Up(exchange);
            if (exchange.Answer is { } answer)
            {
                Down(exchange, answer);
            }
            else if (_conversation.ShowsAnswers && (number < answered || _acknowledged.Contains(exchange.Question.Sequence)))
            {
                MissDown(1, isNew: !unanswered);
            }
            unanswered = exchange.Answer is null;
        }
        _turns.End();
        _session.Codec = $"base64 up and down, {(_type == RecordTypes.Key ? "KEY" : "TXT")}";
        TellNotes();
    }

    void LogIn(in Transaction transaction, Dns2TcpPacket packet, List<Dns2TcpPacket> answers)
    {
        _hasLogin = true;
        if (packet.Session == 0)
        {
            _session.Tell(Way.Up, transaction.First, Sentence.Of($"asks for a session{((packet.Type & Dns2TcpType.Compressed) != 0 ? ", with answers compressed" : "")}"));
            if (answers is [var answer, ..])
            {
                _challenge = answer.Data;
                _session.Tell(Way.Down, transaction.Answer, Sentence.Of($"session 0x{Number:x4}; challenge {Excerpt.Text(_challenge)}"));
            }
            return;
        }
        _session.Tell(Way.Up, transaction.First, Sentence.Of($"logs in: HMAC-SHA1 of the challenge {Excerpt.Text(packet.Data)}{Verified(packet.Data)}"));
        TellAnswer(transaction, answers, () => Sentence.Of("logged in"));
    }

    [SuppressMessage("Security", "CA5350", Justification = "The protocol fixes SHA-1; a sum that was recorded is compared, and nothing is protected.")]
    // common/mycrypto.c: upper-case hexadecimal; without a key in its configuration the client signs with an empty one.
    string Verified(byte[] sum)
    {
        if (_challenge.Length == 0 || _secret is null)
        {
            return "";
        }
        var right = Convert.ToHexString(HMACSHA1.HashData(Encoding.UTF8.GetBytes(_secret), _challenge));
        return sum.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(right)) ? ", made with the secret that is given" : ", not made with the secret that is given";
    }

    void TellAnswer(in Transaction transaction, List<Dns2TcpPacket> answers, Func<Sentence> agreed)
    {
        if (answers is [var answer, ..])
        {
            _session.Tell(Way.Down, transaction.Answer, answer.Type == Dns2TcpType.Error ? Sentence.Of($"refused: {Excerpt.Of(answer.Data)}") : agreed());
        }
    }

    void Exchanged(in Transaction transaction, Dns2TcpPacket packet, List<Dns2TcpPacket> answers)
    {
        if (packet.Acknowledged != 0)
        {
            _acknowledged.Add(packet.Acknowledged);
        }
        if (packet.Type == Dns2TcpType.End)
        {
            // It has the number of the question before.
            _session.Tell(Way.Up, transaction.First, Sentence.Of("ends the session"));
            return;
        }
        if (packet.Sequence == 0)
        {
            Skip(transaction);
            return;
        }
        // From 1, with no 0: the number behind 65,535 is 1 again.
        var number = _counter.Count(packet.Sequence - 1) + 1;
        var answer = answers is [var first, ..] && first.Session == packet.Session && first.Sequence == packet.Sequence ? first : null;
        if (!_exchanges.TryGetValue(number, out var known))
        {
            _exchanges.Add(number, new(transaction, packet, answer));
        }
        else if (known.Question.Type != packet.Type || !known.Question.Data.AsSpan().SequenceEqual(packet.Data))
        {
            _others++;
        }
        else if (known.Answer is null && answer is not null)
        {
            _exchanges[number] = known with { Transaction = known.Transaction with { Answer = transaction.Answer }, Answer = answer };
        }
    }

    void Up(Exchange exchange)
    {
        var packet = exchange.Question;
        if ((packet.Type & Dns2TcpType.Data) != 0)
        {
            Say(Way.Up, exchange.Transaction.First, packet);
        }
        else if (packet.Length == 0)
        {
            _turns.Poll(exchange.Transaction.First);
        }
    }

    void Down(Exchange exchange, Dns2TcpPacket answer)
    {
        var message = exchange.Transaction.Answer;
        if ((answer.Type & Dns2TcpType.Data) != 0)
        {
            Say(Way.Down, message, answer);
        }
        else if (answer.Type == Dns2TcpType.End)
        {
            _session.Tell(Way.Down, message, Sentence.Of("ends the session"));
        }
        else if (answer.Type == Dns2TcpType.Error)
        {
            _session.Tell(Way.Down, message, Sentence.Of($"refused: {Excerpt.Of(answer.Data)}"));
        }
        else if ((answer.Type & Dns2TcpType.Refused) != 0)
        {
            _session.Tell(Way.Down, message, Sentence.Of($"packet {exchange.Question.Sequence} is not accepted"));
        }
    }

    void Say(Way way, int message, Dns2TcpPacket packet)
    {
        var put = packet.AppendTo(_session[way].Stream);
        _hidden += packet.Length - put;
        if (packet.IsHidden)
        {
            _turns.Size(way, message, put);
        }
        else
        {
            _turns.Say(way, message, packet.Data);
        }
    }

    /// <summary>Questions that are missing, and so what was in their answers.</summary>
    void Miss(long questions, bool isNew)
    {
        var room = WireName.MaxBytes - _conversation.ApexName.Length;
        _session.Up.GapsBesides += isNew ? 1 : 0;
        _session.Up.MissingBesides += questions * Math.Max(0, (room - (room + 63) / 64) * 3 / 4 - Dns2TcpPacket.HeaderBytes);
        MissDown(questions, isNew);
    }

    void MissDown(long answers, bool isNew)
    {
        _session.Down.GapsBesides += isNew ? 1 : 0;
        _session.Down.MissingBesides += answers * MostDown;
    }

    void TellNotes()
    {
        var first = _exchanges.Keys.FirstOrDefault();
        if (!_hasConnect && first > 1)
        {
            _session.Note("middle", Sentence.Of($"it begins in the middle: {first - 1} packets before the first that is here are not in the evidence"));
        }
        else if (!_hasLogin)
        {
            _session.Note("log-in", Sentence.Of("its log-in is not in the evidence"));
        }
        if (_skipped > 0)
        {
            _session.Note("skipped", Sentence.Of($"{_skipped} names hold no packet that can be read; the first is {_firstSkipped}"));
        }
        Note("others", _others, "packets repeat the number of another and say something else; what came first is told");
        Note("hidden", _hidden, "bytes are hidden by \"?\" in the log");
        Note("gaps-up", _session.Up.GapsBesides, "runs of packets are missing; how much was in them is not known, and nothing stands for them in the files");
        Note("gaps-down", _session.Down.GapsBesides - _session.Up.GapsBesides, "runs of answers are missing; how much was in them is not known, and nothing stands for them in the files");
    }

    void Note(string id, int count, string what)
    {
        if (count > 0)
        {
            _session.Note(id, Sentence.Of($"{count} {what}"));
        }
    }

    sealed record Exchange(Transaction Transaction, Dns2TcpPacket Question, Dns2TcpPacket? Answer);
}
