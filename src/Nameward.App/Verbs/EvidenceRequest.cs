using Nameward.App.Settings;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Mappings;

namespace Nameward.App.Verbs;

/// <summary>What the user asked of a verb that reads evidence, checked: which evidence, how it is read, and how its result is shown.</summary>
sealed record EvidenceRequest
{
    /// <summary>The files behind the paths that were named.</summary>
    public required LocatedEvidence Evidence { get; init; }
    /// <summary>Id of the format of every source; null to identify each.</summary>
    public string? As { get; init; }
    /// <summary>How every source is read that no format knows; null to identify each.</summary>
    public MappedLog? Map { get; init; }
    /// <summary>What to print.</summary>
    public OutputFormat Format { get; init; }
    /// <summary>What the site says of itself.</summary>
    public SiteFile Site { get; init; } = SiteFile.None;
    /// <summary>Threads that read.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
    /// <summary>Memory to keep within, in bytes; null to take what the evidence needs.</summary>
    public long? MemoryBytes { get; init; }
    /// <summary>Zone of logs that carry none.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
    /// <summary>Which number comes first in dates that leave it open; null to tell it from each log.</summary>
    public DateOrder? Dates { get; init; }
    /// <summary>No progress, no warnings and no page for people.</summary>
    public bool Quiet { get; init; }
    /// <summary>No colour.</summary>
    public bool NoColor { get; init; }
}
