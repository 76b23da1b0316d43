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
    const double BytesPerBit = 5, LookUpBytesPerBit = 10, MostBits = 5, MostLookUpBits = 6;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "long-names",
        Title = "names that are filled with data",
        Techniques = ["T1071.004"],
        HoldsWithoutZone = true,
        Triggers =
        [
            new("name-length", Family.Length,
                $"Mean length of {SaidUp.FewestNames} private names or more below the zone: one bit for each {BytesPerBit} bytes over {UsualBytes} against browsing, for each {LookUpBytesPerBit} over {LongLookUpBytes} against look-ups.",
                BitRange.UpTo(MostBits), BitRange.UpTo(MostLookUpBits)),
        ],
        Harmless = "content networks and object stores with long host names, look-ups of hashes",
        Blind = "a channel that keeps its names short",
        Verify =
        [
            "Read some of the names: parts of 32, 40 or 64 hexadecimal digits are hashes of a look-up service; labels filled to 63 bytes are capacity.",
            "See whether the length is always the same: a channel fills each name to its limit, a service's names are as long as what they name.",
            "Find the process that asked: Sysmon event 22 or the EDR's DNS event on the client.",
            "Innocent if the zone is a content network's or a documented look-up service's, and other clients ask it too.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["RFC 1035 section 2.3.4 (63 bytes a label, 255 a name)", "docs/decisions/0005-two-innocent-explanations.md"],
    };

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var counts = m.PrivateNames >= SaidUp.FewestNames;
        signals.Add(new()
        {
            Id = "name-length",
            Detector = Info.Id,
            Family = Family.Length,
            Value = Math.Round(m.MeanPrefixBytes, 1),
            Baseline = UsualBytes,
            AsBrowsing = Bits.Of(counts ? Math.Clamp((m.MeanPrefixBytes - UsualBytes) / BytesPerBit, 0, MostBits) : 0),
            AsLookUps = Bits.Of(counts ? Math.Clamp((m.MeanPrefixBytes - LongLookUpBytes) / LookUpBytesPerBit, 0, MostLookUpBits) : 0),
            Say = () => Sentence.Of($"private names are {m.MeanPrefixBytes:F0} bytes long before the zone; usual up to {UsualBytes:F0}"),
        });
    }
}
