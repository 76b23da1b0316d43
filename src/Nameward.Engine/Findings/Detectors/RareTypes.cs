using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Record types that hosts do not ask for, or not in such a share. Six bits where more than half of the private names were asked for NULL, KEY or
/// a private type; four where more than 30 % were asked for CNAME, MX or SRV without a service label; against browsing also four where more than
/// half of at least four were asked for TXT, CNAME, MX or SRV (names with "_" and the zone itself left out: mail policy lives there).
/// </summary>
sealed class RareTypes : IDetector<Pair>
{
    const double RareFrom = 0.5, PointersFrom = 0.3, TextsFrom = 0.5;
    const int RareBits = 6, PointerBits = 4, TextBits = 4;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "rare-types",
        Title = "record types that hosts do not ask for",
        Techniques = ["T1071.004"],
        HoldsWithoutZone = true,
        Triggers =
        [
            new("record-types", Family.Type,
                $"More than {RareFrom:P0} of the private names were asked for NULL, KEY or a private type: {RareBits} bits; more than {PointersFrom:P0} without \"_\" for CNAME, MX or SRV: {PointerBits}. "
                + $"Against browsing also more than {TextsFrom:P0} of {SaidUp.FewestNames} or more such names for TXT, CNAME, MX or SRV: {TextBits}.",
                BitRange.UpTo(RareBits)),
        ],
        Harmless = "mail servers (MX), block lists that answer in TXT, tests of DNS itself",
        Blind = "a channel in A and AAAA records",
        Verify =
        [
            "Count the types in the evidence (tshark -Y dns -T fields -e dns.qry.type): 10 is NULL, 25 KEY, 65280 to 65534 private; 16 TXT, 15 MX, 5 CNAME.",
            "See what the client is: a mail server asks for MX and TXT, a monitor or a researcher's host for anything.",
            "Read TXT answers: policy (v=spf1, verification keys) is text for people; a channel's is base 64 or bytes.",
            "Innocent if the role of the host explains the types; workstations do not ask for NULL.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["RFC 1035 section 3.3.10 (NULL)", "RFC 6895 section 3.1 (private types)", "RFC 8552 (names with \"_\")"],
    };

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var service = m.RareTypeShare > RareFrom ? RareBits : m.PointerShare > PointersFrom ? PointerBits : 0;
        var browsing = Math.Max(service, m.TextOrPointerShare > TextsFrom && m.PrivateNames >= SaidUp.FewestNames ? TextBits : 0);
        signals.Add(new()
        {
            Id = "record-types",
            Detector = Info.Id,
            Family = Family.Type,
            Value = Math.Round(Math.Max(m.RareTypeShare, Math.Max(m.PointerShare, m.TextOrPointerShare)), 2),
            Baseline = 0,
            AsBrowsing = Bits.Of(browsing),
            AsLookUps = Bits.Of(service),
            Say = () => Say(m),
        });
    }

    static Sentence Say(PairMeasures m) =>
        m.RareTypeShare > RareFrom ? Sentence.Of($"{m.RareTypeShare * 100:F0} % of the names asked for NULL, KEY or private types")
        : m.PointerShare > PointersFrom ? Sentence.Of($"{m.PointerShare * 100:F0} % of the names asked for CNAME, MX or SRV without a service label")
        : m.TextOrPointerShare > TextsFrom ? Sentence.Of($"{m.TextOrPointerShare * 100:F0} % of the names asked for TXT, CNAME, MX or SRV")
        : Sentence.Of("record types as hosts ask them");
}
