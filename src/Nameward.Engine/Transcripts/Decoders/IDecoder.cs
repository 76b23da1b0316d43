using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// Knows the wire of one tool, and reads recorded traffic of it. It has no state: a conversation goes in, and what it proves comes out.
/// </summary>
interface IDecoder
{
    /// <summary>What it is.</summary>
    DecoderInfo Info { get; }

    /// <summary>Gathers what of the conversation agrees with the tool's wire, and what does not, for a verdict on all of it.</summary>
    void Read(Conversation conversation, Agreement agreement);

    /// <summary>
    /// Takes the sessions of a conversation that this tool spoke apart: every transaction of the tool goes to one of them. Where a decoder does not know how,
    /// all of it is one session of which sizes alone are told.
    /// </summary>
    void Rebuild(Conversation conversation, SessionDrafts sessions) => OuterLayer.Rebuild(conversation, sessions);
}
