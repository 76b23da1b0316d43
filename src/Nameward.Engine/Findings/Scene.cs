using System.Collections.Immutable;
using Nameward.Engine.Baselines;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>All that detectors may look at, frozen.</summary>
/// <param name="Seen">The rollups of the evidence.</param>
public sealed record Scene(FrozenRollups Seen)
{
    ServerCensus? _census;
    KeySurvey? _survey;
    HostDayMeasuring? _measuring;
    ZoneMemory? _memory;
    ImmutableArray<JudgedDay> _days;
    SnapshotSet? _snapshots;

    /// <summary>Every DNS server seen.</summary>
    internal ServerCensus Census => _census ??= new(Seen, Site);

    /// <summary>Which programs made the look-ups.</summary>
    internal Programs Programs => field ??= new(this);

    /// <summary>Numbers of the formats that show whatever leaves a network: captures, flows, firewall logs.</summary>
    public ImmutableArray<byte> EgressFormats { get; init; } = [];

    /// <summary>The sources that were read, by the number that positions have for them.</summary>
    public ImmutableArray<SourceReport> Sources { get; init; } = [];

    /// <summary>What intelligence says.</summary>
    public Indicators Indicators { get; init; } = Indicators.None;

    /// <summary>What of the evidence matches it.</summary>
    public ImmutableArray<IndicatorHit> Hits { get; init; } = [];

    /// <summary>What the site says of itself.</summary>
    public SiteFacts Site { get; init; } = SiteFacts.None;

    /// <summary>Where addresses stand: for reading, nothing is judged by it.</summary>
    public IPlaces Places { get; init; } = NoPlaces.Known;

    /// <summary>What is normal at the site; null where no baseline was given.</summary>
    public Baseline? Normal { get; init; }

    /// <summary>Threads that may look at the whole evidence at once; the result is the same for any number.</summary>
    internal int Threads { get; init; } = 1;

    /// <summary>What the keys show at a glance.</summary>
    internal KeySurvey Survey => _survey ??= new(Seen, Threads);

    /// <summary>Measures what clients do in a day.</summary>
    internal HostDayMeasuring Measuring => _measuring ??= new(Seen, Threads);

    /// <summary>What the site remembers of zones before the evidence begins; null where no baseline was given, or the evidence carries no time.</summary>
    internal ZoneMemory? Memory => Normal is null || Measuring.Days.IsEmpty ? null : _memory ??= new(Normal, Measuring.Days[0]);

    /// <summary>What clients did on each day of the evidence, beside what is normal.</summary>
    internal ImmutableArray<JudgedDay> JudgedDays => _days.IsDefault ? _days = JudgedDay.All(Measuring, Normal) : _days;

    /// <summary>How servers and hosts are configured, as files of the evidence show it.</summary>
    internal SnapshotSet Snapshots => _snapshots ??= SnapshotSet.Of(Seen.Surroundings.Changes, Sources);

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
