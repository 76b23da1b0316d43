using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>Whom a block would have hit, had it been in force while the evidence was recorded.</summary>
/// <param name="Queries">Look-ups and conversations that it would have stopped, counted in the source that shows most of them; never fewer than names.</param>
/// <param name="Names">Different names among them.</param>
/// <param name="Clients">Different clients among them.</param>
/// <param name="Outside">Clients among them of which the findings say nothing, in order; no more than <see cref="MostOutside"/>.</param>
/// <param name="ClientsOutside">How many these are.</param>
/// <param name="Days">Different days, UTC, among them.</param>
/// <param name="First">The first, UTC; null where the evidence carries no time.</param>
/// <param name="Last">The last, UTC.</param>
/// <param name="IsAtLeast">Whether there were more names or clients than are counted one by one.</param>
public sealed record BlastRadius(long Queries, int Names, int Clients, ImmutableArray<Address> Outside, int ClientsOutside, int Days, DateTime? First, DateTime? Last, bool IsAtLeast)
{
    /// <summary>Clients outside the findings that are named.</summary>
    public const int MostOutside = 20;
}
