using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Reviewing;

/// <summary>What one source shows of one finding.</summary>
/// <param name="Source">Ordinal of the source in the evidence.</param>
/// <param name="Path">The source.</param>
/// <param name="Format">Id of its format; null where none was recognised.</param>
/// <param name="Finding">Id of the finding.</param>
/// <param name="Messages">Messages and flows of it, queries and responses each.</param>
/// <param name="Clients">Clients that it shows there, in order; no more than <see cref="MostClients"/>.</param>
/// <param name="ClientCount">How many these are.</param>
/// <param name="First">The first, UTC; null where it carries no time.</param>
/// <param name="Last">The last, UTC.</param>
public sealed record SourceShare(int Source, HostileText Path, string? Format, string Finding, long Messages, ImmutableArray<Address> Clients, int ClientCount, DateTime? First, DateTime? Last)
{
    /// <summary>Clients that are named.</summary>
    public const int MostClients = 8;
}
