using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// The DNS servers of some evidence, without a decision (schema <c>nameward/census/1</c>): what <c>nameward census</c> is rendered from. The parts that
/// the triage record has too are the same, field by field.
/// </summary>
public sealed record CensusDocument
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/census/1";

    /// <summary>Name and version of the schema.</summary>
    public string Schema { get; init; } = SchemaName;
    /// <summary>This run of the program.</summary>
    public required TriageRun Run { get; init; }
    /// <summary>Every source, in order.</summary>
    public required ImmutableArray<TriageEvidence> Evidence { get; init; }
    /// <summary>What could and could not be seen.</summary>
    public required TriageCoverage Coverage { get; init; }
    /// <summary>Number of hosts that asked a server which is not of their link.</summary>
    public required long Clients { get; init; }
    /// <summary>Every DNS server seen, those of most clients first.</summary>
    public required ImmutableArray<TriageServer> Census { get; init; }
    /// <summary>What a site file could say, as far as the evidence tells.</summary>
    public required SiteProposal SiteProposal { get; init; }
}

/// <summary>What a site file could say: for a person to correct.</summary>
/// <param name="Networks">Ranges that may be the site's own, lowest first.</param>
/// <param name="Servers">Every server that answers and is not of its link: those proposed as approved, then the others.</param>
public sealed record SiteProposal(ImmutableArray<ProposedNetwork> Networks, ImmutableArray<ProposedServer> Servers);

/// <summary>A range that may be the site's own.</summary>
/// <param name="Network">The range.</param>
/// <param name="Hosts">Hosts seen in it.</param>
/// <param name="Text">What was inferred, and how surely.</param>
public sealed record ProposedNetwork(Network Network, long Hosts, Sentence Text);

/// <summary>A server that the site may approve.</summary>
/// <param name="Server">Its address.</param>
/// <param name="Approve">Whether its approval is proposed.</param>
/// <param name="Role">Its role, as in the census.</param>
/// <param name="AskedBy">Who asks it, as in the census.</param>
/// <param name="Text">What was inferred, and how surely; why its approval is proposed, or why not.</param>
public sealed record ProposedServer(Address Server, bool Approve, string Role, string? AskedBy, Sentence Text);
