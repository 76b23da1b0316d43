using System.Collections.Immutable;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>What of a finding, new or kept, decides whether a suppression hides it.</summary>
/// <param name="Id">"F1" and so on.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="Zones">Its zones.</param>
/// <param name="Clients">Addresses of the hosts concerned.</param>
/// <param name="Server">Its server; null where it is about none.</param>
/// <param name="Detector">Id of the detector of its strongest signal.</param>
/// <param name="IsProved">Whether a tool's wire is proved, or an indicator of a trusted list that stands alone: what is proved is never hidden.</param>
public sealed record SuppressibleFinding(string Id, string Level, ImmutableArray<HostileText> Zones, ImmutableArray<HostileText> Clients, HostileText? Server, string Detector, bool IsProved)
{
    /// <summary>Id of the signal by which an indicator decides alone.</summary>
    public const string ProofOfList = "stands-alone";

    /// <summary>Of a finding of a triage.</summary>
    public static SuppressibleFinding Of(TriageFinding finding) => new(finding.Id, finding.Level, finding.Subject.Zones, ClientsOf(finding.Subject.Client, finding.Affected.Select(affected => affected.Client)), finding.Subject.Server,
        finding.Detector, finding.Conclusive || finding.Signals.Any(signal => signal.Id == ProofOfList));

    /// <summary>The hosts that a finding concerns: those named, and the one it is about where that is another.</summary>
    public static ImmutableArray<HostileText> ClientsOf(HostileText? subject, IEnumerable<HostileText> affected) => [.. affected.Concat(subject is { } client ? [client] : []).Distinct()];

    /// <summary>Whether it stands at watch or above.</summary>
    public bool IsWatched => Level is "critical" or "high" or "medium";

    /// <summary>Whether it falls under a suppression, which hides it where it is not proved.</summary>
    public bool FallsUnder(Suppression suppression) => suppression.Scope.Covers(Zones, Clients, Server, Detector);
}
