using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// How long the private names are below the zone. Length is capacity: a channel fills its names, while people and programs leave theirs short, and
/// look-up services (a hash, a file's name) stay below 70 bytes. A fifth of a bit for each byte over 10 against browsing, at most 5; a tenth for
/// each over 70 against look-ups, at most 6. Partly the same thing as volume, hence the low caps. Needs four private names.
/// </summary>
sealed class LongNames : IDetector<Pair>
{
    const double UsualBytes = 10, LongLookUpBytes = 70;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("long-names", "names that are filled with data", ["T1071.004"],
        "content networks and object stores with long host names, look-ups of hashes",
        "a channel that keeps its names short");

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var counts = m.PrivateNames >= 4;
        signals.Add(new()
        {
            Id = "name-length",
            Detector = Info.Id,
            Family = Family.Length,
            Value = Math.Round(m.MeanPrefixBytes, 1),
            Baseline = UsualBytes,
            AsBrowsing = Bits.Of(counts ? Math.Clamp(0.2 * (m.MeanPrefixBytes - UsualBytes), 0, 5) : 0),
            AsLookUps = Bits.Of(counts ? Math.Clamp((m.MeanPrefixBytes - LongLookUpBytes) / 10, 0, 6) : 0),
            Say = () => Sentence.Of($"private names are {m.MeanPrefixBytes:F0} bytes long before the zone; usual up to {UsualBytes:F0}"),
        });
    }
}
