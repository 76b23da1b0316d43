using System.Collections.Immutable;

namespace Nameward.Engine.Observations;

/// <summary>The evidence of one investigation, read once as a whole and again, in part, for suspects.</summary>
public interface IEvidence
{
    /// <summary>Reads every source once, over <paramref name="threads"/> threads, each with a sink of its own; <paramref name="order"/> follows it, and may end it early.</summary>
    EvidenceReport ReadAll(Func<IObservationSink> perThread, int threads, IReadingOrder? order = null);

    /// <summary>Reads the chosen segments again over <paramref name="threads"/> threads; the sink gets the rows that it wants on this one, in the order of the evidence.</summary>
    /// <returns>Whether all of them could still be read.</returns>
    bool Revisit(IReadOnlySet<SegmentId> segments, IObservationSink sink, int threads);

    /// <summary>The raw text of each record, at most 512 bytes of it; null for captures and where the evidence is gone.</summary>
    ImmutableDictionary<SourcePosition, HostileText> Excerpts(IEnumerable<SourcePosition> positions);

    /// <summary>Records of one source as they lie there; null where it changed or went, or holds neither lines nor packets.</summary>
    CarvedSource? Carve(int source, CarveWish wish) => null;

    /// <summary>A configuration file of the evidence as text; null where it changed or went, is longer than <see cref="StatedText.MostBytes"/>, or is of no format whose files are text.</summary>
    StatedText? Text(int source) => null;
}

/// <summary>What was read: one entry for each source, in order.</summary>
public sealed record EvidenceReport(ImmutableArray<SourceReport> Sources)
{
    /// <summary>The faults of ours met while reading; empty when all went well.</summary>
    public ImmutableArray<string> OurFaults { get; init; } = [];

    /// <summary>What was done with the paths that the sources do not show: a file named twice, hidden files left out.</summary>
    public ImmutableArray<Sentence> Notes { get; init; } = [];
}

/// <summary>What was read of one source. <see cref="Observed"/> + <see cref="Ignored"/> + <see cref="Malformed"/> = <see cref="Records"/>.</summary>
public sealed record SourceReport
{
    /// <summary>The path as the user gave it, or the member of a folder; "-" for standard input.</summary>
    public required HostileText Path { get; init; }
    /// <summary>Id of the format; null where none was recognised.</summary>
    public required string? Format { get; init; }
    /// <summary>Whether positions in it are numbers of packets, as Wireshark counts them; else they are byte offsets.</summary>
    public bool CountsPackets { get; init; }
    /// <summary>Lower-case hexadecimal SHA-256 of the file as it lies there, of a member that of the file which holds its archive; null unless asked for.</summary>
    public string? Sha256 { get; init; }
    /// <summary>Bytes of the file as it lies there, or of the member as it lies in its archive.</summary>
    public long Bytes { get; init; }
    /// <summary>Records read.</summary>
    public long Records { get; init; }
    /// <summary>Records that gave an observation.</summary>
    public long Observed { get; init; }
    /// <summary>Records that are well-formed and of no concern.</summary>
    public long Ignored { get; init; }
    /// <summary>Records that could not be read.</summary>
    public long Malformed { get; init; }
    /// <summary>How often each reason for malformed records occurred, most often first.</summary>
    public ImmutableArray<MalformedReason> MalformedReasons { get; init; } = [];
    /// <summary>The first few malformed records.</summary>
    public ImmutableArray<MalformedSample> MalformedSamples { get; init; } = [];
    /// <summary>DNS messages among the observed, queries and responses each.</summary>
    public long DnsMessages { get; init; }
    /// <summary>Flows among the observed.</summary>
    public long Flows { get; init; }
    /// <summary>Statements about configuration among the observed; a record may make several.</summary>
    public long Changes { get; init; }
    /// <summary>When its file was last written to, UTC; null where that is not known.</summary>
    public DateTime? Written { get; init; }
    /// <summary>Earliest event time, UTC; null where none was read.</summary>
    public DateTime? From { get; init; }
    /// <summary>Latest event time, UTC.</summary>
    public DateTime? To { get; init; }
    /// <summary>What this kind of evidence cannot show, in words.</summary>
    public ImmutableArray<string> Lacks { get; init; } = [];
    /// <summary>What is wrong with the source as a whole (cut file, unknown format, not readable); null when nothing is.</summary>
    public string? Damage { get; init; }
    /// <summary>What whoever reads the results must know of how it was read, each as a sentence without its end; it is no damage.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];
}

/// <summary>A reason for malformed records and how many records it hit.</summary>
public sealed record MalformedReason(string Reason, long Count);

/// <summary>One malformed record: byte offset or packet number, and why.</summary>
public sealed record MalformedSample(long Position, string Reason);
