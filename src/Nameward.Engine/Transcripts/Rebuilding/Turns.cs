using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>
/// Folds the packets of a session into lines that a person reads: what one side says until the other speaks or a pause follows is one turn, with its first
/// words. Behind the first turns the two directions no longer end each other's, so that a bulk transfer is some lines and not thousands.
/// </summary>
sealed class Turns(Conversation conversation, SessionDraft session)
{
    const int MostByEachOther = 100;

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    readonly Turn?[] _open = [null, null];
    int _told, _polls, _firstPoll;

    /// <summary>Content that was read, in the order in which it was said; also counted for the plot.</summary>
    /// <param name="way">Which way it went.</param>
    /// <param name="message">Number of the message that carried it.</param>
    /// <param name="content">What is new of it.</param>
    public void Say(Way way, int message, ReadOnlySpan<byte> content) => Say(way, message, content, content.Length);

    /// <summary>Content that cannot be read and of which the size is known.</summary>
    public void Size(Way way, int message, long bytes) => Say(way, message, [], bytes);

    /// <summary>A packet that carried nothing.</summary>
    public void Poll(int message)
    {
        _firstPoll = _polls++ == 0 ? message : Math.Min(_firstPoll, message);
    }

    /// <summary>Tells what is still open.</summary>
    public void End()
    {
        Close(Way.Up);
        Close(Way.Down);
        if (_polls > 0)
        {
            session.Tell(null, _firstPoll, Sentence.Of($"{_polls} packets without content in all, from here on"));
        }
    }

    void Say(Way way, int message, ReadOnlySpan<byte> content, long bytes)
    {
        session.Carry(way, message, bytes);
        var time = conversation.Message(message).Time;
        if (_told < MostByEachOther)
        {
            Close(1 - way);
        }
        if (_open[(int)way] is { } open && time - open.Last > Pause)
        {
            Close(way);
        }
        var turn = _open[(int)way] ??= new(message);
        turn.Packets++;
        turn.Bytes += bytes;
        turn.Last = time;
        if (turn.Head.Count <= Excerpt.MostBytes)
        {
            turn.Head.AddRange(content);
        }
    }

    void Close(Way way)
    {
        if (_open[(int)way] is not { } turn)
        {
            return;
        }
        _open[(int)way] = null;
        _told++;
        var size = turn.Packets == 1 ? Sentence.Of($"{turn.Bytes} bytes") : Sentence.Of($"{turn.Bytes} bytes in {turn.Packets} packets");
        session.Tell(way, turn.Message, turn.Head.Count > 0 ? Sentence.Of($"{size}: {Excerpt.Of([.. turn.Head])}") : size, turn.Bytes);
    }

    sealed class Turn(int message)
    {
        public int Message { get; } = message;
        public int Packets { get; set; }
        public long Bytes { get; set; }
        public DateTime Last { get; set; }
        public List<byte> Head { get; } = [];
    }
}
