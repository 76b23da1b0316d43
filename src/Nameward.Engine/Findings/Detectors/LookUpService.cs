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
    public DetectorInfo Info { get; } = new("look-up-service", "whether an innocent look-up service explains it", ["T1071.004"],
        "anti-virus, block lists, telemetry: this is the explanation for them",
        "a channel dressed as one: constant answers, long lives");

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
