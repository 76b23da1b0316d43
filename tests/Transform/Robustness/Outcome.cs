using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Transform.Robustness;

/// <summary>What the program says of one copy.</summary>
/// <param name="Session">The session.</param>
/// <param name="Recording">The copy.</param>
/// <param name="Finding">The gravest finding that is the session; null where there is none.</param>
/// <param name="Others">Findings to be watched or worse that are nothing of the session's.</param>
sealed record Outcome(SessionFile Session, Recording Recording, TriageFinding? Finding, IReadOnlyList<TriageFinding> Others)
{
    static readonly string[] Grave = ["high", "critical"];

    /// <summary>Whether the session escalates.</summary>
    public bool IsEscalated => Finding is { } finding && Grave.Contains(finding.Level);

    /// <summary>Whether it is at least to be watched.</summary>
    public bool IsWatched => Finding is { } finding && IsWatchedAtLeast(finding);

    /// <summary>Other findings that escalate.</summary>
    public int FalseEscalations => Others.Count(finding => Grave.Contains(finding.Level));

    /// <summary>What the document of a copy says.</summary>
    public static Outcome Of(SessionFile session, Recording recording, TriageDocument document)
    {
        var clients = recording.Clients.Select(client => client.ToString()).ToHashSet();
        var subjects = recording.Subjects.Select(subject => WireName.ToText(subject)).ToArray();
        var servers = recording.SessionMessages.Select(message => message.Row.Server.Address.ToString()).ToHashSet();
        bool IsUnder(HostileText zone) => subjects.Any(subject => subject == zone.Raw || subject.EndsWith("." + zone.Raw, StringComparison.Ordinal));
        bool IsOfClient(TriageFinding finding) => finding.Affected.Any(client => clients.Contains(client.Client.Raw));
        bool IsInZone(TriageFinding finding) => finding.Subject.Zones.Any(IsUnder);
        // The channel seen from a resolver on its way, and the server at its end.
        bool IsOfSession(TriageFinding finding) => IsInZone(finding) || (finding.Subject.Server is { } server && servers.Contains(server.Raw) && IsOfClient(finding));
        return new(session, recording, document.Findings.FirstOrDefault(finding => IsOfClient(finding) && IsInZone(finding)),
            [.. document.Findings.Where(finding => IsWatchedAtLeast(finding) && !IsOfSession(finding))]);
    }

    static bool IsWatchedAtLeast(TriageFinding finding) => finding.Level == "medium" || Grave.Contains(finding.Level);
}
