using System.Buffers;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Whether a label was drawn by an algorithm or named by people: the likelihood ratio, in bits, of letters (or letters and digits, or hexadecimal digits) drawn
/// evenly against the model of ordinary labels (<see cref="CodeLengths"/>). Names put together from a dictionary look like people's.
/// After Antonakakis et al., "From throw-away traffic to bots" (USENIX Security 2012), whose features are n-grams and entropy.
/// </summary>
static class GeneratedLabel
{
    /// <summary>Most that one label can say: a name of initials looks drawn, too.</summary>
    public const double MostBits = 4;

    const double Letters = 26, LettersAndDigits = 36, HexDigits = 16, Alphabets = 3;

    static readonly SearchValues<byte> OfHexDigits = SearchValues.Create("0123456789abcdef"u8), OfLettersAndDigits = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Bits that a canonical label was drawn, from -<see cref="MostBits"/> to <see cref="MostBits"/>.</summary>
    public static double Bits(ReadOnlySpan<byte> label)
    {
        var drawn = label.Length * Math.Log2(AlphabetOf(label)) + Math.Log2(Alphabets);
        return Math.Clamp(CodeLengths.OfLabel(label) / 100.0 - drawn, -MostBits, MostBits);
    }

    /// <summary>The same of the labels of a sampled name together, of which only the code length is remembered: against letters drawn evenly, the smallest alphabet of names that are put together so.</summary>
    public static double Bits(in SampledName name)
    {
        var (symbols, bits) = (name.PrefixBytes - (name.Depth - 1), 0);
        foreach (var label in name.Bits)
        {
            bits += label;
        }
        return Math.Clamp(bits / 100.0 - symbols * Math.Log2(Letters), -MostBits, MostBits);
    }

    /// <summary>Symbols of the smallest alphabet that has all of the label; one that has no alphabet of these is people's.</summary>
    static double AlphabetOf(ReadOnlySpan<byte> label) =>
        !label.ContainsAnyExcept(OfHexDigits) ? HexDigits
        : !label.ContainsAnyExceptInRange((byte)'a', (byte)'z') ? Letters
        : !label.ContainsAnyExcept(OfLettersAndDigits) ? LettersAndDigits
        : double.MaxValue;
}
