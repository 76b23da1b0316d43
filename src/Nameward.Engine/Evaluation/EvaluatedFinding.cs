using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evaluation;

/// <summary>A finding beside the truth.</summary>
/// <param name="File">The labelled file, as its table names it.</param>
/// <param name="Standing">What the truth says of it.</param>
/// <param name="Finding">The finding.</param>
public sealed record EvaluatedFinding(HostileText File, Standing Standing, TriageFinding Finding)
{
    /// <summary>Whether it is false: what it tells of is ordinary traffic.</summary>
    public bool IsFalse => Standing is Standing.InBenignFile or Standing.OfOtherClient or Standing.OfLabelledClient;

    /// <summary>Whether it escalates by its level.</summary>
    public bool Escalates => Finding.Level is "high" or "critical";

    /// <summary>Whether it is to be watched, and no more.</summary>
    public bool IsWatched => Finding.Level == "medium";
}
