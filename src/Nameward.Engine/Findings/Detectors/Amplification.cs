using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// The same large answer again and again: somebody asks in the name of a victim, so that servers send it more than was asked (reflection and amplification). Whoever is seen to ask is the
/// victim then, or a host inside that takes part. It goes with <c>high-frequency</c>, which says how often. Bits:
/// <list type="bullet">
/// <item>how large the mean response is: 2 log2 of how many times 512 bytes, the most of DNS without extensions (RFC 1035); of benign clients that ask as often hardly any has 250;</item>
/// <item>responses to which the evidence shows no query, where it shows those of others: log2 of how many for each query.</item>
/// </list>
/// </summary>
sealed class Amplification : IDetector<Flood>
{
    const double MostOfSize = 6, MostUnasked = 6;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "amplification",
        Title = "the same large answer again and again",
        Techniques = ["T1498.002"],
        Triggers =
        [
            new("large-answers", Family.Information, $"At least {Flood.FewestQuestions} questions of a client to a zone of the Internet in one UTC day: 2 log2 of the mean bytes of a response over {Flood.PlainBytes}.", BitRange.UpTo(MostOfSize)),
            new("unasked-answers", Family.Answers, "log2 of the responses for each query, where the evidence shows queries of others in the same way.", BitRange.UpTo(MostUnasked)),
        ],
        Harmless = "a validating resolver that lost its cache; a mail filter without a cache that asks for large policies; a capture that lost queries",
        Blind = "floods of small answers; sources without sizes (query logs); a victim whose answers come for many zones, a few each",
        Verify =
        [
            "See where it was recorded: at the border the client may be a forged address, and is the victim; inside it is the host itself.",
            "Look at the type: ANY, DNSKEY, RRSIG and TXT give most bytes for a query.",
            "Look at the client's ports and at the time to live of its packets: forged queries often have one port, or all come from one way.",
            "Count the servers: one of yours that answers strangers is an open resolver or a server without rate limiting.",
            "Innocent if the client is a resolver or mail filter of yours whose owner knows why it asks.",
        ],
        Respond = new(
            "Secure flows of the client and of the server for the time of the finding, and the server's log.",
            "Turn response rate limiting on at the server, refuse recursion to strangers, and answer ANY as RFC 8482 has it; at the border refuse packets with forged senders (BCP 38).",
            "Tell the owner of the victim's network; ask whether other servers of yours answered the same client."),
        Sources = ["RFC 5358 (BCP 140: reflector attacks)", "RFC 8482 (ANY)", "Vixie, Schryver: DNS Response Rate Limiting, ISC-TN-2012-1", "attack.mitre.org/techniques/T1498/002"],
    };

    /// <inheritdoc/>
    public void Judge(Flood subject, Scene scene, ICollection<Signal> signals)
    {
        if (subject.MeanResponseBytes is { } bytes)
        {
            var bits = Math.Clamp(2 * Math.Log2(bytes / Flood.PlainBytes), 0, MostOfSize);
            signals.Add(Signal.Alike(Info, "large-answers", Family.Information, Math.Round(bytes), Flood.PlainBytes, bits, () => Sentence.Of($"responses of {Quantity.Bytes(bytes)} in the mean")));
        }
        if (subject.ResponsesPerQuery is { } unasked)
        {
            signals.Add(Signal.Alike(Info, "unasked-answers", Family.Answers, Math.Round(unasked, 1), 1, Math.Clamp(Math.Log2(unasked), 0, MostUnasked), () => Sentence.Of($"{unasked:F1} responses for each query that the evidence shows")));
        }
    }
}
