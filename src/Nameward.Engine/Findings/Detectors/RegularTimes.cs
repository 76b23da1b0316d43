using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Whether a client comes back by the clock. Programs that wait for commands ask at an interval, often varied by chance (jitter); people and the programs that
/// they use ask when they work. Bits against arrivals without memory (<see cref="Rhythm"/>) where half of the intervals lie within a third of their median (a jitter of two
/// thirds), at most six, as innocent programs have timers too: of 1,961 innocent pairs of a day with as many intervals 14 look so even, one in 140.
/// Where names are asked again, a cache is what makes intervals even: those that the time to live explains count for nothing. Needs eight gaps in one
/// UTC day. After Hu et al., BAYWATCH, DSN 2016, and the scores of RITA 5 (quantiles in place of moments).
/// </summary>
sealed class RegularTimes : IDetector<Pair>
{
    const int FewestGaps = 8;
    const double Cap = 6, MostlyNew = 0.5, WidestSpread = 1 / 3.0;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "regular-times",
        Title = "a client that comes back by the clock",
        Techniques = ["T1071.004", "T1029"],
        Triggers =
        [
            new("even-intervals", Family.Timing,
                $"{FewestGaps} gaps or more between spells in one UTC day, half of them within {WidestSpread:P0} of their median. Bits: how improbable that is of arrivals without memory. "
                + $"Where less than {MostlyNew:P0} of the queries bring a new name, a median of 1 to {Rhythm.MostTtls} times the time to live (to {Rhythm.TtlShare:P0} of it or {Rhythm.TtlSeconds} s) counts for nothing.",
                BitRange.UpTo(Cap)),
        ],
        Harmless = "programs that look for news or report at an interval; devices that keep a connection",
        Blind = "channels that are busy all the time, that come back a few times a day, or with a jitter above two thirds",
        Verify =
        [
            "Look at the timeline of the finding: does it go on at night and at the weekend, when nobody works, and does it begin with the start of the machine or with a log-in?",
            "Compare the interval with the time to live in the answers: a program that asks all the time is seen once for each life.",
            "Look for a task with that interval: scheduled tasks and services, cron, systemd timers, launch agents; and what else the process does at those times.",
            "Innocent if the process is an updater, a monitor or a device that reports, and its vendor documents the zone.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["Hu et al.: BAYWATCH, DSN 2016", "activecm/rita, analysis/beacons.go, version 5", "Chernoff 1952 (bound of the chance)"],
    };

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var counts = m.Rhythm is { Gaps: >= FewestGaps, Spread: <= WidestSpread } && !IsExplained(m);
        var bits = Bits.Of(counts ? Math.Min(Cap, m.Rhythm.BitsOfRegularity) : 0);
        signals.Add(new()
        {
            Id = "even-intervals",
            Detector = Info.Id,
            Family = Family.Timing,
            Value = m.Rhythm.Gaps > 0 ? Math.Round(m.Rhythm.Spread, 2) : null,
            Baseline = 0.69,
            AsBrowsing = bits,
            AsLookUps = bits,
            Say = () => Say(m),
        });
    }

    static bool IsExplained(PairMeasures m) => m.NamesPerQuery < MostlyNew && m.Rhythm.IsExplainedBy(m.MedianTtlSeconds);

    static Sentence Say(PairMeasures m) => m.Rhythm.Gaps < FewestGaps
        ? Sentence.Of("too few intervals in one day to see a rhythm")
        : Sentence.Of($"comes back every {m.Rhythm.MedianSeconds:F0} s, half of {m.Rhythm.Gaps} intervals within {m.Rhythm.Spread * 100:F0} % of that{(IsExplained(m) ? ", as the time to live of the answers has it" : "")}");
}
