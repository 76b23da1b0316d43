using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>What a finding has that another may share (docs/links.md); it had no part in the bits of the finding.</summary>
/// <param name="Kind">Id of a kind of <see cref="TraitKind.All"/>.</param>
/// <param name="Value">What it is.</param>
/// <param name="Weight">How rare it is.</param>
/// <param name="Text">Why it is worth so much.</param>
public sealed record TriageTrait(string Kind, HostileText Value, TraitWeight Weight, Sentence Text)
{
    /// <summary>Bits for one origin that sharing it is worth; 0 where it links nothing.</summary>
    public double Bits => TraitKind.Of(Kind) is { } kind ? Weight.BitsOf(kind.Most) : 0;
}
