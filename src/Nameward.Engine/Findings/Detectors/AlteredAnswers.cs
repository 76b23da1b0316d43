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
    public DetectorInfo Info { get; } = new("altered-answers", "answers that contradict those of the servers that most clients use", ["T1557", "T1583.002"],
        "filters that lead forbidden names to a page of their own; a network's gateway before its guests have signed in; names that resolve otherwise inside",
        "answers altered for everybody; names that nobody else asks; addresses in a network that others are led to as well");

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
