using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// The conversations that go on, in bounded memory. One ends 60 seconds of event time after its last packet over UDP, 300 over TCP, 10 where TCP was
/// closed; when there are too many, the one that has been silent longest ends.
/// </summary>
sealed class ConversationTable
{
    /// <summary>Conversations held at once.</summary>
    public const int Most = 65_536;

    readonly Dictionary<ulong, Conversation> _byPlace = [];
    readonly Stack<Conversation> _unused = [];
    readonly ConversationQueue _udp = new(TimeSpan.FromSeconds(60));
    readonly ConversationQueue _tcp = new(TimeSpan.FromSeconds(300));
    readonly ConversationQueue _closed = new(TimeSpan.FromSeconds(10));

    /// <summary>The conversation that goes on between two ends; null where none does. The ends are those of <see cref="StreamEnds.IsNaming"/>.</summary>
    public Conversation? Find(in StreamEnds naming, byte protocol, out ulong place)
    {
        // Two conversations of one hash are made on purpose; the second then stands at the place that hashing the hash leads to.
        for (place = naming.Hash(protocol); _byPlace.TryGetValue(place, out var found); place = WyHash.Of(place, NameHashing.Seed))
        {
            if (found.Ends == naming && found.Protocol == protocol)
            {
                return found;
            }
        }
        return null;
    }

    /// <summary>Begins a conversation at the place where <see cref="Find"/> found none.</summary>
    public Conversation Begin(in StreamEnds naming, byte protocol, ulong place, PacketStamp first)
    {
        var begun = _unused.TryPop(out var unused) ? unused : new();
        begun.Begin(naming, protocol, place, first);
        _byPlace.Add(place, begun);
        return begun;
    }

    /// <summary>Notes that a packet of a conversation came.</summary>
    public void Touch(Conversation conversation, PacketStamp at)
    {
        conversation.Last = at;
        var queue = conversation.Protocol == PacketPath.Udp ? _udp : conversation.IsClosed ? _closed : _tcp;
        queue.Add(conversation);
    }

    /// <summary>A conversation that has ended by now, or must to make room for another; null where none has.</summary>
    public Conversation? NextEnded(DateTime now) =>
        _udp.IsDue(now) ? _udp.First : _tcp.IsDue(now) ? _tcp.First : _closed.IsDue(now) ? _closed.First : _byPlace.Count == Most ? Oldest() : null;

    /// <summary>All that go on, in the order of their first packets.</summary>
    public Conversation[] InOrder() => [.. _byPlace.Values.OrderBy(conversation => conversation.First.Number)];

    /// <summary>Takes out a conversation that is told of.</summary>
    public void Remove(Conversation conversation)
    {
        conversation.Queue?.Remove(conversation);
        _byPlace.Remove(conversation.Place);
        _unused.Push(conversation);
    }

    Conversation? Oldest()
    {
        var oldest = _udp.First;
        oldest = Older(oldest, _tcp.First);
        return Older(oldest, _closed.First);
    }

    static Conversation? Older(Conversation? one, Conversation? other) =>
        one is null || (other is not null && other.Last.Number < one.Last.Number) ? other : one;
}
