using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>The sessions of iodine's raw UDP mode, told apart by the number of the user; a log-in behind content, with another digest, begins another.</summary>
sealed class IodineRawSessions(Datagrams datagrams, SessionDrafts sessions)
{
    const int Users = 16;

    // Datagrams that changed places on the way.
    static readonly TimeSpan Late = TimeSpan.FromSeconds(5);

    readonly Conversation _conversation = sessions.Conversation;
    readonly InnerRoom _room = new();
    readonly Open?[] _byUser = new Open?[Users];
    readonly List<Open> _all = [];

    /// <summary>Takes all of it apart.</summary>
    public void Rebuild()
    {
        for (var i = 0; i < datagrams.Count; i++)
        {
            Take(i);
        }
        foreach (var session in _all)
        {
            Finish(session);
        }
    }

    void Take(int number)
    {
        var datagram = datagrams.Read(number);
        var way = datagrams.Way(number);
        var session = Of(datagram, way, number);
        session.Draft.Take(way, number, datagrams.Sent(number));
        switch (datagram.Command)
        {
            case TunnelCommand.LogIn:
                LogIn(session, datagram, way, number);
                break;
            case TunnelCommand.Ping:
                session.FirstPing = session.Pings++ == 0 ? number : session.FirstPing;
                break;
            default:
                Packet(session, datagram, way, number);
                break;
        }
        session.IsUsed |= datagram.Command != TunnelCommand.LogIn;
    }

    Open Of(in TunnelDatagram datagram, Way way, int number)
    {
        var known = _byUser[datagram.User];
        if (known is not null && !(way == Way.Up && IsAnother(known, datagram, number)))
        {
            return known;
        }
        if (_all.Count >= SessionDrafts.Most)
        {
            return known ?? _all[^1];
        }
        var user = datagram.User;
        var before = _all.Count(session => session.User == user);
        var draft = sessions.Of(before == 0 ? $"user {user} raw" : $"user {user} raw session {before + 1}");
        _all.Add(_byUser[user] = new(draft, user));
        return _all[^1];
    }

    bool IsAnother(Open known, in TunnelDatagram datagram, int number) =>
        known.IsUsed && IodineRaw.IsDigest(datagram) && !known.Digests.Contains((Way.Up, Convert.ToHexStringLower(datagram.Content)))
        && (known.ShowsBegin || _conversation.Message(number).Time - known.Draft.First > Late);

    static void LogIn(Open session, in TunnelDatagram datagram, Way way, int number)
    {
        if (!IodineRaw.IsDigest(datagram) || !session.Digests.Add((way, Convert.ToHexStringLower(datagram.Content))))
        {
            return;
        }
        if (way == Way.Up)
        {
            session.ShowsBegin = true;
            session.Digest ??= datagram.Content.ToArray();
            session.Draft.Tell(way, number, Sentence.Of($"logs in as user {session.User} with the digest {Convert.ToHexStringLower(datagram.Content)} of password and challenge"));
        }
        else
        {
            session.Draft.Tell(way, number, Sentence.Of($"lets it in, with the digest {Convert.ToHexStringLower(datagram.Content)}"));
        }
    }

    void Packet(Open session, in TunnelDatagram datagram, Way way, int number)
    {
        if (IodineRaw.Unpack(datagram.Content, _room) is { } packet)
        {
            session.Inner.Take(way, number, _conversation.Message(number).Time, packet);
            return;
        }
        session.Cut += datagrams.IsWhole(number) ? 0 : 1;
        session.Unread++;
        var side = session.Draft[way];
        side.GapsBesides++;
        // What packs well can have been much.
        side.MissingBesides = null;
    }

    void Finish(Open session)
    {
        var draft = session.Draft;
        if (session.Pings > 0)
        {
            draft.Tell(null, session.FirstPing, Sentence.Of($"{session.Pings} pings of both sides in all, from here on"));
        }
        session.Inner.Finish();
        draft.Codec = "raw UDP";
        draft.LogIn = new(session.User, IsRaw: true) { Digest = session.Digest };
        if (!session.ShowsBegin)
        {
            draft.Note("begin", Sentence.Of("its beginning is not in this evidence"));
        }
        if (session.Unread > 0)
        {
            draft.Note("unread", Sentence.Of($"{session.Unread} datagrams do not unpack to an IP packet{(session.Cut > 0 ? $"; {session.Cut} of them were captured in part" : "")}"));
        }
        if (_room.IsFull)
        {
            draft.Note("room", Sentence.Of($"what unpacks to more than {InnerRoom.MostBytes >> 20} MB is not looked at: packets behind that count as missing"));
        }
        draft.Note("raw", Sentence.Of("it is no DNS and goes past every resolver; nothing numbers its datagrams, so that lost ones show only inside TCP"));
    }

    sealed class Open(SessionDraft draft, int user)
    {
        public SessionDraft Draft { get; } = draft;
        public int User { get; } = user;
        public InnerTraffic Inner { get; } = new(draft);
        public HashSet<(Way, string)> Digests { get; } = [];
        public byte[]? Digest { get; set; }
        public bool IsUsed { get; set; }
        public bool ShowsBegin { get; set; }
        public int Pings { get; set; }
        public int FirstPing { get; set; }
        public int Unread { get; set; }
        public int Cut { get; set; }
    }
}
