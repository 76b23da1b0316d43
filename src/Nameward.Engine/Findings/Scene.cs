using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>All that detectors may look at, frozen.</summary>
/// <param name="Seen">The rollups of the evidence.</param>
/// <param name="Indicators">The indicator lists given.</param>
/// <param name="Hits">What of the evidence matches them.</param>
public sealed record Scene(FrozenRollups Seen, ImmutableArray<IndicatorList> Indicators, ImmutableArray<IndicatorHit> Hits)
{
    /// <summary>What the site says of itself.</summary>
    public SiteFacts Site { get; init; } = SiteFacts.None;

    /// <summary>
    /// Where the sum of bits starts for each pair: log2 of the alert budget shared out over the keys judged in this evidence.
    /// </summary>
    public Bits Prior => Bits.Of(Math.Log2(Site.AlertBudget / 1000 * Math.Max(1, Seen.Clients) / Math.Max(1, Seen.Pairs)));
}
