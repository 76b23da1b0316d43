using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>Two views of the same look-ups: those of who asked, and those of whoever asked for it.</summary>
/// <param name="Asker">Who asked.</param>
/// <param name="Repeater">As whom its look-ups are seen again.</param>
/// <param name="Names">Names of the zones that both asked.</param>
/// <param name="Agreed">Of these, those that both first asked at the same time.</param>
/// <param name="OfRepeater">Names of the zones that the repeater asked.</param>
/// <param name="SkewSeconds">By how much the clock of the second view is ahead.</param>
/// <param name="SpanSeconds">From the asker's first to its last name.</param>
/// <param name="Asked">What the asker did there.</param>
sealed record Stitch(Address Asker, Address Repeater, int Names, int Agreed, int OfRepeater, int SkewSeconds, int SpanSeconds, AffectedClient Asked)
{
    const double MostCertain = 0.9999;

    /// <summary>Seconds that a name may lie off by and still agree: <see cref="Rollups.Deltas.Tolerance"/> to either side.</summary>
    const int Window = 2 * Rollups.Deltas.Tolerance + 1;

    /// <summary>
    /// How certain it is, 0 to 1, that the second view is of the first one's look-ups: one less the chance that so many of the names fall together in time, had both
    /// asked them at any time of the span. The choice of those that agree is counted against it.
    /// </summary>
    public double Certainty
    {
        get
        {
            var bits = Agreed * Math.Log2(Math.Max(2, SpanSeconds / (double)Window)) - Choices;
            return Math.Round(Math.Clamp(1 - Math.Pow(2, -bits), 0, MostCertain), 4);
        }
    }

    /// <summary>The part of what the repeater asked that is this asker's, 0 to 1.</summary>
    public double Part => OfRepeater == 0 ? 0 : Agreed / (double)OfRepeater;

    /// <summary>log2 of the ways to choose those that agree, at most one bit a name.</summary>
    double Choices => Agreed == Names ? 0 : Names;
}
