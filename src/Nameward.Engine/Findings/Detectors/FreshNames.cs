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
    const double MostlyNew = 0.8, NoLifeSeconds = 1, ShortLifeSeconds = 5;
    const int FewNames = 4, ManyNames = 8;
    const int UncachedBits = 5, ShortLifeBits = 3, UnrepeatedBits = 4, FewUnrepeatedBits = 2;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "fresh-names",
        Title = "names never asked twice, answers never cached",
        Techniques = ["T1071.004"],
        HoldsWithoutZone = true,
        Triggers =
        [
            new("never-repeated", Family.Cache,
                $"Median time to live of 0 or {NoLifeSeconds} s over {FewNames} answered names or more: {UncachedBits} bits under both explanations; up to {ShortLifeSeconds} s over {ManyNames} or more: {ShortLifeBits}. "
                + $"Against browsing also: {MostlyNew:P0} of the queries or more bring a new name, {UnrepeatedBits} bits over {ManyNames} private names or more, {FewUnrepeatedBits} over {FewNames} to {ManyNames - 1}. The larger counts.",
                BitRange.UpTo(UncachedBits)),
        ],
        Harmless = "services that answer with a time to live of 0; one-time names of telemetry and of e-mail tracking",
        Blind = "a channel that repeats its names or lets its answers be cached",
        Verify =
        [
            "Read times to live in the evidence (tshark -Y dns.flags.response==1 -T fields -e dns.qry.name -e dns.resp.ttl): 0 or 1 for every name is what a channel needs; minutes are what a service wants.",
            "See what makes the names new: a counter or a random part in front (channel, cache buster), or the name of a thing (a host, a customer, a mail)?",
            "Ask the resolver's log for other clients of the zone: a service has many, each with names of its own.",
            "Innocent if the maker of a program documents one-time names in this zone.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["RFC 1035 section 3.2.1, RFC 2308 (time to live, negative answers)", "docs/decisions/0005-two-innocent-explanations.md"],
    };

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var uncached = m.MedianTtlSeconds switch
        {
            <= NoLifeSeconds when m.AnsweredNames >= FewNames => UncachedBits,
            <= ShortLifeSeconds when m.AnsweredNames >= ManyNames => ShortLifeBits,
            _ => 0,
        };
        var unrepeated = m.NamesPerQuery < MostlyNew || m.PrivateNames < FewNames ? 0 : m.PrivateNames < ManyNames ? FewUnrepeatedBits : UnrepeatedBits;
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
