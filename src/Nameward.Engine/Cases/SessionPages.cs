using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Cases;

/// <summary>
/// The sessions of the channels that triage escalates, rebuilt from the messages that it read again: <c>nameward reconstruct</c> reads more of them where a
/// transcript was cut, and those of watched findings too. The numbers of sessions are the same.
/// </summary>
sealed class SessionPages
{
    /// <summary>From here on what was decoded bounds what went, because it was read as it was meant.</summary>
    const double Sure = 0.9;

    readonly ILookup<string?, ReconstructedSession> _byFinding;

    /// <summary>Rebuilds the sessions of the findings that are high or critical.</summary>
    public SessionPages(IEnumerable<Finding> findings)
    {
        All = ReconstructBuilder.Numbered(findings.Where(finding => finding is { Level: >= Level.High, Weighing.Subject.IsChannel: true, Transcript: not null })
            .Select(finding => ((string?)finding.Id, Rebuilder.Rebuild(finding.Transcript!))));
        _byFinding = All.ToLookup(session => session.Finding);
    }

    /// <summary>All of them, those of the gravest finding first.</summary>
    public ImmutableArray<ReconstructedSession> All { get; }

    /// <summary>A page with the sessions of its finding, and with what they say of how much went.</summary>
    public TriageFinding Added(TriageFinding page, Finding finding)
    {
        var sessions = _byFinding[finding.Id].ToImmutableArray();
        return sessions.IsEmpty ? page : page with { Sessions = [.. sessions.Select(session => session.Id)], Payload = Bounded(page.Payload, sessions, IsWhole(finding.Transcript!)) };
    }

    static bool IsWhole(Transcript transcript) => transcript.Count == transcript.Messages.Length && transcript.FlowCount == transcript.Flows.Length;

    static TriagePayload? Bounded(TriagePayload? payload, ImmutableArray<ReconstructedSession> sessions, bool isWhole)
    {
        if (payload is null || sessions.Any(session => session.Session.Certainty < Sure))
        {
            return payload;
        }
        ByteBounds Bounds(ByteBounds known, Func<RebuiltSession, RebuiltSide> side)
        {
            var low = sessions.Sum(session => side(session.Session).Low);
            var high = sessions.Sum(session => side(session.Session).High ?? known.High);
            return new(low, isWhole ? Math.Max(low, Math.Min(high, known.High)) : Math.Max(low, known.High));
        }
        return new(Bounds(payload.UpBytes, session => session.Up), Bounds(payload.DownBytes, session => session.Down));
    }
}
