using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Whether the transcript of a pair, or the datagrams of a tunnel on the port of DNS, read again, is proved to be the wire of a known tool: what a decoder found to agree in it cannot agree by accident
/// (chance below 2^-40). A fact that settles; its bits are capped at 20, so that it stays a signal among signals. Without proof it gives none and no name; but datagrams that begin
/// as a tunnel's do are to be watched, unless there are too few to be more than an accident.
/// </summary>
sealed class ToolProof : IDetector<Pair>, IDetector<Conversations>
{
    const double FactBits = 20, HeaderBits = 6;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "tool-proof",
        Title = "the wire of a known tunnel or implant",
        Techniques = ["T1071.004", "T1572"],
        HoldsWithoutZone = true,
        Triggers =
        [
            new("tool-proved", Family.Proof,
                $"The transcript of a pair that is watched or worse agrees with a tool's wire in {ProvedTool.FewestTransactions} transactions or more, by accident with a chance below 2^-{ProvedTool.FewestBits}, and disagrees in fewer than it agrees. "
                + "A fact that settles, and conclusive: the finding is critical. The table of tools says what is proved of each.",
                BitRange.Always(FactBits)) { Settles = true },
            new("tool-header", Family.Port,
                $"Datagrams on port {TunnelDatagram.Port} are no DNS and begin with the four bytes of iodine's raw UDP mode: {HeaderBits} bits each, {FactBits} at most. By itself it is watched. The proof needs {ProvedTool.FewestTransactions} of them and more: packets that unpack to IP packets, "
                + "or a log-in or ping of both sides that is no echo.",
                BitRange.UpTo(FactBits)),
        ],
        Harmless = "none: other traffic agrees with probability below 2^-40; the tool may be used with permission",
        Blind = "tools without a decoder, changed wires, raw datagrams on other ports than that of DNS, and logs that fold case, hide bytes or lack answers where the decoder needs them",
        Verify =
        [
            "Read the sentence of the signal: it says what agrees, in how many queries, and under which session.",
            "Follow one query and its answer in the evidence by the packet numbers or lines that the finding gives.",
            "Find the program on the client: the process that asked (Sysmon event 22, EDR), a TUN device or a new route (ip link, route print) for tunnels of IP.",
            "Ask whether a penetration test or a person with permission uses the tool; that is the only innocent way.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["the wire of each tool: the table of tools in docs/detectors.md names source and version", "attack.mitre.org/techniques/T1572"],
    };

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        if (subject.Tool is not { } tool)
        {
            return;
        }
        signals.Add(Proved(tool));
    }

    /// <inheritdoc/>
    public void Judge(Conversations subject, Scene scene, ICollection<Signal> signals)
    {
        if (subject.Tool is { } tool)
        {
            signals.Add(Proved(tool));
        }
        else if (subject.TunnelUp + subject.TunnelDown is > 0 and var datagrams)
        {
            signals.Add(Signal.Alike(Info, "tool-header", Family.Port, datagrams, 0, Math.Min(FactBits, HeaderBits * datagrams),
                () => Sentence.Of($"{Quantity.Of(datagrams, "datagram")} on port {subject.Server.Port}, {subject.TunnelUp} out and {subject.TunnelDown} back, {(datagrams == 1 ? "is no DNS and begins" : "are no DNS and begin")} as iodine's do in raw UDP mode; that it is iodine is not proved"),
                Sentence.Of($"{subject.Client} and {subject.Server.Address} port {subject.Server.Port}: what is no DNS and begins as a tunnel does")));
        }
    }

    Signal Proved(ProvedTool tool) => new()
    {
        Id = "tool-proved",
        Detector = Info.Id,
        Family = Family.Proof,
        Value = tool.Agreed,
        Baseline = 0,
        AsBrowsing = Bits.Of(FactBits),
        AsLookUps = Bits.Of(FactBits),
        Settles = true,
        Say = () => Sentence.Of($"proved to be {tool.Title}: {tool.Text}"),
    };
}
