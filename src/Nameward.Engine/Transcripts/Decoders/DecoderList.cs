using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>Every decoder: the one list that identification and tests are made from.</summary>
static class DecoderList
{
    /// <summary>All of them, sorted by id.</summary>
    public static ImmutableArray<IDecoder> All { get; } =
        [new CobaltStrike(), new Dns2Tcp(), new Dnscat2(), new DnsExfiltrator(), new Dnstt(), new Iodine(), new OzymanDns(), new Saitama(), new Sliver()];

    /// <summary>
    /// The tool that spoke a transcript, at the deepest apex at which one is proved; null where none is. What disagrees must be less than what agrees, whichever the tool: each decoder counts
    /// as disagreement only what its wire cannot explain.
    /// </summary>
    public static ProvedTool? Identify(Transcript transcript) => Find(transcript)?.Tool ?? IodineRaw.Prove(new(transcript));

    /// <summary>The tool that spoke a transcript, as <see cref="Identify"/> finds it, with the decoder that knows it and the conversation that proves it.</summary>
    public static SpokenBy? Find(Transcript transcript)
    {
        if (transcript.Suspect.Zones.IsEmpty)
        {
            return null;
        }
        foreach (var conversation in Conversations.Of(transcript).Where(conversation => conversation.Transactions.Length >= ProvedTool.FewestTransactions))
        {
            if (All.Select(decoder => Prove(decoder, conversation) is { } proof ? new SpokenBy(decoder, conversation, proof) : null).OfType<SpokenBy>().MaxBy(spoken => spoken.Tool.Bits) is { } proved)
            {
                return proved;
            }
        }
        return null;
    }

    /// <summary>A transcript as one tool would have spoken it, at the apex at which most agrees; null where nothing does.</summary>
    public static SpokenBy? Named(Transcript transcript, string tool)
    {
        var decoder = All.First(decoder => decoder.Info.Id == tool);
        SpokenBy? best = null;
        foreach (var conversation in transcript.Suspect.Zones.IsEmpty ? [] : Conversations.Of(transcript))
        {
            var agreement = new Agreement();
            decoder.Read(conversation, agreement);
            if (agreement.Agreed > 0 && (best is null || agreement.Bits > best.Tool.Bits))
            {
                best = new(decoder, conversation, new(decoder.Info.Id, decoder.Info.Title, agreement.Agreed, agreement.Disagreed, agreement.Bits, 0, agreement.Text ?? Sentence.Of("")));
            }
        }
        return best;
    }

    /// <summary>What one decoder proves of a conversation; null where that is not enough.</summary>
    public static ProvedTool? Prove(IDecoder decoder, Conversation conversation)
    {
        var agreement = new Agreement();
        decoder.Read(conversation, agreement);
        return Proved(decoder.Info, agreement);
    }

    /// <summary>What agrees with the wire of a tool, where it is enough to prove it; null where it is not.</summary>
    public static ProvedTool? Proved(DecoderInfo tool, Agreement agreement)
    {
        var decided = agreement.DecidedAt(ProvedTool.FewestTransactions, ProvedTool.FewestBits);
        return decided < 0 || agreement.Disagreed >= agreement.Agreed || agreement.Text is null ? null
            : new(tool.Id, tool.Title, agreement.Agreed, agreement.Disagreed, agreement.Bits, decided, agreement.Text);
    }
}

/// <summary>A conversation and the tool that spoke it.</summary>
/// <param name="Decoder">Who knows the tool.</param>
/// <param name="Conversation">The transcript cut at the tool's apex.</param>
/// <param name="Tool">The proof.</param>
sealed record SpokenBy(IDecoder Decoder, Conversation Conversation, ProvedTool Tool);
