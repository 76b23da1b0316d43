using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;

namespace Nameward.Engine.Cases;

/// <summary>
/// The profile of a zone or a server (schema <c>nameward/profile/1</c>): what <c>nameward profile</c> is rendered from. It decides nothing. The parts that the
/// triage record has too are the same, field by field.
/// </summary>
public sealed record ProfileDocument
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/profile/1";

    /// <summary>Name and version of the schema.</summary>
    public string Schema { get; init; } = SchemaName;
    /// <summary>This run of the program.</summary>
    public required TriageRun Run { get; init; }
    /// <summary>Every source, in order.</summary>
    public required ImmutableArray<TriageEvidence> Evidence { get; init; }
    /// <summary>What could and could not be seen.</summary>
    public required TriageCoverage Coverage { get; init; }
    /// <summary>The rest of the evidence, that the profile is seen against.</summary>
    public required ProfileFleet Fleet { get; init; }
    /// <summary>What is known of the standing of the zone, of which the subject is a part; null of a server.</summary>
    public required Reputation? Reputation { get; init; }
    /// <summary>Where the addresses of its infrastructure stand, of those of which it is known: servers, addresses of name servers, and the first of each network.</summary>
    public ImmutableDictionary<HostileText, Place> Places { get; init; } = [];
    /// <summary>The profile.</summary>
    public required Profile Profile { get; init; }
}
