using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>The answers of a server that contradict those of others.</summary>
/// <param name="Server">The server.</param>
/// <param name="Client">The one client who is answered so, where the server answers others otherwise; null where all are.</param>
/// <param name="Compared">Names that could be compared.</param>
/// <param name="Names">Names of these whose answers contradict.</param>
/// <param name="Collision">The chance that two unrelated zones lie in one network here.</param>
sealed record Contradictions(ServerFacts Server, Address? Client, int Compared, ImmutableArray<ContradictedName> Names, double Collision)
{
    /// <summary>The contradicting names that are sent to one network: the largest such group.</summary>
    public ImmutableArray<ContradictedName> Gathered { get; } =
        [.. Names.GroupBy(name => name.Network).OrderByDescending(network => Unrelated(network)).ThenByDescending(network => network.Count()).ThenBy(network => network.Key).First()];

    /// <summary>How many unrelated things in <see cref="Gathered"/> are sent to one place: the lesser of its zones and of the networks they lie in for others.</summary>
    public int UnrelatedThings => Unrelated(Gathered);

    static int Unrelated(IEnumerable<ContradictedName> names) => Math.Min(names.Select(name => name.Zone).Distinct().Count(), names.Select(name => name.Usual).Distinct().Count());
}

/// <summary>A name whose answer contradicts.</summary>
/// <param name="Hash">Hash of the name.</param>
/// <param name="Zone">Hash of its registrable domain.</param>
/// <param name="Network">Where it was sent.</param>
/// <param name="Usual">Where others are sent; the zone itself where it does not exist for them.</param>
/// <param name="IsAuthoritative">Whether the contradicting answer was given with authority (AA).</param>
sealed record ContradictedName(ulong Hash, ulong Zone, ulong Network, ulong Usual, bool IsAuthoritative);
