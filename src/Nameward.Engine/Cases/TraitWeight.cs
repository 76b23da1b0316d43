namespace Nameward.Engine.Cases;

/// <summary>
/// How rare a trait is, from which its bits follow: the chance that a stranger has it too is (others + 2^-start) / (among + 1), the share of strangers who have it, drawn towards what is known of
/// its kind as by one stranger more who has it with a chance of 2^-start.
/// </summary>
/// <param name="Start">Bits where no stranger was looked at; 0 where it is known that many have it, and it links nothing.</param>
/// <param name="Others">Strangers who have it: zones, clients or hosts of which nothing is found.</param>
/// <param name="Among">Strangers who were looked at.</param>
public readonly record struct TraitWeight(double Start, long Others, long Among)
{
    /// <summary>Nothing: many are known to have it.</summary>
    public static TraitWeight Nothing => default;

    /// <summary>With strangers of another place.</summary>
    public TraitWeight And(long others, long among) => this with { Others = Others + others, Among = Among + among };

    /// <summary>Bits for one origin, to a tenth; never less than 0 and never more than its kind is worth.</summary>
    /// <param name="most">The most that its kind is worth.</param>
    public double BitsOf(double most) => Start <= 0 ? 0
        : Math.Round(Math.Clamp(Math.Log2((Among + 1) / (Others + Math.Pow(2, -Start))), 0, most), 1, MidpointRounding.AwayFromZero);
}
