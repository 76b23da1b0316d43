namespace Nameward.Engine.Observations;

/// <summary>A few hundred rows and the bytes they refer to; valid only during <see cref="IObservationSink.Take"/>.</summary>
public interface IObservationBatch
{
    /// <summary>The segment of evidence that the rows come from, for reading them again: see <see cref="IEvidence.Revisit"/>.</summary>
    SegmentId Segment { get; }

    /// <summary>Number of the format that read the rows (<c>FormatInfo.Number</c>): with the leg, the lane of additive figures.</summary>
    byte Format { get; }

    /// <summary>The rows, in the order of the evidence.</summary>
    ReadOnlySpan<DnsMessage> Messages { get; }

    /// <summary>The flows, in the order of the evidence.</summary>
    ReadOnlySpan<Flow> Flows { get; }

    /// <summary>Statements about configuration, in the order of the evidence.</summary>
    ReadOnlySpan<ConfigurationChange> Changes { get; }

    /// <summary>Addresses that belonged to hosts for a time, in the order of the evidence.</summary>
    ReadOnlySpan<HostLease> Leases { get; }

    /// <summary>The programs behind some of the messages, in the order of the evidence.</summary>
    ReadOnlySpan<ProcessActivity> Processes { get; }

    /// <summary>The bytes behind a slice of one of the rows.</summary>
    ReadOnlySpan<byte> Bytes(Slice slice);
}

/// <summary>Whoever takes observations: rollups first, transcripts on a revisit. One sink belongs to one thread.</summary>
public interface IObservationSink
{
    /// <summary>
    /// Whether messages between two addresses are of any use to the sink. Where it is sure that none is, readers may leave out such rows before they read the
    /// rest of them; they need not. The answer for two addresses is always the same.
    /// </summary>
    bool Wants(Address client, Address server) => true;

    /// <summary>Takes one batch; the only virtual call of the hot path.</summary>
    void Take(IObservationBatch batch);
}

/// <summary>A piece of one source that can be read again by itself.</summary>
/// <param name="Source">Ordinal of the source in the sorted list of evidence.</param>
/// <param name="Number">Number of the segment in its source, from 0.</param>
public readonly record struct SegmentId(int Source, int Number) : IComparable<SegmentId>
{
    /// <inheritdoc/>
    public int CompareTo(SegmentId other) => Source != other.Source ? Source.CompareTo(other.Source) : Number.CompareTo(other.Number);
}
