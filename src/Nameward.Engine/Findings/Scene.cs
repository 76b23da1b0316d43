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
    ServerCensus? _census;

    /// <summary>Every DNS server seen.</summary>
    internal ServerCensus Census => _census ??= new(Seen, Site);

    /// <summary>Numbers of the formats that show whatever leaves a network: captures, flows, firewall logs.</summary>
    public ImmutableArray<byte> EgressFormats { get; init; } = [];

    /// <summary>What the site says of itself.</summary>
    public SiteFacts Site { get; init; } = SiteFacts.None;

    /// <summary>
    /// Where the sum of bits starts for each of <paramref name="keys"/> servers or uses of servers: log2 of the alert budget shared out over them.
    /// </summary>
    internal Bits ServerPrior(int keys) => Bits.Of(Math.Log2(Site.AlertBudget / 1000 * Math.Max(1, Census.Clients.Length) / Math.Max(1, keys)));

    /// <summary>The same for each zone.</summary>
    internal Bits ZonePrior => Bits.Of(Math.Log2(Site.AlertBudget / 1000 * Math.Max(1, Seen.Clients) / Math.Max(1, Seen.ZoneNumberEnd)));

    /// <summary>Where the sum of bits starts for each client, of which there is one key: log2 of the alert budget of one client.</summary>
    internal Bits ClientPrior => Bits.Of(Math.Log2(Site.AlertBudget / 1000));

    /// <summary>
    /// Where the sum of bits starts for each pair: log2 of the alert budget shared out over the keys judged in this evidence, to a tenth: it is known no better.
    /// </summary>
    public Bits Prior => Bits.Of(Math.Round(Math.Log2(Site.AlertBudget / 1000 * Math.Max(1, Seen.Clients) / Math.Max(1, Seen.Chances)), 1));
}
