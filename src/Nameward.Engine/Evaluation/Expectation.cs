namespace Nameward.Engine.Evaluation;

/// <summary>What may be asked of the program for a labelled session.</summary>
public enum Expectation
{
    /// <summary>It has to be found.</summary>
    Required,
    /// <summary>It carried less than <see cref="TruthSession.SmallBytes"/>: reported apart, and a watch counts as found.</summary>
    Small,
    /// <summary>It came to nothing, only an edge of it is in the file, or the table names no client or no subject: reported, not required.</summary>
    MayBeMissed,
}
