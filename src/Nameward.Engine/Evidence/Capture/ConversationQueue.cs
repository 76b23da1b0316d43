namespace Nameward.Engine.Evidence.Capture;

/// <summary>Conversations that wait equally long for their next packet, the one that has waited longest first.</summary>
/// <param name="patience">Event time after which one has ended.</param>
sealed class ConversationQueue(TimeSpan patience)
{
    Conversation? _last;

    /// <summary>The one that has waited longest.</summary>
    public Conversation? First { get; private set; }

    /// <summary>Whether the one that has waited longest has ended by now.</summary>
    public bool IsDue(DateTime now) =>
        First is { } first && first.Last.Time != DateTime.MinValue && now != DateTime.MinValue && now - first.Last.Time > patience;

    /// <summary>Puts a conversation at the end, out of the queue where it was.</summary>
    public void Add(Conversation conversation)
    {
        if (conversation == _last)
        {
            return;
        }
        conversation.Queue?.Remove(conversation);
        (conversation.Queue, conversation.Before) = (this, _last);
        if (_last is null)
        {
            First = conversation;
        }
        else
        {
            _last.After = conversation;
        }
        _last = conversation;
    }

    /// <summary>Takes a conversation out.</summary>
    public void Remove(Conversation conversation)
    {
        var (before, after) = (conversation.Before, conversation.After);
        if (before is null)
        {
            First = after;
        }
        else
        {
            before.After = after;
        }
        if (after is null)
        {
            _last = before;
        }
        else
        {
            after.Before = before;
        }
        (conversation.Queue, conversation.Before, conversation.After) = (null, null, null);
    }
}
