using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>What a case has that another may share: a zone, a name server, an address, the form of its names.</summary>
/// <param name="Kind">One of <c>TraitKind.All</c>.</param>
/// <param name="Value">What it is; equal texts are one and the same.</param>
/// <param name="FirstSeen">First seen, UTC; null where the evidence carries no time.</param>
/// <param name="LastSeen">Last seen, UTC.</param>
/// <param name="Findings">Ids of the findings that have it, in the order of the record.</param>
public sealed record CaseTrait(string Kind, HostileText Value, DateTime? FirstSeen, DateTime? LastSeen, ImmutableArray<string> Findings)
{
    /// <summary>Bits for one origin that it is worth, as rare as it was in the evidence of its case; 0 where it links nothing.</summary>
    public double Bits { get; init; }
}
