using System.Collections.Immutable;

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
    public static ProvedTool? Identify(Transcript transcript)
    {
        if (transcript.Suspect.Zones.IsEmpty)
        {
            return null;
        }
        foreach (var conversation in Conversations.Of(transcript).Where(conversation => conversation.Transactions.Length >= ProvedTool.FewestTransactions))
        {
            if (All.Select(decoder => Prove(decoder, conversation)).OfType<ProvedTool>().MaxBy(proof => proof.Bits) is { } proved)
            {
                return proved;
            }
        }
        return null;
    }

    /// <summary>What one decoder proves of a conversation; null where that is not enough.</summary>
    public static ProvedTool? Prove(IDecoder decoder, Conversation conversation)
    {
        var agreement = new Agreement();
        decoder.Read(conversation, agreement);
        var decided = agreement.DecidedAt(ProvedTool.FewestTransactions, ProvedTool.FewestBits);
        return decided < 0 || agreement.Disagreed >= agreement.Agreed || agreement.Text is null ? null
            : new(decoder.Info.Id, decoder.Info.Title, agreement.Agreed, agreement.Disagreed, agreement.Bits, decided, agreement.Text);
    }
}
