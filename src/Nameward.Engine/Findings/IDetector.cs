namespace Nameward.Engine.Findings;

/// <summary>Judges one subject against a frozen scene. A detector has no state: any order and any number of threads give the same signals.</summary>
interface IDetector<in T> where T : Subject
{
    /// <summary>What it is.</summary>
    DetectorInfo Info { get; }

    /// <summary>Adds its signals, those of zero bits too.</summary>
    void Judge(T subject, Scene scene, ICollection<Signal> signals);
}
