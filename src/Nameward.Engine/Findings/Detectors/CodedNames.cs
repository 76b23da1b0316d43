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
    const int MostBits = 5, ManyBits = 3;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "coded-names",
        Title = "names written as no host is named",
        Techniques = ["T1071.004", "T1132"],
        HoldsWithoutZone = true,
        Triggers =
        [
            new("name-symbols", Family.Alphabet,
                $"Of {SaidUp.FewestNames} private names or more, {Most:P0} or more hold bytes beside letters, digits, hyphen and underscore, or letters of both cases in turn under a zone of small ones: {MostBits} bits; from {Many:P0} on: {ManyBits} bits.",
                BitRange.UpTo(MostBits)),
        ],
        Harmless = "software that does not encode names of other alphabets; names typed with spaces or addresses of pages by mistake",
        Blind = "channels in base 32, hexadecimal or words, and logs that write names in small letters",
        Verify =
        [
            "Read the names as they were asked (tshark -Y dns -T fields -e dns.qry.name): signs like = + / and capitals in no order are base 64; words with spaces are mistakes of typing or names of devices.",
            "See whether capitals stand in the zone too: then the resolver mixes cases against forgery, and the log's other zones show the same.",
            "Find the process that asked: Sysmon event 22 or the EDR's DNS event on the client.",
            "Innocent if the names can be read as names of things, or if the maker of the process documents them.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["RFC 1123 section 2.1 (names of hosts)", "RFC 4343 (case)", "draft-vixie-dnsext-dns0x20", "RFC 4648 (base 64, base 32)"],
    };

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var bits = Bits.Of(m.PrivateNames < SaidUp.FewestNames ? 0 : m.CodedShare >= Most ? MostBits : m.CodedShare >= Many ? ManyBits : 0);
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
