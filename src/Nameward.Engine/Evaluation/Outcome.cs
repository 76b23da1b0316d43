namespace Nameward.Engine.Evaluation;

/// <summary>What the program made of a labelled session.</summary>
public enum Outcome
{
    /// <summary>No finding tells of it, or none that is watched.</summary>
    Missed,
    /// <summary>A finding to be watched tells of it.</summary>
    Watched,
    /// <summary>A finding that escalates tells of it.</summary>
    Escalated,
}
