namespace Nameward.Engine.Findings;

/// <summary>Between which bounds the bits of a signal lie.</summary>
/// <param name="Least">The least; below zero where it can speak against a finding.</param>
/// <param name="Most">The most; null where only the evidence bounds it.</param>
public readonly record struct BitRange(double Least, double? Most)
{
    /// <summary>Always the same.</summary>
    public static BitRange Always(double bits) => new(bits, bits);

    /// <summary>From nothing to <paramref name="most"/>.</summary>
    public static BitRange UpTo(double most) => new(0, most);

    /// <summary>From nothing to whatever the evidence gives.</summary>
    public static BitRange Open { get; } = new(0, null);

    /// <summary>Whether a signal may give so many.</summary>
    public bool Holds(Bits bits) => bits.Value >= Least && (Most is not { } most || bits.Value <= most);
}
