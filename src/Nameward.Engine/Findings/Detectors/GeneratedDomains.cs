using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Malware that draws the names of its server anew each day asks for many zones before it comes to the one that its master registered (a domain generation
/// algorithm). What tells it from mistyped and outdated names:
/// <list type="bullet">
/// <item>They come in a row. A sequential test over the zones in the order in which they were first asked, after Jung et al. and Krishnan et al.: log2(0.9 / 0.2) bits for each that does
/// not exist, log2(0.1 / 0.8) for each that does, the largest sum of any stretch, less log2 of the zones that it can begin at, at most 10. One in five for innocent hosts is far more
/// than they have (in recorded networks none to one in fourteen), because mistyped names come in twos and threes.</item>
/// <item>Their labels are drawn, not named: the sum of <see cref="GeneratedLabel"/> over all of them, from -3 to 12. Ordinary labels speak against it, but no more than log2 of one in eight:
/// about as many algorithms put their names together from words (4 of 25 in the collection of Cucchiarelli et al. 2021), and these must be found by the rest.</item>
/// <item>They share one suffix more than the client's other zones do: the likelihood ratio of their suffix, less the bits for choosing the suffix and for estimating its share, at most 4.</item>
/// <item>Nobody else asks for them: min(3, log2 C); or m others miss them too, the middle one of all: -min(8, 2 log2(1 + m)). A blocked or dead service is missing for all of its users.</item>
/// </list>
/// </summary>
sealed class GeneratedDomains : IDetector<MissingZones>
{
    const double MostInARow = 10, MostDrawn = 12, LeastDrawn = -3, MostOfSuffix = 4, MostAlone = 3, MostCrowd = 8;
    const double MissingOfMalware = 0.9, MissingOfPeople = 0.2;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "generated-domains",
        Title = "zones that do not exist, named as by an algorithm",
        Techniques = ["T1568.002"],
        Triggers =
        [
            new("missing-in-a-row", Family.Answers, $"At least {MissingZoneJudge.Fewest} zones of one client and UTC day do not exist (asked for by their own name or www). A sequential test over all zones in the order in which they were first asked: "
                + $"of malware {MissingOfMalware:P0} do not exist, of people at most {MissingOfPeople:P0}; less log2 of the zones.", BitRange.UpTo(MostInARow)),
            new("drawn-labels", Family.Alphabet, $"Symbols drawn evenly against the model of ordinary labels, at most {GeneratedLabel.MostBits} bits for or against by each zone.", new(LeastDrawn, MostDrawn)),
            new("one-suffix", Family.Type, "They share a public suffix more than the client's other zones do: the likelihood ratio, less log2 of the suffixes to choose from and half a log2 of the zones.", BitRange.UpTo(MostOfSuffix)),
            new("missing-for-nobody-else", Family.Population, "No other client asks for them: min(cap, log2 C) bits for one among C clients.", BitRange.UpTo(MostAlone)),
            new("missing-for-others", Family.Population, "The middle one of them is missing for m others: 2 log2(1 + m) bits against.", new(-MostCrowd, 0)),
        ],
        Harmless = "a mail server that looks up the senders of spam; a crawler or link checker with an old list; a program with a list of dead servers (file sharing); a test whether the resolver lies about names that do not exist",
        Blind = "fewer than six zones a day; names from a dictionary that come slowly among others; logs without response codes, and what a resolver asks upstream for many clients at once",
        Verify =
        [
            "Look at the list of zones: do people name things like that? Names of one length and suffix are a sign of an algorithm.",
            "See what was asked right after the last of them: a zone of the same kind that exists is where the malware's server is.",
            "Search lists of generated domains (DGArchive, published lists) for two or three of them, without asking for them.",
            "Find the process: Sysmon event 22 or the EDR's DNS event on the client at the time of the first.",
            "Innocent if the client is a mail server, a crawler or a scanner whose job it is, or if the names are on the list of a program that its user knows.",
        ],
        Respond = Response.ToAChannel,
        Sources =
        [
            "Krishnan, Taylor, Monrose, McHugh: Crossing the threshold, DSN 2013 (sequential test on NXDOMAIN)", "Antonakakis et al.: From throw-away traffic to bots, USENIX Security 2012", "RFC 8020 (NXDOMAIN: nothing underneath)",
            "attack.mitre.org/techniques/T1568/002",
        ],
    };

    /// <inheritdoc/>
    public void Judge(MissingZones subject, Scene scene, ICollection<Signal> signals)
    {
        var missing = subject.Missing;
        var (inARow, longest) = InARow(subject.Zones);
        var drawn = missing.Sum(zone => GeneratedLabel.Bits(zone.Name.AsSpan(1, zone.Name[0])));
        var isDrawn = drawn > 0;
        var title = isDrawn ? Sentence.Of($"{subject.Client}: {Quantity.Of(missing.Length, "zone")} that do not exist, named as by an algorithm") : Sentence.Of($"{subject.Client}: {Quantity.Of(longest, "zone")} in a row that do not exist");
        signals.Add(Signal.Alike(Info, "missing-in-a-row", Family.Answers, longest, null, Math.Min(MostInARow, inARow),
            () => Sentence.Of($"{missing.Length} of {Quantity.Of(subject.Zones.Length, "zone")} that it asked that day do not exist, {longest} of them in a row{When(subject)}"), title));
        signals.Add(Signal.Alike(Info, "drawn-labels", Family.Alphabet, Math.Round(drawn, 1), 0, Math.Clamp(drawn, LeastDrawn, MostDrawn),
            () => Sentence.Of($"their labels are written {(isDrawn ? "as if drawn at random" : "as people name things")}: {HostileText.Name(missing[0].Name)}, {HostileText.Name(missing[missing.Length / 2].Name)}, {HostileText.Name(missing[^1].Name)}")));
        signals.Add(OneSuffix(subject));
        signals.Add(Others(missing, scene));
    }

    static string When(MissingZones subject) => subject.Times is { } times ? $", between {times.First:HH:mm} and {times.Last:HH:mm} UTC" : "";

    /// <summary>The largest sum of any stretch (the test starts anew where it falls below nothing) less the choice of its begin, and how many zones of it do not exist.</summary>
    static (double Bits, int Missing) InARow(AskedZone[] zones)
    {
        double sum = 0, most = 0;
        int now = 0, longest = 0;
        foreach (var zone in zones)
        {
            (sum, now) = zone.IsMissing ? (sum + Math.Log2(MissingOfMalware / MissingOfPeople), now + 1) : (sum + Math.Log2((1 - MissingOfMalware) / (1 - MissingOfPeople)), now);
            (sum, now) = sum <= 0 ? (0, 0) : (sum, now);
            (most, longest) = sum > most ? (sum, now) : (most, longest);
        }
        return (Math.Max(0, most - Math.Log2(zones.Length)), longest);
    }

    Signal OneSuffix(MissingZones subject)
    {
        var missing = subject.Missing.GroupBy(SuffixOf).Select(suffix => (Suffix: suffix.Key, Zones: suffix.Count())).OrderByDescending(suffix => suffix.Zones).ThenBy(suffix => suffix.Suffix, StringComparer.Ordinal);
        var (suffix, zones) = missing.First();
        var others = subject.Zones.Where(zone => !zone.IsMissing).GroupBy(SuffixOf).ToDictionary(suffix => suffix.Key, suffix => suffix.Count());
        var usual = (others.GetValueOrDefault(suffix) + 1.0) / (others.Values.Sum() + 2.0);
        var share = zones / (double)subject.Missing.Length;
        var bits = share <= usual ? 0 : LikelihoodRatio(zones, subject.Missing.Length, share, usual) - Math.Log2(others.Count + 1) - 0.5 * Math.Log2(subject.Missing.Length);
        return Signal.Alike(Info, "one-suffix", Family.Type, Math.Round(share, 2), Math.Round(usual, 2), Math.Clamp(bits, 0, MostOfSuffix),
            () => Sentence.Of($"{share * 100:F0} % of them end in {HostileText.Text(suffix)}, of its other zones {usual * 100:F0} %"));
    }

    static double LikelihoodRatio(int of, int among, double share, double usual) =>
        of * Math.Log2(share / usual) + (of == among ? 0 : (among - of) * Math.Log2((1 - share) / (1 - usual)));

    static string SuffixOf(AskedZone zone) => WireName.ToText(zone.Name.AsSpan(zone.Name[0] + 1));

    Signal Others(ImmutableArray<AskedZone> missing, Scene scene)
    {
        int[] others = [.. missing.Select(zone => zone.MissingFor - 1).Order()];
        var middle = others[others.Length / 2];
        return middle == 0
            ? Signal.Alike(Info, "missing-for-nobody-else", Family.Population, 1, null, Math.Min(MostAlone, Math.Log2(Math.Max(1, scene.Seen.Clients))), () => Sentence.Of($"1 of {Quantity.Of(scene.Seen.Clients, "client")} asks for them"))
            : Signal.Alike(Info, "missing-for-others", Family.Population, middle + 1, null, -Math.Min(MostCrowd, 2 * Math.Log2(1 + middle)), () => Sentence.Of($"half of them are missing for {Quantity.Of(middle, "other client")} or more"));
    }
}
