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
}
