using System.Collections.Immutable;
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
    /// <summary>What went through each channel in all.</summary>
    public required ImmutableArray<ReconstructedChannel> Channels { get; init; }
}

/// <summary>A session with its number.</summary>
/// <param name="Id">"S1", "S2" and so on.</param>
/// <param name="Finding">Id of the finding about its channel, as triage numbers it on the same evidence; null where there is none.</param>
/// <param name="Session">The session.</param>
public sealed record ReconstructedSession(string Id, string? Finding, RebuiltSession Session);

/// <summary>What went between one client and one zone, in all sessions.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Apex">The zone in canonical wire form.</param>
/// <param name="Sessions">Ids of its sessions.</param>
/// <param name="Up">What went up.</param>
/// <param name="Down">What came down.</param>
public sealed record ReconstructedChannel(Observations.Address Client, byte[] Apex, ImmutableArray<string> Sessions, RebuiltSide Up, RebuiltSide Down);
