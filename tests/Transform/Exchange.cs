using System.Collections.Immutable;

namespace Nameward.Transform;

/// <summary>
/// All messages of one look-up, in the order of time: the query with its response, the same query sent again, and both once more where a resolver passed
/// them on. Whatever is done to a session is done to whole exchanges, so that no response stands without its query and both legs tell the same.
/// </summary>
/// <param name="Messages">The messages, at least one.</param>
sealed record Exchange(ImmutableArray<Message> Messages)
{
    /// <summary>When it begins, UTC.</summary>
    public DateTime Start => Messages[0].Time;

    /// <summary>The same exchange at another time; what lies between its messages stays as long.</summary>
    public Exchange StartingAt(DateTime start)
    {
        var later = start - Start;
        return Each(message => message.At(message.Time + later));
    }

    /// <summary>The same exchange with each message changed.</summary>
    public Exchange Each(Func<Message, Message> change) => new([.. Messages.Select(change)]);
}
