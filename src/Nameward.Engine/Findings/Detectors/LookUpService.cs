using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// The price of the second innocent explanation: that the zone is a look-up service whose names are made of hashes, addresses or identifiers.
/// Such zones are rare: 25 of 9,352 pairs of a day in the laboratory, 8.5 bits; 8 are taken. Without this explanation every anti-virus product of a
/// small fleet would look like a channel.
/// </summary>
sealed class LookUpService : IDetector<Pair>
{
    const double RarityBits = 8;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "look-up-service",
        Title = "whether an innocent look-up service explains it",
        Techniques = ["T1071.004"],
        Triggers =
        [
            new("service-rarity", Family.Rarity,
                $"Every pair: zones of look-up services are one in {Math.Pow(2, RarityBits):N0}, so that this explanation starts with {RarityBits} bits against it.",
                BitRange.Always(0), BitRange.Always(RarityBits)),
        ],
        Harmless = "anti-virus, block lists, telemetry: this is the explanation for them",
        Blind = "a channel dressed as one: constant answers, long lives",
        Verify =
        [
            "Look at the answers: block lists answer with a few addresses of 127.0.0.0/8 or with no such name (RFC 5782), reputation services with a few constants. A channel's answers differ.",
            "Look at the names: a hash, an address written backwards or an identifier in a fixed place is what such services are asked for.",
            "Find the product: an agent, a mail filter or a gateway on the client whose vendor documents the zone.",
            "Innocent if names and answers have that form and the product is installed.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["RFC 5782 (block lists over DNS)", "docs/decisions/0005-two-innocent-explanations.md"],
    };

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals) => signals.Add(new()
    {
        Id = "service-rarity",
        Detector = Info.Id,
        Family = Family.Rarity,
        Value = null,
        Baseline = null,
        AsBrowsing = Bits.Zero,
        AsLookUps = Bits.Of(RarityBits),
        Say = () => Sentence.Of("zones of look-up services are one in 256"),
    });
}
