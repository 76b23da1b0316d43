using System.Collections.Immutable;
using Nameward.Engine.Transcripts.Decoders;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>From what a client and its channel said to the sessions that it had: the tool that is proved takes them apart, else what its names look like.</summary>
public static class Rebuilder
{
    /// <summary>Bits that a name of a tool needs before it is even odds: some million pairs of client and zone are looked at in a year.</summary>
    const double BitsForEvenOdds = 20;

    /// <summary>The sessions of one transcript, in the order of their first message; none where it holds no name.</summary>
    /// <param name="transcript">What was said.</param>
    /// <param name="tool">Id of the decoder to take, proved or not; null for the one that is proved.</param>
    /// <param name="secret">The passphrase of the channel, where the user knows it.</param>
    public static ImmutableArray<RebuiltSession> Rebuild(Transcript transcript, string? tool = null, string? secret = null)
    {
        if (new Datagrams(transcript) is { Count: > 0 } datagrams)
        {
            return [.. IodineLogIn.Of(transcript).SelectMany(logIn => LogIns(logIn, secret)), .. Raw(datagrams, transcript, isSure: tool is not null, secret)];
        }
        if ((tool is null ? DecoderList.Find(transcript) : DecoderList.Named(transcript, tool)) is { } spoken)
        {
            return Spoken(spoken, transcript, secret);
        }
        if (transcript.Suspect.Zones.IsEmpty || Conversations.Of(transcript) is not [.., var widest] || widest.Transactions.IsEmpty)
        {
            return [];
        }
        // The channel's own apex, if all of its names lie below one.
        var whole = Conversations.Of(transcript).First(conversation => conversation.Transactions.Length == widest.Transactions.Length);
        var unknown = new SessionDrafts(whole);
        if (Generic.Rebuild(whole, unknown))
        {
            return Finish(unknown, null, "unknown", 1, transcript);
        }
        OuterLayer.Rebuild(whole, unknown);
        return Finish(unknown, null, "unknown", 0, transcript);
    }

    static ImmutableArray<RebuiltSession> Spoken(SpokenBy spoken, Transcript transcript, string? secret)
    {
        var sessions = new SessionDrafts(spoken.Conversation, secret);
        spoken.Decoder.Rebuild(spoken.Conversation, sessions);
        return Finish(sessions, tool: spoken.Decoder.Info.Id, spoken.Decoder.Info.Title, CertaintyOf(spoken.Tool), transcript);
    }

    /// <summary>The sessions that a client began by DNS in one zone.</summary>
    static IEnumerable<RebuiltSession> LogIns(Transcript transcript, string? secret) =>
        DecoderList.Named(transcript, Iodine.About.Id) is { } spoken ? Spoken(spoken, transcript, secret).Where(session => session.LogIn is not null) : [];

    /// <summary>The sessions in datagrams on the port of DNS; where they prove nothing, what they hold is told and no tool is named.</summary>
    static ImmutableArray<RebuiltSession> Raw(Datagrams datagrams, Transcript transcript, bool isSure, string? secret)
    {
        var proved = IodineRaw.Prove(datagrams);
        var sessions = new SessionDrafts(datagrams.AsConversation(), secret);
        new IodineRawSessions(datagrams, sessions).Rebuild();
        var isNamed = proved is not null || isSure;
        return Finish(sessions, isNamed ? Iodine.About.Id : null, isNamed ? Iodine.About.Title : "unknown", proved is null ? 0 : CertaintyOf(proved), transcript);
    }

    static double CertaintyOf(ProvedTool tool) => 1 / (1 + Math.Pow(2, BitsForEvenOdds - Math.Min(tool.Bits, 60)));

    static ImmutableArray<RebuiltSession> Finish(SessionDrafts sessions, string? tool, string title, double certainty, Transcript transcript)
    {
        if (transcript.Count > transcript.Messages.Length)
        {
            foreach (var draft in sessions.Found)
            {
                draft.Note("cut", Observations.Sentence.Of($"only the first {transcript.Messages.Length} of {transcript.Count} messages of the channel were read"));
            }
        }
        if (transcript.FlowCount > transcript.Flows.Length)
        {
            foreach (var draft in sessions.Found)
            {
                draft.Note("cut", Observations.Sentence.Of($"only the first {transcript.Flows.Length} of {transcript.FlowCount} datagrams of the channel were read"));
            }
        }
        return [.. sessions.Found.Select(draft => draft.Finish(tool, title, certainty))];
    }
}
