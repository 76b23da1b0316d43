using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Whether caches are kept out. A channel must not be cached: its answers live for no time and no name is asked twice. A service wants to be cached,
/// and browsing asks again (and for A, AAAA and HTTPS). Bits from first principles, in steps: a median time to live of 0 or 1 s over four names or
/// more 5; of up to 5 s over eight or more 3; against browsing also 4 where at least 0.8 of the queries bring a new name (eight private names or
/// more), 2 with four to seven. Together at most 5.
/// </summary>
sealed class FreshNames : IDetector<Pair>
{
    const double MostlyNew = 0.8;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("fresh-names", "names never asked twice, answers never cached", ["T1071.004"],
        "services that answer with a time to live of 0; one-time names of telemetry and of e-mail tracking",
        "a channel that repeats its names or lets its answers be cached");

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var uncached = m.MedianTtlSeconds switch
        {
            <= 1 when m.AnsweredNames >= 4 => 5,
            <= 5 when m.AnsweredNames >= 8 => 3,
            _ => 0,
        };
        var unrepeated = m.NamesPerQuery < MostlyNew || m.PrivateNames < 4 ? 0 : m.PrivateNames < 8 ? 2 : 4;
        signals.Add(new()
        {
            Id = "never-repeated",
            Detector = Info.Id,
            Family = Family.Cache,
            Value = Math.Round(m.NamesPerQuery, 2),
            Baseline = 0.31,
            AsBrowsing = Bits.Of(Math.Max(uncached, unrepeated)),
            AsLookUps = Bits.Of(uncached),
            Say = () => Say(m),
        });
    }

    static Sentence Say(PairMeasures m)
    {
        var names = Sentence.Of($"{m.NamesPerQuery * 100:F0} % of queries bring a new name");
        return m.MedianTtlSeconds is { } ttl ? Sentence.Of($"{names}; answers live {ttl:F0} s (median of {m.AnsweredNames})") : names;
    }
}
