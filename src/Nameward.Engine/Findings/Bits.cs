namespace Nameward.Engine.Findings;

/// <summary>Evidence in bits, in whole hundredths: log2 of how much likelier what was seen is if the subject is an adversary's than if it is not.</summary>
public readonly record struct Bits(int Hundredths) : IComparable<Bits>
{
    /// <summary>No evidence either way.</summary>
    public static Bits Zero => default;

    /// <summary>Less than anything comes to: the line of whoever asks for all.</summary>
    public static Bits Least => new(int.MinValue);

    /// <summary>Bits from a figure computed when judging, rounded to hundredths.</summary>
    public static Bits Of(double bits) => new((int)Math.Round(bits * 100, MidpointRounding.AwayFromZero));

    /// <summary>The figure, for output.</summary>
    public double Value => Hundredths / 100.0;

    /// <summary>Evidence put together.</summary>
    public static Bits operator +(Bits a, Bits b) => new(a.Hundredths + b.Hundredths);

    /// <summary>What the left has more than the right.</summary>
    public static Bits operator -(Bits a, Bits b) => new(a.Hundredths - b.Hundredths);

    /// <summary>Whether the left is less than the right.</summary>
    public static bool operator <(Bits a, Bits b) => a.Hundredths < b.Hundredths;

    /// <summary>Whether the left is more than the right.</summary>
    public static bool operator >(Bits a, Bits b) => a.Hundredths > b.Hundredths;

    /// <summary>Whether the left is at most the right.</summary>
    public static bool operator <=(Bits a, Bits b) => a.Hundredths <= b.Hundredths;

    /// <summary>Whether the left is at least the right.</summary>
    public static bool operator >=(Bits a, Bits b) => a.Hundredths >= b.Hundredths;

    /// <inheritdoc/>
    public int CompareTo(Bits other) => Hundredths.CompareTo(other.Hundredths);
}
