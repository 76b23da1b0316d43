using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Decoders;

namespace Nameward.Engine.Transcripts;

/// <summary>That a transcript was spoken by a known tool: question and answer, or one question and the next, agree in what cannot agree by accident.</summary>
/// <param name="Tool">Id of the tool.</param>
/// <param name="Title">The tool's name.</param>
/// <param name="Agreed">Transactions that agree.</param>
/// <param name="Disagreed">Transactions that were tried and disagree; those that the tool's wire explains are not among them.</param>
/// <param name="Bits">Minus log2 of the chance that all this agrees by accident, rounded down.</param>
/// <param name="DecidedAt">Number of the message of the transcript with which the proof was complete.</param>
/// <param name="Text">What agrees, for people.</param>
public sealed record ProvedTool(string Tool, string Title, int Agreed, int Disagreed, long Bits, int DecidedAt, Sentence Text)
{
    /// <summary>Fewest transactions that must agree: one may be an accident of a name, three are a protocol.</summary>
    public const int FewestTransactions = 3;

    /// <summary>
    /// Bits that must be passed. Millions of pairs are tried in a year, by some ten decoders at a few apexes each: 2^-40 leaves less than one false name in
    /// thousands of years.
    /// </summary>
    public const int FewestBits = 40;

    /// <summary>The tool that spoke a transcript of a client in its zones; null where none is proved.</summary>
    public static ProvedTool? Of(Transcript transcript) => DecoderList.Identify(transcript);
}
