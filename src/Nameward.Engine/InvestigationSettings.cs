using Nameward.Engine.Baselines;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine;

/// <summary>What the user set for an investigation.</summary>
public sealed record InvestigationSettings
{
    /// <summary>Threads that read; the result is the same for any number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
    /// <summary>Memory to keep within, in bytes, set before the first record; null to take what the evidence needs.</summary>
    public long? MemoryBytes { get; init; }
    /// <summary>What intelligence says.</summary>
    public Indicators Indicators { get; init; } = Indicators.None;
    /// <summary>The policy.</summary>
    public Policy Policy { get; init; } = Policy.Shipped;
    /// <summary>Overrides the newest event time of the evidence.</summary>
    public DateTime? AsOf { get; init; }
    /// <summary>What the site says of itself.</summary>
    public SiteFacts Site { get; init; } = SiteFacts.None;
    /// <summary>What is normal at the site; null where that is not known.</summary>
    public Baseline? Normal { get; init; }
    /// <summary>Where addresses stand, which decides nothing.</summary>
    public IPlaces Places { get; init; } = NoPlaces.Known;
    /// <summary>How sources are read that no format knows; null where nothing was said of it.</summary>
    public MappedLog? Map { get; init; }
    /// <summary>The command line, for the record.</summary>
    public string CommandLine { get; init; } = "";
    /// <summary>The formats that sources may have.</summary>
    internal IEnumerable<FormatInfo> Formats => [.. FormatList.All.Select(format => format.Info), .. Map is null ? Array.Empty<FormatInfo>() : [Map.Info]];
}
