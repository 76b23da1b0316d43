namespace Nameward.Engine.Transcripts;

/// <summary>One question of a transcript, asked once or again, and what came back for it first.</summary>
/// <param name="First">Number of the message in which the question is first seen.</param>
/// <param name="Answer">Number of the first message that answers it with records, else of the first with records of other sections; -1 where there is none.</param>
/// <param name="PrefixBytes">Bytes of its name before the apex of the conversation.</param>
/// <param name="IsAgain">Whether the same was asked before, too long ago for this to be a retransmission.</param>
/// <param name="AnsweredAgain">Bytes of record data in further answers: to the same question asked again soon after it was answered, or with other content.</param>
readonly record struct Transaction(int First, int Answer, int PrefixBytes, bool IsAgain = false, long AnsweredAgain = 0)
{
    /// <summary>Whether records came back.</summary>
    public bool IsAnswered => Answer >= 0;

    /// <summary>Number of the message with which the whole of it was seen.</summary>
    public int Complete => Math.Max(First, Answer);
}
