namespace Nameward.Engine.Findings;

/// <summary>A signal that a detector can give: when, and how many bits under each of the two innocent explanations.</summary>
/// <param name="Signal">Id of the signal.</param>
/// <param name="Family">Its family.</param>
/// <param name="When">What it rests on, with thresholds and units.</param>
/// <param name="AsBrowsing">Bits that it can give against "somebody browses".</param>
/// <param name="AsLookUps">Bits that it can give against "a look-up service is asked".</param>
public sealed record Trigger(string Signal, Family Family, string When, BitRange AsBrowsing, BitRange AsLookUps)
{
    /// <summary>A signal that weighs the same under both explanations.</summary>
    public Trigger(string signal, Family family, string when, BitRange bits)
        : this(signal, family, when, bits, bits)
    {
    }

    /// <summary>Whether it is a fact that decides alone, whatever the weights say.</summary>
    public bool Settles { get; init; }
}
