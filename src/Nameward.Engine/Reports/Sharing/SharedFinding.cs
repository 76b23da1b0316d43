using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;

namespace Nameward.Engine.Reports.Sharing;

/// <summary>A finding and its values that may be shared. Its own title names clients, so it is told in other words.</summary>
sealed record SharedFinding(TriageFinding Finding, ImmutableArray<SharedValue> Values)
{
    const int Proved = 95, Critical = 85, High = 70, Medium = 40;

    /// <summary>How sure it is, 0 to 100: a proof, then by level.</summary>
    public int Confidence => Finding.Conclusive ? Proved : Finding.Level switch { "critical" => Critical, "high" => High, _ => Medium };

    /// <summary>What was looked for, the level, how much was seen: in words of ours alone.</summary>
    public string Description
    {
        get
        {
            var title = DetectorInfo.All.FirstOrDefault(detector => detector.Id == Finding.Detector)?.Title ?? Finding.Detector;
            var tool = Finding.Tool is { } id ? $", {id} is proved" : "";
            return $"{Figures.Capital(title)}{tool}. Level {Finding.Level}; {Figures.Count(Finding.Queries, "query", "queries")} of {Figures.Count(Finding.Affected.Length, "host")}.";
        }
    }

    /// <summary>Its techniques.</summary>
    public ImmutableArray<AttackTechnique> Techniques => [.. Finding.Techniques.Distinct().Select(AttackTechnique.Of)];
}
