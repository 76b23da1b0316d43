using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Answers that contradict what others are told (see <see cref="AnswerComparison"/>). A name that leads elsewhere may be a content network's choice, and
/// how often that happens here the other names of the same server tell: log2((compared + 2) / (contradicting + 1)) bits, those in question
/// left out. That unrelated names are all led to the same place is a content network's choice no more: each further one that lies elsewhere for
/// everybody else is worth -log2 of the chance that two unrelated zones lie in one network, taken from this evidence, less log2 of the ways to pick as
/// many of all that contradict. 12 bits together at most.
/// </summary>
sealed class AlteredAnswers : IDetector<Server>
{
    const double MostBits = 12, MostAuthorityBits = 6;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "altered-answers",
        Title = "answers that contradict those of the servers that most clients use",
        Techniques = ["T1557", "T1583.002"],
        Triggers =
        [
            new("contradicts", Family.Answers,
                $"A server that few use leads names where no resolver of many ({ServerCensus.FewestClients} clients at least) leads anybody, and these lead them elsewhere within {AnswerComparison.SameHours / 60} minutes. "
                + "Bits: log2((compared + 2) / (contradicting + 1)); more where unrelated zones are all led to one network (/24, /48).",
                BitRange.UpTo(MostBits)),
            new("answers-one-otherwise", Family.Answers, "The same of a resolver of many that answers one client alone so.", BitRange.UpTo(MostBits)),
            new("with-authority", Family.Answers,
                "A server that offers recursion in half of its responses or more gives the contradicting answers with authority (AA). Bits: log2((headers + 2) / (authoritative + 1)).",
                BitRange.UpTo(MostAuthorityBits)),
        ],
        Harmless = "filters that lead forbidden names to a page of their own; a network's gateway before its guests have signed in; names that resolve otherwise inside",
        Blind = "answers altered for everybody; names that nobody else asks; addresses in a network that others are led to as well",
        Verify =
        [
            "Take the names and addresses from the evidence of the finding. Look up in RDAP who holds the address that the server gave, and who holds the usual one.",
            "Open the certificate that stands at the given address (openssl s_client -connect ADDRESS:443 -servername NAME), from a machine that may be seen: does it name the site?",
            "Ask the owner of the server whether a filter (RPZ, parental control, block page) or a zone that is answered otherwise inside is set up for these names.",
            "Look at the settings of the affected clients: who gave them this server (DHCP, VPN, by hand, a program)?",
            "Innocent if the address is a block page, a sign-in page that ends after signing in, or a machine of the organisation itself.",
        ],
        Respond = Response.ToAServer,
        Sources = ["Dagon, Provos, Lee, Lee: Corrupted DNS Resolution Paths, NDSS 2008", "RFC 1035 section 4.1.1 (AA, RA)", "attack.mitre.org/techniques/T1557"],
    };

    /// <inheritdoc/>
    public void Judge(Server subject, Scene scene, ICollection<Signal> signals)
    {
        if (subject.Contradictions is not { } found)
        {
            return;
        }
        var count = found.Gathered.Length;
        var rare = Math.Log2((found.Compared - count + 2.0) / (found.Names.Length - count + 1));
        var gathered = (found.UnrelatedThings - 1) * -Math.Log2(found.Collision) - Combinations.Log2(found.Names.Length, found.UnrelatedThings);
        var bits = Bits.Of(Math.Min(MostBits, rare + Math.Max(0, gathered)));
        var place = AnswerNetwork.AddressOf(found.Gathered[0].Network);
        signals.Add(new()
        {
            Id = subject.Client is null ? "contradicts" : "answers-one-otherwise",
            Detector = Info.Id,
            Family = Family.Answers,
            Value = count,
            Baseline = found.Compared,
            AsBrowsing = bits,
            AsLookUps = bits,
            Say = () => count == 1
                ? Sentence.Of($"1 of {Quantity.Of(found.Compared, "name")} that could be compared leads to {Prefix(place)}, where nobody else is led")
                : Sentence.Of($"{count} names of {Quantity.Of(found.UnrelatedThings, "unrelated zone")}, of {Quantity.Count(found.Compared)} compared, all lead to {Prefix(place)}, where nobody else is led"),
            Title = Title(subject),
        });
        AddAuthority(subject, found, signals);
    }

    /// <summary>
    /// A resolver answers with authority (AA) only for zones that it serves itself. If it does so for the contradicting names, it did not look them up: as
    /// rare as such answers are among its own, log2((headers + 2) / (authoritative + 1)).
    /// </summary>
    void AddAuthority(Server subject, Contradictions found, ICollection<Signal> signals)
    {
        var facts = subject.Facts;
        if (facts.Recursive * 2 < facts.Headers || !found.Gathered.All(name => name.IsAuthoritative))
        {
            return;
        }
        var bits = Bits.Of(Math.Min(MostAuthorityBits, Math.Log2((facts.Headers + 2.0) / (facts.Authoritative + 1))));
        signals.Add(new()
        {
            Id = "with-authority",
            Detector = Info.Id,
            Family = Family.Answers,
            Value = facts.Authoritative,
            Baseline = facts.Headers,
            AsBrowsing = bits,
            AsLookUps = bits,
            Say = () => Sentence.Of($"it answers {(found.Gathered.Length == 1 ? "this name" : "these names")} with authority (AA), as {facts.Authoritative:N0} of its {Quantity.Of(facts.Headers, "response")}: it did not look {(found.Gathered.Length == 1 ? "it" : "them")} up"),
            Title = Title(subject),
        });
    }

    static Sentence Title(Server subject) => subject.Client is { } client
        ? Sentence.Of($"{subject.Facts.Name} answers {client} otherwise than everybody else")
        : Sentence.Of($"{subject.Facts.Name}: a DNS server whose answers contradict those of the others");

    static Sentence Prefix(Address network) => Sentence.Of($"{network}/{(network.IsV4 ? 24 : 48)}");
}
