using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>What is told of a channel whose content cannot be read: that there was one, when, and how much can have gone.</summary>
static class OuterLayer
{
    /// <summary>All of a conversation as one session.</summary>
    public static void Rebuild(Conversation conversation, SessionDrafts sessions)
    {
        var session = sessions.Of("");
        (session.Up.IsReadable, session.Down.IsReadable) = (false, false);
        session.Note("outer", Sentence.Of("the content cannot be read: sizes are those of names and of records, which hold it at most"));
        foreach (var transaction in conversation.Transactions)
        {
            session.Take(transaction);
        }
        session.TakeAgain(conversation.AnsweredMuchLater);
    }
}
