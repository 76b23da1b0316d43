using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Whether the transcript of a pair, read again, is proved to be the wire of a known tool: what a decoder found to agree in it cannot agree by accident
/// (chance below 2^-40). A fact that settles; its bits are capped at 20, so that it stays a signal among signals. Without proof it gives none and no name.
/// </summary>
sealed class ToolProof : IDetector<Pair>
{
    const double FactBits = 20;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("tool-proof", "the wire of a known tunnel or implant", ["T1071.004", "T1572"],
        "none: other traffic agrees with probability below 2^-40; the tool may be used with permission",
        "tools without a decoder, changed wires, and logs that fold case, hide bytes or lack answers where the decoder needs them");

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
