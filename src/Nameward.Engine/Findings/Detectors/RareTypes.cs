using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Record types that hosts do not ask for, or not in such a share. Six bits where more than half of the private names were asked for NULL, KEY or
/// a private type; four where more than 30 % were asked for CNAME, MX or SRV without a service label; against browsing also four where more than
/// half of at least four were asked for TXT, CNAME, MX or SRV (names with "_" and the zone itself left out: mail policy lives there).
/// </summary>
sealed class RareTypes : IDetector<Pair>
{
    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("rare-types", "record types that hosts do not ask for", ["T1071.004"],
        "mail servers (MX), block lists that answer in TXT, tests of DNS itself",
        "a channel in A and AAAA records");

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var service = m.RareTypeShare > 0.5 ? 6 : m.PointerShare > 0.3 ? 4 : 0;
        var browsing = Math.Max(service, m.TextOrPointerShare > 0.5 && m.PrivateNames >= 4 ? 4 : 0);
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
        m.RareTypeShare > 0.5 ? Sentence.Of($"{m.RareTypeShare * 100:F0} % of the names asked for NULL, KEY or private types")
        : m.PointerShare > 0.3 ? Sentence.Of($"{m.PointerShare * 100:F0} % of the names asked for CNAME, MX or SRV without a service label")
        : m.TextOrPointerShare > 0.5 ? Sentence.Of($"{m.TextOrPointerShare * 100:F0} % of the names asked for TXT, CNAME, MX or SRV")
        : Sentence.Of("record types as hosts ask them");
}
