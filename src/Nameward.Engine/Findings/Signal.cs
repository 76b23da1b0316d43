using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>
/// One piece of evidence, for or against. A pair of client and zone has two innocent explanations, and both must fail: that people browse, and that
/// a look-up service (anti-virus, block list, telemetry) is asked. A signal may speak differently against each.
/// </summary>
sealed record Signal
{
    /// <summary>Kebab-case, never renamed.</summary>
    public required string Id { get; init; }
    /// <summary>Id of the detector.</summary>
    public required string Detector { get; init; }
    /// <summary>Its family.</summary>
    public required Family Family { get; init; }
    /// <summary>What was measured, in the unit that <see cref="Text"/> names.</summary>
    public required double? Value { get; init; }
    /// <summary>What is usual, in the same unit.</summary>
    public required double? Baseline { get; init; }
    /// <summary>Bits if the innocent explanation is browsing.</summary>
    public required Bits AsBrowsing { get; init; }
    /// <summary>Bits if the innocent explanation is a look-up service.</summary>
    public required Bits AsLookUps { get; init; }
    /// <summary>Whether it is a fact that decides alone, whatever the weights say.</summary>
    public bool Settles { get; init; }
    /// <summary>What a finding is called in which no signal weighs more; null where the subject names it.</summary>
    public Sentence? Title { get; init; }
    /// <summary>The same for people.</summary>
    public Sentence Text => field ??= Say();
    /// <summary>Puts it into words, when that is asked for: hardly any of the pairs that are weighed is ever shown.</summary>
    internal required Func<Sentence> Say { private get; init; }

    /// <summary>A signal that speaks the same against both explanations, as those do of subjects that have no other.</summary>
    internal static Signal Alike(DetectorInfo detector, string id, Family family, double value, double? baseline, double bits, Func<Sentence> say, Sentence? title = null) => new()
    {
        Id = id,
        Detector = detector.Id,
        Family = family,
        Value = value,
        Baseline = baseline,
        AsBrowsing = Bits.Of(bits),
        AsLookUps = Bits.Of(bits),
        Say = say,
        Title = title,
    };
}
