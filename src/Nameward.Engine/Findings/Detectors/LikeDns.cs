using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Exchanges that look like DNS and go to a port that is not its own. On a port above 1023 that some DNS uses (5353, 5355), two bits, as for a server that answers there. On any other port, exchanges
/// of a few datagrams within seconds, each answered by as many, the answers larger than the questions that they repeat: log2 of how many of these there are, six bits at most. Games,
/// voice and virtual networks keep one port and do not look so.
/// </summary>
sealed class LikeDns : IDetector<Conversations>
{
    const double PortBits = 2, MostBits = 6, WidestShare = 0.1, SmallestGrowth = 1.1;
    const long FewestExchanges = 10;
    const int MulticastDns = 5353, Llmnr = 5355;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "dns-like-exchanges",
        Title = "exchanges that look like DNS, on a port that is not its own",
        Techniques = ["T1571", "T1071.004"],
        Triggers =
        [
            new("shape", Family.Port,
                $"To a server outside: {PortBits} bits on ports 5353 and 5355. On ports at which no other protocol is at home: {FewestExchanges} exchanges or more of at most four datagrams within ten seconds, questions and answers equal in number to {WidestShare:P0}, "
                + $"answers {SmallestGrowth - 1:P0} larger than questions or more: log2 of how many.",
                BitRange.UpTo(MostBits)),
        ],
        Harmless = "trackers, look-up protocols of games, licences and sensors that ask and are answered in one datagram each",
        Blind = "DNS over TCP on other ports; channels that keep one port there; ports at which another short protocol is at home",
        Verify =
        [
            "Bring a capture of the port: its bytes say at once whether they are DNS.",
            "Find the process on the client: Sysmon event 3 for the address and port, or ss -unp on Linux.",
            "Look up who holds the address (RDAP), and what product documents the port.",
            "Innocent if the capture shows another protocol, or a product's resolver that its vendor documents.",
        ],
        Respond = Response.ToAServer,
        Sources = ["RFC 1035 section 4.1 (an answer repeats its question)", "attack.mitre.org/techniques/T1571"],
    };

    /// <inheritdoc/>
    public void Judge(Conversations subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var isOutside = !scene.Site.IsOurs(subject.Server.Address);
        var bits = !isOutside ? 0 : subject.IsElsewhere ? BitsOfShape(m) : subject.Server.Port is MulticastDns or Llmnr && m.Answered > 0 ? PortBits : 0;
        signals.Add(Signal.Alike(Info, "shape", Family.Port, m.Count, FewestExchanges, bits,
            () => !isOutside || (!subject.IsElsewhere && bits == 0) ? Sentence.Of("it is a port of DNS, or the server is inside")
                : Sentence.Of($"{Quantity.Of(m.Count, "exchange")} on port {subject.Server.Port}: {m.UpPackets} packets of {m.MeanUp:F0} bytes out, {m.DownPackets} of {m.MeanDown:F0} back"),
            Sentence.Of($"{subject.Client} and {subject.Server.Address} port {subject.Server.Port}: what looks like DNS, on a port that is not its own")));
    }

    static double BitsOfShape(ConversationMeasures m)
    {
        var isEven = m.UpPackets > 0 && Math.Abs(m.UpPackets - m.DownPackets) <= WidestShare * m.UpPackets;
        return m.Count >= FewestExchanges && isEven && m.MeanDown >= SmallestGrowth * m.MeanUp ? Math.Min(MostBits, Math.Log2(m.Count)) : 0;
    }
}
