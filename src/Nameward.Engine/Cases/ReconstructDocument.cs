using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Cases;

/// <summary>
/// The sessions that went through channels (schema <c>nameward/reconstruct/1</c>): what <c>nameward reconstruct</c> is rendered from. The parts that the triage
/// record has too are the same, field by field.
/// </summary>
public sealed record ReconstructDocument
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/reconstruct/1";

    /// <summary>Name and version of the schema.</summary>
    public string Schema { get; init; } = SchemaName;
    /// <summary>This run of the program.</summary>
    public required TriageRun Run { get; init; }
    /// <summary>Every source, in order.</summary>
    public required ImmutableArray<TriageEvidence> Evidence { get; init; }
    /// <summary>What could and could not be seen.</summary>
    public required TriageCoverage Coverage { get; init; }
    /// <summary>The sessions: those of the gravest finding first, then in the order of time.</summary>
    public required ImmutableArray<ReconstructedSession> Sessions { get; init; }

    /// <summary>What went through each channel in all its sessions.</summary>
    public ImmutableArray<ReconstructedChannel> Channels => ReconstructedChannel.Of(Sessions);

    /// <summary>The sessions that a triage rebuilt, as a record of their own.</summary>
    public static ReconstructDocument Of(TriageDocument triage) => new() { Run = triage.Run, Evidence = triage.Evidence, Coverage = triage.Coverage, Sessions = triage.Sessions };
}

/// <summary>A session with its number.</summary>
/// <param name="Id">"S1", "S2" and so on.</param>
/// <param name="Finding">Id of the finding about its channel, as triage numbers it on the same evidence; null where there is none.</param>
/// <param name="Session">The session.</param>
public sealed record ReconstructedSession(string Id, string? Finding, RebuiltSession Session);

/// <summary>What went between one client and one zone, in all sessions.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Apex">The zone in canonical wire form; empty of what went past names.</param>
/// <param name="Sessions">Ids of its sessions.</param>
/// <param name="Up">What went up.</param>
/// <param name="Down">What came down.</param>
public sealed record ReconstructedChannel(Address Client, byte[] Apex, ImmutableArray<string> Sessions, RebuiltSide Up, RebuiltSide Down)
{
    /// <summary>The channels of some sessions, in their order.</summary>
    public static ImmutableArray<ReconstructedChannel> Of(ImmutableArray<ReconstructedSession> sessions) =>
        [.. sessions.GroupBy(session => (session.Session.Client, Convert.ToHexString(session.Session.Apex), session.Session.Apex.Length == 0 ? session.Session.Server : default)).Select(channel => Sum([.. channel]))];

    static ReconstructedChannel Sum(ImmutableArray<ReconstructedSession> all) =>
        new(all[0].Session.Client, all[0].Session.Apex, [.. all.Select(session => session.Id)], Sum([.. all.Select(session => session.Session.Up)]), Sum([.. all.Select(session => session.Session.Down)]));

    static RebuiltSide Sum(ImmutableArray<RebuiltSide> sides) => new(
        sides.Any(side => side.Recovered is not null) ? sides.Sum(side => side.Recovered ?? 0) : null,
        sides.Sum(side => side.Low),
        sides.All(side => side.High is not null) ? sides.Sum(side => side.High!.Value) : null,
        sides.Sum(side => side.Gaps));
}
