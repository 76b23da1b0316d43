using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// How much a client and a zone's server can have told each other. Up: bits of names that nobody else asked, under a model of ordinary names. Down:
/// bits of record data that came back for one name and to one client only. Neither alone is rare (anti-virus look-ups say much and hear nothing,
/// mail policy records the reverse); what went <em>both ways</em> is. Rarity comes from the tails of innocent pairs (<see cref="TailFit"/>), the
/// lesser of two fits, at most 12 bits, so that no single measure decides. Against look-up services, what went both ways weighs the same, and what
/// went up weighs log2(U / 10,000 bits): a Pareto tail of exponent 1, for one host's files and mails bound what such a service is told. What came down alone
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

    const double BitsPerByte = 8;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("information-budget", "bytes said in names and answers that nobody shares", ["T1071.004", "T1572", "T1048", "T1583.002"],
        "a service that tells every asker something else (seen from one client only), a rich content network of one client",
        "what is encoded in addresses that names spell, in timing, and anything said in fewer than four names");

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var up = Math.Min(TailFit.UpReal.Bits(m.UpBits), TailFit.UpLab.Bits(m.UpBits));
        var both = m.Down != DownFrom.Nothing ? TailFit.BothWays.Bits(m.BothWaysBits) : 0;
        var asLookUps = Math.Max(0, Math.Log2(Math.Max(1, m.UpBits) / LookUpScaleBits));
        var down = Math.Max(0, Math.Log2(Math.Max(1, m.HostTextBits) / UsualTextBits));
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

    static Sentence Say(PairMeasures m)
    {
        var up = Sentence.Of($"{Quantity.Bytes(m.PrivateNames * m.MeanPrefixBytes)} of names that no other client asked");
        var down = Quantity.Bytes(m.DownBits / BitsPerByte);
        return m.Down switch
        {
            DownFrom.Records => Sentence.Of($"{up}, {down} of answers to one name only; usual: one of the two"),
            DownFrom.Sizes => Sentence.Of($"{up}; answers are not shown, but their sizes differ so much that they can tell {down} apart"),
            _ => Sentence.Of($"{up}; no answers are shown"),
        };
    }
}
