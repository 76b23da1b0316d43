using System.Collections.Immutable;

namespace Nameward.Engine.Reports.Sharing;

/// <summary>A value that is shared, and the findings that name it, gravest first.</summary>
sealed record SharedIndicator(SharedValue Value, ImmutableArray<SharedFinding> Findings)
{
    /// <summary>First seen, UTC; null where no finding knows.</summary>
    public DateTime? FirstSeen => Findings.Min(finding => finding.Finding.FirstSeen);

    /// <summary>Last seen, UTC; null where no finding knows.</summary>
    public DateTime? LastSeen => Findings.Max(finding => finding.Finding.LastSeen);

    /// <summary>By what it was found, a line for each finding.</summary>
    public string Description => string.Join("\n", Findings.Select(finding => finding.Description).Distinct());

    /// <summary>Ids of the techniques of all its findings, sorted.</summary>
    public ImmutableArray<string> Techniques => [.. Findings.SelectMany(finding => finding.Finding.Techniques).Distinct().Order(StringComparer.Ordinal)];
}
