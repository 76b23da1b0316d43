using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.Engine.Reports.Sharing;

/// <summary>
/// What of a case may leave the organisation: of the findings at watch or above, the names and addresses that a plain list would hold, when they were seen, and by what they
/// were found. Clients, hosts, users, processes and texts of the evidence are no part of it.
/// </summary>
/// <param name="Tlp">To whom it may be shown.</param>
/// <param name="At">When it was judged, UTC: the time of the case, never that of the clock; null where the case has none.</param>
/// <param name="Findings">The findings of which something may be shared, gravest first.</param>
sealed record SharedCase(Tlp Tlp, DateTime? At, ImmutableArray<SharedFinding> Findings)
{
    /// <summary>Each value once, in the order of the findings, with all that was found of it.</summary>
    public ImmutableArray<SharedIndicator> Indicators { get; } =
    [
        .. Findings.SelectMany(finding => finding.Values.Select(value => (Value: value, Finding: finding))).GroupBy(pair => pair.Value, pair => pair.Finding)
            .Select(group => new SharedIndicator(group.Key, [.. group])),
    ];

    /// <summary>What of a case may be shared. Where nobody said to whom, it is marked amber.</summary>
    public static SharedCase Of(TriageDocument document)
    {
        var findings = Ranking.Watched(document).Select(finding => new SharedFinding(finding, [.. IndicatorList.Shareable(finding, document).Select(SharedValue.Of).OfType<SharedValue>()]));
        return new(document.Tlp is Tlp.None ? Tlp.Amber : document.Tlp, document.Run.AsOf ?? document.Findings.Max(finding => finding.LastSeen), [.. findings.Where(finding => !finding.Values.IsEmpty)]);
    }

    /// <summary>What the case is about, in one line.</summary>
    public string Title => Indicators.IsEmpty
        ? "Adversaries' use of DNS: nothing that may be shared"
        : $"Adversaries' use of DNS: {Indicators[0].Value.Text}{(Indicators.Length > 1 ? $" and {Figures.Count(Indicators.Length - 1)} more" : "")}";
}
