using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// With which symbols the private names are written. Hosts, and services that are looked up by hashes, are named with letters, digits and hyphens in any case
/// (RFC 1123 section 2.1); what needs more than these 36 symbols is data (<see cref="Rollups.NameSpelling"/>). Five bits where half of the names or more are written so, three from a
/// fifth on; under both innocent explanations. Needs four private names; names with "_" (services, RFC 6763) are left out.
/// </summary>
sealed class CodedNames : IDetector<Pair>
{
    const double Most = 0.5, Many = 0.2;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("coded-names", "names written as no host is named", ["T1071.004", "T1132"],
        "software that does not encode names of other alphabets; names typed with spaces or addresses of pages by mistake",
        "channels in base 32, hexadecimal or words, and logs that write names in small letters");

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var bits = Bits.Of(m.PrivateNames < SaidUp.FewestNames ? 0 : m.CodedShare >= Most ? 5 : m.CodedShare >= Many ? 3 : 0);
        signals.Add(new()
        {
            Id = "name-symbols",
            Detector = Info.Id,
            Family = Family.Alphabet,
            Value = Math.Round(m.CodedShare, 2),
            Baseline = 0,
            AsBrowsing = bits,
            AsLookUps = bits,
            Say = () => Sentence.Of($"{m.CodedShare * 100:F0} % of the private names are written as no host is named"),
        });
    }
}
