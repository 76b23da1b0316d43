using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>
/// A census as people can read it: what needs an explanation first, and one line for the many servers that only resolvers ask, as a resolver asks half
/// the Internet. What is folded or left out is counted.
/// </summary>
/// <param name="Listed">Rows with a line of their own.</param>
/// <param name="Folded">Lines for many.</param>
/// <param name="Beyond">Rows that are left out because there are too many.</param>
sealed record CensusFold(ImmutableArray<TriageServer> Listed, ImmutableArray<FoldedServers> Folded, int Beyond)
{
    /// <summary>The role of hosts that answer for their link: no resolver of anybody, and so told last.</summary>
    public const string Link = "multicast";

    const int FewestFolded = 3, MostListed = 40;

    /// <summary>Every row with a line of its own.</summary>
    public static CensusFold None(ImmutableArray<TriageServer> census) => new(Ordered(census), [], 0);

    /// <summary>The rows that say something of their own, and the rest folded.</summary>
    public static CensusFold Of(ImmutableArray<TriageServer> census)
    {
        var folded = census.Where(IsResolversBusiness).GroupBy(server => server.Role).Where(role => Wording.Servers(role) >= FewestFolded)
            .OrderBy(role => role.Key, StringComparer.Ordinal).Select(role => Fold(role.Key, [.. role])).ToImmutableArray();
        var listed = Ordered(census.Where(server => !IsResolversBusiness(server) || !folded.Any(fold => fold.Role == server.Role)));
        return new([.. listed.Take(MostListed)], folded, Math.Max(0, listed.Length - MostListed));
    }

    static bool IsResolversBusiness(TriageServer server) =>
        server is { Inside: false, AskedBy: "servers" or "approved-servers", Role: "authoritative" or "unknown" } && !Wording.NeedsExplanation(server);

    static FoldedServers Fold(string role, ImmutableArray<TriageServer> rows) =>
        new(role, Wording.Servers(rows), rows.Sum(row => row.Queries), [.. rows.SelectMany(row => row.Users).GroupBy(user => user.Client)
            .OrderByDescending(user => user.Sum(use => use.Queries)).ThenBy(user => user.Key).Select(user => user.Key)]);

    static ImmutableArray<TriageServer> Ordered(IEnumerable<TriageServer> rows) =>
        [.. rows.OrderBy(row => Wording.NeedsExplanation(row) ? 0 : row.Role == Link ? 2 : 1)];
}

/// <summary>Servers of one role that only resolvers ask.</summary>
/// <param name="Role">Their role.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Queries">Queries to all of them.</param>
/// <param name="Askers">Who asks them, most first.</param>
sealed record FoldedServers(string Role, int Count, long Queries, ImmutableArray<HostileText> Askers);
