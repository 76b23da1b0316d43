using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Whether the transcript of a pair, read again, is proved to be the wire of a known tool: what a decoder found to agree in it cannot agree by accident
/// (chance below 2^-40). A fact that settles; its bits are capped at 20, so that it stays a signal among signals. Without proof it gives none and no name.
/// </summary>
sealed class ToolProof : IDetector<Pair>
{
    const double FactBits = 20;

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
        ],
        Harmless = "none: other traffic agrees with probability below 2^-40; the tool may be used with permission",
        Blind = "tools without a decoder, changed wires, and logs that fold case, hide bytes or lack answers where the decoder needs them",
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
        signals.Add(new()
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
        });
    }
}
