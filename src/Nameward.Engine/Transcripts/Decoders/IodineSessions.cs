using System.Buffers.Binary;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// The sessions of iodine in one conversation, told apart by the number that the server gives each user. A number that is given anew begins another session;
/// what a client asks before it has a number belongs to the session that it begins with.
/// </summary>
sealed class IodineSessions(Conversation conversation, SessionDrafts sessions)
{
    readonly InnerRoom _room = new();
    readonly IodineSession?[] _byUser = new IodineSession?[IodineName.Users];
    readonly List<IodineSession> _all = [];
    readonly List<Transaction> _early = [];
    readonly Dictionary<(ulong Name, bool IsAnswer), DateTime> _seen = [];
    IodineSession? _last;
    bool _isAsking;

    /// <summary>Takes all of it apart.</summary>
    public void Rebuild()
    {
        var moments = conversation.All.Select(transaction => (At: transaction.First, IsAnswer: false, Of: transaction))
            .Concat(conversation.All.Where(transaction => transaction.IsAnswered).Select(transaction => (At: transaction.Answer, IsAnswer: true, Of: transaction)));
        foreach (var (at, isAnswer, transaction) in moments.OrderBy(moment => moment.At).ThenBy(moment => moment.IsAnswer))
        {
            Read(conversation.Text(transaction).ToArray(), at, isAnswer, transaction);
        }
        EndEarly();
        foreach (var session in _all)
        {
            session.Finish();
        }
        if (sessions.Found.IsEmpty)
        {
            OuterLayer.Rebuild(conversation, sessions);
        }
    }

    void Read(byte[] text, int at, bool isAnswer, in Transaction transaction)
    {
        var kind = IodineName.KindOf(text);
        var user = kind == 0 ? IodineName.Users : IodineName.UserOf(kind, text);
        if (user >= IodineName.Users)
        {
            return;
        }
        if (conversation.IsEndOfAnother(transaction))
        {
            _last?.Also(transaction);
            return;
        }
        // A resolver may ask again in letters of another case, or for another type: it is the same name to the server, which says the same again.
        if (IsSeen((Folded(text), isAnswer), conversation.Message(at).Time))
        {
            (user >= 0 ? _byUser[user] : _last)?.Also(transaction);
        }
        else if (isAnswer)
        {
            Answer(kind, user, transaction);
        }
        else if (user >= 0)
        {
            Name(kind, user, text, transaction);
        }
        else
        {
            Early(kind, transaction);
        }
    }

    bool IsSeen((ulong Name, bool IsAnswer) what, DateTime time)
    {
        var isSeen = _seen.TryGetValue(what, out var last) && time - last <= Conversations.Retransmission;
        _seen[what] = time;
        return isSeen;
    }

    /// <summary>A name that tells no user: of the session that is being opened, or of the next.</summary>
    void Early(byte kind, in Transaction transaction)
    {
        _isAsking |= kind == 'v';
        if (kind == 'v' || _isAsking || _last is null or { IsUsed: true })
        {
            _early.Add(transaction);
        }
        else
        {
            _last.Name(kind, conversation.Text(transaction), transaction);
        }
    }

    void Name(byte kind, int user, byte[] text, in Transaction transaction)
    {
        var session = _byUser[user];
        if (kind == 'l' && _isAsking && session is null or { IsUsed: true })
        {
            // The answer that gives a number is not shown, or was lost.
            session = Open(user);
            session.Begin();
        }
        else if (session is null || (!session.IsUsed && kind is not (IodineName.Data or (byte)'p')))
        {
            session = session is null ? Open(user) : Enter(session);
        }
        (_last = session).Name(kind, text, transaction);
    }

    void Answer(byte kind, int user, in Transaction transaction)
    {
        var answer = IodineAnswer.Of(conversation, transaction);
        if (kind == 'v' && answer.Length >= 9 && answer.AsSpan().StartsWith("VACK"u8) && answer[8] < IodineName.Users)
        {
            // It may have logged in already, where messages changed places.
            (_byUser[answer[8]] is { IsUsed: false, IsWelcome: false } open ? Enter(open) : Open(answer[8])).Welcome(BinaryPrimitives.ReadUInt32BigEndian(answer.AsSpan(4)), transaction);
        }
        else if (user >= 0 && _byUser[user] is { } session)
        {
            session.Answer(kind, answer, transaction);
        }
    }

    static ulong Folded(byte[] text)
    {
        Span<byte> folded = stackalloc byte[WireName.MaxBytes];
        WireName.ToCanonical(text, folded);
        return WyHash.Of(folded[..text.Length], 0);
    }

    IodineSession Open(int user)
    {
        if (_all.Count < SessionDrafts.Most)
        {
            var before = _all.Count(session => session.User == user);
            _all.Add(_byUser[user] = new(conversation, sessions.Of(before == 0 ? $"user {user}" : $"user {user} session {before + 1}"), user, _room, sessions.Secret));
        }
        return Enter(_byUser[user] ??= _all[^1]);
    }

    /// <summary>A session is being spoken of; what was asked before it had a number is its own.</summary>
    IodineSession Enter(IodineSession session)
    {
        _last = session;
        foreach (var early in _early)
        {
            var text = conversation.Text(early);
            _last.Name(IodineName.KindOf(text), text, early);
        }
        _early.Clear();
        _isAsking = false;
        return _last;
    }

    /// <summary>Names for which no session began: asked for nothing, or behind the last one.</summary>
    void EndEarly()
    {
        if (_early.Count == 0)
        {
            return;
        }
        var draft = sessions.Of("no user");
        foreach (var early in _early)
        {
            draft.Take(early);
        }
        draft.Tell(Way.Up, _early[0].First, Sentence.Of($"a client asks for a session and gets none: {_early.Count} names"));
        var first = _early.Find(early => early.IsAnswered);
        if (first.IsAnswered && IodineAnswer.Of(conversation, first) is { Length: > 0 } answer)
        {
            draft.Tell(Way.Down, first.Answer, Sentence.Of($"the server says {Excerpt.Text(answer)}"));
        }
    }
}
