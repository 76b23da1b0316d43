namespace Nameward.Engine.Observations;

/// <summary>
/// Follows a reading from segment to segment, so that what is found can be told in the order of the evidence while the rest is still read. Threads read segments in
/// any order; each is told here when all its rows were handed over, each source when its last one is known. Called by any thread.
/// </summary>
public interface IReadingOrder
{
    /// <summary>Whether nothing more is wanted: what is not yet read is left then. It never becomes false again.</summary>
    bool HasEnough { get; }

    /// <summary>Called before a segment is cut: waits while too much of what lies behind is held back already. For the source that is told of now it never waits.</summary>
    void Wait(int source, CancellationToken cancel);

    /// <summary>All rows of a segment were handed to sinks.</summary>
    void Read(in SegmentOfSource segment);

    /// <summary>No segment from this one on is there; of a source that cannot be read there is none at all.</summary>
    void End(in SegmentOfSource end);
}

/// <summary>A segment, and how its source is named in what is told of it.</summary>
/// <param name="Id">The segment.</param>
/// <param name="Path">The path of the source as it is reported.</param>
/// <param name="CountsPackets">Whether positions in it are numbers of packets; else they are byte offsets.</param>
public readonly record struct SegmentOfSource(SegmentId Id, HostileText Path, bool CountsPackets);
