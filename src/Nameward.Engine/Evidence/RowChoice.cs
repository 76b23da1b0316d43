namespace Nameward.Engine.Evidence;

/// <summary>Which rows are brought into a sink.</summary>
public enum RowChoice : byte
{
    /// <summary>All: they are counted, and the counts are to be those of the evidence.</summary>
    All,
    /// <summary>Those that the sink wants (<see cref="Observations.IObservationSink.Wants"/>); the counts mean nothing.</summary>
    Wanted,
}
