using System.Collections.Immutable;

namespace Nameward.Engine.Findings;

/// <summary>Judges one subject against a frozen scene. A detector has no state: any order and any number of threads give the same signals.</summary>
interface IDetector<in T> where T : Subject
{
    /// <summary>What it is.</summary>
    DetectorInfo Info { get; }

    /// <summary>Adds its signals, those of zero bits too.</summary>
    void Judge(T subject, Scene scene, ICollection<Signal> signals);
}

/// <summary>The description of a detector, from which help and documentation are made.</summary>
/// <param name="Id">Kebab-case, never renamed.</param>
/// <param name="Title">What it looks for, in a few words.</param>
/// <param name="Techniques">ATT&amp;CK techniques that a finding led by it carries.</param>
/// <param name="Harmless">What harmless traffic looks the same.</param>
/// <param name="Blind">What it cannot see.</param>
public sealed record DetectorInfo(string Id, string Title, ImmutableArray<string> Techniques, string Harmless, string Blind)
{
    /// <summary>What every detector is, sorted by id.</summary>
    public static ImmutableArray<DetectorInfo> All => Detectors.DetectorList.All;
}
