namespace Nameward.Engine.Evaluation;

/// <summary>What the truth says of a finding.</summary>
public enum Standing
{
    /// <summary>It tells of a labelled session.</summary>
    Told,
    /// <summary>
    /// It belongs to a labelled session without being it: the same subject asked by another client (a resolver that forwards), or, on a labelled
    /// client, a server or host and no zone (the server at which the channel ends). Neither right nor wrong.
    /// </summary>
    Related,
    /// <summary>False: nothing happened in the file.</summary>
    InBenignFile,
    /// <summary>False: no line of the file names its client.</summary>
    OfOtherClient,
    /// <summary>False: its client is labelled, its zone is not.</summary>
    OfLabelledClient,
}
