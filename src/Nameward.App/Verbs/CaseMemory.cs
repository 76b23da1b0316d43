using System.Collections.Immutable;
using Nameward.App.Settings;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary>What earlier work says of a triage: suppressions that are in force by the clock of this machine, and kept cases.</summary>
/// <param name="Store">The store's file; null for none.</param>
/// <param name="Suppressions">Those of the store and of the site file that are in force.</param>
/// <param name="Problem">Why no suppression of the store is in force; null where nothing is wrong with them.</param>
/// <param name="Past">The kept cases.</param>
sealed record CaseMemory(string? Store, ImmutableArray<Suppression> Suppressions, string? Problem, ImmutableArray<PastCase> Past)
{
    /// <summary>No store, and no suppression.</summary>
    public static CaseMemory None { get; } = new(null, [], null, []);

    /// <summary>What a store and a site file say now.</summary>
    /// <param name="path">The store's file; null for none.</param>
    /// <param name="site">The site file.</param>
    public static CaseMemory Read(string? path, SiteFile site)
    {
        var now = CaseDesk.Now;
        ImmutableArray<Suppression> ofSite = [.. site.Settings.Suppressions.Where(suppression => suppression.IsInForce(now))];
        if (path is null)
        {
            return None with { Suppressions = ofSite };
        }
        using var store = SqliteStore.OpenToRead(path);
        var problem = ProblemOf(store.Cases);
        ImmutableArray<Suppression> kept = problem is null ? [.. KeptSuppression.Of(store.Cases.Rows(TrailSubject.Suppressions)).Where(one => one.IsInForce(now)).Select(one => one.What)] : [];
        return new(path, [.. ofSite, .. kept], problem, PastCases.Of(store.Cases));
    }

    /// <summary>What is wrong with the trail of suppressions of a store; null where nothing is.</summary>
    public static string? ProblemOf(ICaseBook book) => book.Heads().FirstOrDefault(head => head.Subject == TrailSubject.Suppressions) is { } head ? TrailChain.Check(book.Rows(head.Subject), head) : null;

    /// <summary>A triage with the kept cases that share something with it.</summary>
    /// <param name="document">The triage.</param>
    /// <param name="own">The number of the case in which it is kept; null for none.</param>
    public TriageDocument Add(TriageDocument document, string? own)
    {
        var told = Problem is null ? document : document with
        {
            Coverage = document.Coverage with { Limits = document.Coverage.Limits.Add(Sentence.Of($"the trail of suppressions of the store is not whole, and none of them is in force: {Problem}")) },
        };
        if (Store is null || Past.IsEmpty)
        {
            return told;
        }
        using var store = SqliteStore.OpenToRead(Store);
        var traits = CaseTraits.Of(document);
        return told with { Related = new CaseLinks(Past, new PassiveStrangers(store.PassiveDns, [.. traits, .. Past.Where(one => !one.IsBenign).SelectMany(one => one.Traits)])).Of(traits, own is null ? null : CaseArgument.Number(own)) };
    }
}
