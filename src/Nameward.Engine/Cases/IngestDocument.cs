using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>What a store took in of some evidence.</summary>
public sealed record IngestDocument
{
    /// <summary>The name of the schema.</summary>
    public const string SchemaName = "nameward/ingest/1";

    /// <summary>The store's file.</summary>
    public required HostileText Store { get; init; }
    /// <summary>Each file, in order.</summary>
    public required ImmutableArray<IngestedFile> Files { get; init; }
    /// <summary>Each source that was read: a file, or a member of one.</summary>
    public required ImmutableArray<TriageEvidence> Evidence { get; init; }
    /// <summary>What was done with the paths that the files do not show.</summary>
    public required ImmutableArray<Sentence> Notes { get; init; }

    /// <summary>Sources as every verb shows them.</summary>
    public static ImmutableArray<TriageEvidence> EvidenceOf(IEnumerable<SourceReport> sources) => [.. sources.Select(TriageBuilder.Evidence)];
}

/// <summary>What a store took in of one file.</summary>
public sealed record IngestedFile
{
    /// <summary>The file.</summary>
    public required HostileText Path { get; init; }
    /// <summary>What came of it.</summary>
    public required IngestOutcome Outcome { get; init; }
    /// <summary>Records read; none of a file that is known.</summary>
    public long Records { get; init; }
    /// <summary>Rows that are new: messages, flows, statements about configuration, leases, programs.</summary>
    public long New { get; init; }
    /// <summary>Rows that were known.</summary>
    public long Known { get; init; }
    /// <summary>First UTC day of the new rows; null where there are none, or they have no time.</summary>
    public DateOnly? From { get; init; }
    /// <summary>Last UTC day of the new rows.</summary>
    public DateOnly? To { get; init; }
    /// <summary>Answers, and questions without one, that passive DNS leaves out, since there are more names than are kept.</summary>
    public long LeftOut { get; init; }
}

/// <summary>What came of a file that was to be taken in.</summary>
public enum IngestOutcome
{
    /// <summary>It brought something new.</summary>
    Taken,
    /// <summary>It was read, and all of it was known.</summary>
    NothingNew,
    /// <summary>The same file was taken in before: it was not read.</summary>
    KnownFile,
    /// <summary>It cannot be read.</summary>
    NotRead,
}
