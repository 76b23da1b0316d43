using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>What a case has that another may share: a zone, a name server, an address, the form of its names (docs/links.md).</summary>
/// <param name="Kind">Id of a kind of <see cref="TraitKind.All"/>.</param>
/// <param name="Value">What it is; equal texts are one and the same.</param>
/// <param name="FirstSeen">First seen, UTC; null where the evidence carries no time.</param>
/// <param name="LastSeen">Last seen, UTC.</param>
/// <param name="Findings">Ids of the findings that have it, in the order of the record.</param>
public sealed record CaseTrait(string Kind, HostileText Value, DateTime? FirstSeen, DateTime? LastSeen, ImmutableArray<string> Findings)
{
    /// <summary>How rare it was in the evidence of its case.</summary>
    public TraitWeight Weight { get; init; }

    /// <summary>What others share it by.</summary>
    internal (string Kind, HostileText Value) Key => (Kind, Value);
}
