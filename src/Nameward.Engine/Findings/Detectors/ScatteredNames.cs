using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Names that carry data to a server though they share no zone: tunnels without a domain, names glued before those of popular sites. Every zone that the client asks there
/// has one vote: of a channel's names nine in ten are spelled as data (<see cref="DataSpelling"/>), of those that browsing draws at most eight in a hundred. So each that is
/// gives log2(0.9 / 0.08) bits and each other log2(0.1 / 0.92), together at most 12 either way: a host that browses by a resolver of its own stays far below nothing. Against
/// programs that make names up (domain generation, probes, cache busting), which this cannot tell by spelling, the answers vote: their names do not exist or all get the same,
/// so that at most one in ten has data of its own, of a channel's eight in ten. Top-level domains that no list has, answered so: a site has few of its own.
/// </summary>
sealed class ScatteredNames : IDetector<Pair>
{
    const double OfChannel = 0.9, OfBrowsing = 0.08, AnsweredOfChannel = 0.8, AnsweredOfMadeUp = 0.1;
    const double Cap = 12, MostSuffixBits = 8, BitsPerSuffix = 2;

    /// <summary>Top-level domains that no list has and that hosts ask all the same: of search lists, of internal names, of an alternative root.</summary>
    const int UsualSuffixes = 3;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "scattered-names",
        Title = "names that carry data, each in a zone of its own",
        Techniques = ["T1071.004", "T1572"],
        HoldsWithoutZone = true,
        Triggers =
        [
            new("data-in-zones", Family.Information,
                $"Over all zones that the client asks at a server that is none of those many use, {ScatterJudge.FewestZones} or more of them asked under names that are {DataSpelling.FewestBits} bits likelier as even symbols than as ordinary labels and that nobody else asks: "
                + $"{Math.Log2(OfChannel / OfBrowsing):F1} bits for each such zone, {Math.Log2((1 - OfChannel) / (1 - OfBrowsing)):F1} for each other. "
                + $"Against names that a program makes up: {Math.Log2(AnsweredOfChannel / AnsweredOfMadeUp):F1} bits for each of them with answers that no other name got, {Math.Log2((1 - AnsweredOfChannel) / (1 - AnsweredOfMadeUp)):F1} for each without; nothing where no answers are shown.",
                new BitRange(-Cap, Cap)),
            new("unknown-top-levels", Family.Rarity,
                $"Top-level domains that no list has, under which such names got data of their own: {BitsPerSuffix} bits for each beyond {UsualSuffixes}. The same under both explanations.",
                BitRange.UpTo(MostSuffixBits)),
        ],
        Harmless = "a product that asks its maker's own server for names under made-up domains, and is told something else for each; a researcher's scan",
        Blind = "channels in words; one-way channels whose answers are all the same; names in zones asked by many at the resolver that many use; evidence that does not name the server (a resolver's own query log); without answers, the difference from a program that makes names up",
        Verify =
        [
            "Read the names in the evidence: words with a number, or symbols that change with every query and stand before many different domains?",
            "See whose the server is, in RDAP, and do not ask it: a resolver's operator, or a rented host? Does any configuration of the client name it?",
            "Ask the resolver that the site uses for two of the names of which the parents exist: where it says NXDOMAIN and the server gave data, the server made it up.",
            "Find the process that asks the server: Sysmon event 22 or 3, or the EDR's DNS event on the client. A program with a resolver of its own is rare.",
            "Innocent if the program is a product whose maker documents the server, or a test of DNS by somebody of the site.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["iagox86/dnscat2 doc/protocol.md, 0.07 (direct connections without a domain)", "attack.mitre.org/groups/G1001 (names before those of popular sites, answered by a server of their own)", "Wald: Sequential Tests of Statistical Hypotheses, 1945", "Findings/DataSpelling.cs (sizes of the samples)"],
    };

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        if (subject.Scatter is not { Measures: var m })
        {
            return;
        }
        var asBrowsing = Votes(m.DataZones, m.Zones - m.DataZones, OfChannel, OfBrowsing);
        var asMadeUp = m.ShowsAnswers ? Votes(m.AnsweredZones, m.DataZones - m.AnsweredZones, AnsweredOfChannel, AnsweredOfMadeUp) : 0;
        signals.Add(new()
        {
            Id = "data-in-zones",
            Detector = Info.Id,
            Family = Family.Information,
            Value = m.DataZones,
            Baseline = Math.Round(OfBrowsing * m.Zones, 1),
            AsBrowsing = Bits.Of(Math.Clamp(asBrowsing, -Cap, Cap)),
            AsLookUps = Bits.Of(Math.Clamp(asMadeUp, -Cap, Cap)),
            Say = () => Say(m),
        });
        signals.Add(Signal.Alike(Info, "unknown-top-levels", Family.Rarity, m.Suffixes, UsualSuffixes, Math.Clamp(BitsPerSuffix * (m.Suffixes - UsualSuffixes), 0, MostSuffixBits),
            () => Sentence.Of($"{Quantity.Of(m.Suffixes, "top-level domain")} that no list has, and the server gives data under them")));
    }

    static double Votes(int votesFor, int against, double ofChannel, double ofOther) => votesFor * Math.Log2(ofChannel / ofOther) + against * Math.Log2((1 - ofChannel) / (1 - ofOther));

    static Sentence Say(ScatterMeasures m)
    {
        var zones = Sentence.Of($"of {Quantity.Of(m.Zones, "zone")} asked at this server, {m.DataZones} under names spelled as data that nobody else asks");
        return m.ShowsAnswers ? Sentence.Of($"{zones}; in {m.AnsweredZones} of these a name was given data that no other name got") : Sentence.Of($"{zones}; no answers are shown");
    }
}
