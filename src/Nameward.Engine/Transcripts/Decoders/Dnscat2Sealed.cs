using System.Buffers.Binary;
using System.Security.Cryptography;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// An encrypted session of dnscat2: what it said cannot be read, as its keys are agreed anew by ECDH on P-256, and a secret that both sides share only proves
/// who they are (doc/protocol.md). How much it said can: a message is sequence, acknowledgement and data under Salsa20, which hides no length.
/// </summary>
/// <remarks>
/// The server of 0.07 uses the nonce 65,535 for all its packets, so one key stream: where the first four bytes of two of its packets are the same, so are
/// sequence and acknowledgement below. By that it is known which data was sent again, in both directions, and each byte counts once.
/// </remarks>
sealed class Dnscat2Sealed(Conversation conversation, SessionDraft session, bool hasSecret)
{
    const int InnerBytes = 4, Nonces = 1 << 16;

    /// <summary>Data that an answer of 512 bytes can hold in hexadecimal.</summary>
    const int MostDown = 256;

    readonly Turns _turns = new(conversation, session);
    readonly WrappingCounter _counter = new(Nonces);
    readonly HashSet<long> _nonces = [];
    readonly HashSet<ushort> _serverNonces = [];
    long _up, _upAll, _longest, _down, _atPlace;
    ushort? _place, _acknowledged;
    int _answers, _unanswered;

    /// <summary>Tells the session.</summary>
    public void Rebuild(List<Dnscat2Exchange> exchanges)
    {
        _serverNonces.UnionWith(exchanges.Where(exchange => IsSealed(exchange.Answer)).Select(exchange => exchange.Answer.Nonce));
        foreach (var exchange in exchanges)
        {
            Tell(Way.Up, exchange.Transaction.First, exchange.Question);
            if (exchange.Answer.IsPacket && exchange.Answer.Type != Dnscat2Type.Message)
            {
                Tell(Way.Down, exchange.Transaction.Answer, exchange.Answer);
            }
            if (IsSealed(exchange.Question))
            {
                Measure(exchange);
            }
        }
        _turns.End();
        Conclude();
    }

    static bool IsSealed(Dnscat2Packet packet) => packet is { IsPacket: true, MayBeSealed: true, Type: not (Dnscat2Type.Encryption or Dnscat2Type.Ping) };

    bool IsOneKeyStream => _serverNonces.Count == 1;

    void Measure(Dnscat2Exchange exchange)
    {
        if (!_nonces.Add(_counter.Count(exchange.Question.Nonce)) || exchange.Question is not { Type: Dnscat2Type.Message, Sealed.Length: >= InnerBytes })
        {
            return;
        }
        var bytes = exchange.Question.Sealed.Length - InnerBytes;
        _upAll += bytes;
        _longest = Math.Max(_longest, bytes);
        var came = 0L;
        if (exchange.Answer is { IsPacket: true, Type: Dnscat2Type.Message, Sealed.Length: >= InnerBytes } answer)
        {
            _answers++;
            var acknowledged = BinaryPrimitives.ReadUInt16BigEndian(answer.Sealed[2..]);
            var isNew = !IsOneKeyStream || acknowledged != _acknowledged;
            _acknowledged = acknowledged;
            came = Came(answer);
            Count(exchange, isNew ? bytes : 0, came);
        }
        else
        {
            _unanswered++;
        }
        if (bytes == 0 && came == 0)
        {
            _turns.Poll(exchange.Transaction.First);
        }
    }

    void Count(Dnscat2Exchange exchange, long up, long down)
    {
        _up += up;
        _down += down;
        if (up > 0)
        {
            _turns.Size(Way.Up, exchange.Transaction.First, up);
        }
        if (down > 0)
        {
            _turns.Size(Way.Down, exchange.Transaction.Answer, down);
        }
    }

    /// <summary>How much of an answer is new: at the same place in the stream only what is longer than before.</summary>
    long Came(Dnscat2Packet answer)
    {
        var bytes = answer.Sealed.Length - InnerBytes;
        var place = BinaryPrimitives.ReadUInt16BigEndian(answer.Sealed);
        var before = IsOneKeyStream && place == _place ? _atPlace : 0;
        (_place, _atPlace) = (place, Math.Max(before, bytes));
        return Math.Max(0, bytes - before);
    }

    void Tell(Way way, int message, Dnscat2Packet packet)
    {
        switch (packet.Type)
        {
            case Dnscat2Type.Open:
                session.Tell(way, message, Sentence.Of(way == Way.Up ? "opens the session, encrypted" : "agrees"));
                break;
            case Dnscat2Type.End:
                session.Tell(way, message, Sentence.Of("ends the session; the reason is encrypted"));
                break;
            case Dnscat2Type.Encryption:
                session.Tell(way, message, KeysOf(packet.Body));
                break;
            case Dnscat2Type.Ping:
                session.Tell(way, message, Sentence.Of("ping"));
                break;
            default:
                break;
        }
    }

    // u16 subtype, u16 flags; for the exchange 32 bytes each of X and Y, highest first. What follows the exchange is encrypted, of 36 bytes for the secret.
    static Sentence KeysOf(ReadOnlySpan<byte> body)
    {
        const int Head = 4, Key = 64, SealedProof = 8 + 36;
        return body is [0, 0, ..] && body.Length >= Head + Key ? Sentence.Of($"offers a key on P-256; SHA-256 of it begins {Convert.ToHexStringLower(SHA256.HashData(body.Slice(Head, Key)))[..16]}")
            : body is [0, 1, ..] || body.Length == SealedProof ? Sentence.Of("proves that it knows the secret")
            : Sentence.Of("exchanges keys, in a form that is not known");
    }

    void Conclude()
    {
        (session.Up.IsReadable, session.Down.IsReadable, session.Codec) = (false, false, "hexadecimal, encrypted with Salsa20");
        var lost = _nonces.Count > 0 ? _nonces.Max() - _nonces.Min() + 1 - _nonces.Count : 0;
        (session.Up.Sized, session.Up.SizedAtMost) = (_answers > 0 ? _up : _longest, _upAll);
        (session.Down.Sized, session.Down.SizedAtMost) = (conversation.ShowsAnswers ? _down : null, _down + _unanswered * MostDown);
        if (lost > 0)
        {
            var runs = Runs();
            session.Up.GapsBesides = session.Down.GapsBesides = runs;
            session.Up.MissingBesides = lost * (WireName.MaxBytes - conversation.ApexName.Length) / 2;
            session.Down.MissingBesides = lost * MostDown;
            session.Note("lost", Sentence.Of($"{lost} packets are missing by their nonces, in {runs} runs"));
        }
        session.Note("encrypted", Sentence.Of("the content is encrypted: its size is told, and no more"));
        if (_answers > 1 && IsOneKeyStream)
        {
            session.Note("nonce", Sentence.Of($"the server uses nonce {_serverNonces.First()} for each of its {_answers} packets, so one key stream: two of them differ as their plain texts do"));
        }
        if (hasSecret)
        {
            session.Note("secret", Sentence.Of("the secret does not help: it proves who both sides are, and the keys come of ECDH, of which a recording holds the public half only"));
        }
    }

    int Runs()
    {
        var (runs, before) = (0, _nonces.Min() - 1);
        foreach (var nonce in _nonces.Order())
        {
            runs += nonce > before + 1 ? 1 : 0;
            before = nonce;
        }
        return runs;
    }
}
