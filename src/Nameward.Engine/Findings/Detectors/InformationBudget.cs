using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// How much a client and a zone's server can have told each other. Up: bits of names that nobody else asked, under a model of ordinary names. Down:
/// bits of record data that came back for one name and to one client only. Neither alone is rare (anti-virus look-ups say much and hear nothing,
/// mail policy records the reverse); what went <em>both ways</em> is. Rarity comes from the tails of innocent pairs (<see cref="TailFit"/>), the
/// lesser of two fits, at most 12 bits, so that no single measure decides. Against look-up services, what went both ways weighs the same, and what
/// went up weighs log2(U / 10,000 bits): a Pareto tail of exponent 1, for one host's files and mails bound what such a service is told. They bound it more in a short time:
/// a window of a minute, ten minutes or an hour (<see cref="Bursts"/>) weighs twice log2 of its bits over 4,500, 9,000 or 18,000. That is what no pair of a day
/// of the laboratory reaches that looks like look-ups (1,930 of eight private names or more and less than an eighth as much down: at most 4,416, 8,552 and 17,849),
/// and the exponent is that of the tails of generalised Pareto beyond their 90 % quantiles (shapes 0.45, 0.40 and 0.50; 0.5 is taken). Shown on the captures of
/// others, which took no part in it: of their innocent pairs none says more than 1,100 bits in an hour, while three channels in four say 10,000 or more in a minute.
/// Against browsing windows add nothing: who browses says what he says on a few pages, most of a day's bits in one minute. What came down alone
/// counts under both explanations, log2(D / 250 bits), where it is more than addresses and answers names as hosts bear them (a download in stages): sites and
/// services publish texts at their own names and at those with "_", so that of 1,219 innocent pairs of a day with visible answers four were told more.
/// Sources: Paxson et al. 2013 (bounds by lossless codes); Pickands 1975 (tails).
/// </summary>
sealed class InformationBudget : IDetector<Pair>
{
    /// <summary>Most bits that the family can add, so that one broken measure cannot decide.</summary>
    const double Cap = 12;

    /// <summary>Up-bits a day that one host's look-ups at a reputation service can reach without remark.</summary>
    const double LookUpScaleBits = 10_000;

    /// <summary>Bits a day beside addresses that hosts are told for names of hosts without remark.</summary>
    const double UsualTextBits = 250;

    /// <summary>Up-bits that look-ups reach in a window of time without remark, and the exponent of the tail beyond.</summary>
    const double MinuteScaleBits = 4_500, TenMinutesScaleBits = 9_000, HourScaleBits = 18_000, WindowExponent = 2;

    const double BitsPerByte = 8;

    /// <summary>A volume, in bits, for which the documentation says what it weighs.</summary>
    const int Example = 1000;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "information-budget",
        Title = "bytes said in names and answers that nobody shares",
        Techniques = ["T1071.004", "T1572", "T1048", "T1583.002"],
        Triggers =
        [
            new("both-ways", Family.Information,
                $"Bits both ways, by their rarity among innocent pairs: nine in ten stay below {TailFit.BothWays.NinetyPercent}; {Example} both ways give {TailFit.BothWays.Bits(Example):F1} bits. The same under both explanations.",
                BitRange.UpTo(Cap)),
            new("said-up", Family.Information,
                $"Up-bits, by the lesser of two such tails: {Example} give {Math.Min(TailFit.UpReal.Bits(Example), TailFit.UpLab.Bits(Example)):F1} bits against browsing. Against look-ups log2(up-bits / {LookUpScaleBits:N0}), or {WindowExponent} log2 of those of the busiest minute / {MinuteScaleBits:N0}, ten minutes / {TenMinutesScaleBits:N0} or hour / {HourScaleBits:N0}, whichever is most.",
                BitRange.UpTo(Cap)),
            new("came-down", Family.Information,
                $"Down-bits beside addresses for names as hosts bear them: log2(bits / {UsualTextBits}) under both explanations. The largest of the three is the signal.",
                BitRange.UpTo(Cap)),
        ],
        Harmless = "a service that tells every asker something else (seen from one client only), a rich content network of one client",
        Blind = $"what is encoded in IPv6 addresses that names spell, under .arpa, or in fewer than some twenty IPv4 addresses (which count when they are {AddressData.FewestBits} bits likelier to be none), in timing, in whether a name exists (as block lists tell), and anything said in fewer than four names",
        Verify =
        [
            "Read the names in the evidence: things that you can name (hashes that a security product asks, hosts of a content network), or symbols that change with every query?",
            "Find the process at the time of firstEscalation: Sysmon event 22 or the EDR's DNS event on the client. A signed agent that other hosts have too speaks for innocence; a script host or a program in a user's folder does not.",
            "Look the zone up in RDAP and passive DNS, and do not ask it: its server sees who asks. Age, registrar, name servers in the zone itself on one rented address.",
            "Read logs that show more clients: where others say as much in the zone, the crowd speaks against a channel by itself.",
            "Innocent if a vendor documents the zone and its product is what asks.",
        ],
        Respond = Response.ToAChannel,
        Sources =
        [
            "Paxson et al.: Practical Comprehensive Bounds on Surreptitious Communication over DNS, USENIX Security 2013", "Pickands: Statistical Inference Using Extreme Order Statistics, 1975",
            "Findings/TailFit.cs (sizes of the samples)", "docs/decisions/0005-two-innocent-explanations.md",
        ],
    };

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var up = Math.Min(TailFit.UpReal.Bits(m.UpBits), TailFit.UpLab.Bits(m.UpBits));
        var both = m.Down != DownFrom.Nothing ? TailFit.BothWays.Bits(m.BothWaysBits) : 0;
        var asLookUps = Math.Max(Over(m.UpBits, LookUpScaleBits), WindowExponent * OfWindows(m.Bursts));
        var down = Over(m.HostTextBits, UsualTextBits);
        var (id, value, usual) = both >= Math.Max(up, down) ? ("both-ways", m.BothWaysBits, TailFit.BothWays.NinetyPercent)
            : down > up ? ("came-down", m.HostTextBits, UsualTextBits)
            : ("said-up", m.UpBits, TailFit.UpReal.NinetyPercent);
        signals.Add(new()
        {
            Id = id,
            Detector = Info.Id,
            Family = Family.Information,
            Value = Math.Round(value),
            Baseline = usual,
            AsBrowsing = Bits.Of(Math.Min(Cap, Math.Max(Math.Max(up, down), both))),
            AsLookUps = Bits.Of(Math.Min(Cap, Math.Max(Math.Max(both, down), asLookUps))),
            Say = () => Say(m),
        });
    }

    static double Over(double bits, double scale) => Math.Max(0, Math.Log2(Math.Max(1, bits) / scale));

    static double OfWindows(Bursts bursts) =>
        Math.Max(Over(bursts.Minute.UpBits, MinuteScaleBits), Math.Max(Over(bursts.TenMinutes.UpBits, TenMinutesScaleBits), Over(bursts.Hour.UpBits, HourScaleBits)));

    static Sentence Say(PairMeasures m)
    {
        var up = Sentence.Of($"{Quantity.Bytes(m.PrivateNames * m.MeanPrefixBytes)} of names that no other client asked");
        var down = Quantity.Bytes(m.DownBits / BitsPerByte);
        var said = m.Down switch
        {
            DownFrom.Records => Sentence.Of($"{up}, {down} of answers to one name only; usual: one of the two"),
            DownFrom.Sizes => Sentence.Of($"{up}; answers are not shown, but their sizes differ so much that they can tell {down} apart"),
            _ => Sentence.Of($"{up}; no answers are shown"),
        };
        return m.Bursts.TenMinutes is { Names: > 0 } burst ? Sentence.Of($"{said}; {Quantity.Bytes(burst.Bytes)} of the names in the ten minutes from {burst.Begin:HH:mm}") : said;
    }
}
