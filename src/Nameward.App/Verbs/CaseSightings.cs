using System.Collections.Immutable;
using Nameward.App.Feeds;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>What a case proves of the feeds that it met: their entries were true.</summary>
static class CaseSightings
{
    /// <summary>Confirms every entry of a feed of adversaries' names and addresses that covers what a finding was about.</summary>
    /// <param name="shelf">The feeds.</param>
    /// <param name="file">The case.</param>
    /// <param name="now">The machine's clock, UTC; nothing was seen later.</param>
    /// <returns>What was confirmed, each with its feed.</returns>
    public static ImmutableArray<string> Confirm(IFeedShelf shelf, CaseFile file, DateTime now)
    {
        var met = file.Runs.SelectMany(run => run.Findings).SelectMany(finding => finding.Matched.Select(what => (What: what, At: finding.LastSeen ?? now))).ToList();
        var confirmed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var feed in met.Count == 0 ? [] : shelf.All().Where(feed => feed.Settings.Use == FeedUse.Indicators))
        {
            var covering = shelf.Pack(feed.Name) is { } pack ? new IndicatorPacks().Covering(pack, [.. met.Select(one => one.What)]) : [];
            foreach (var (at, entries) in covering.Index())
            {
                foreach (var key in entries.Where(entry => !entry.IsException).Select(entry => FeedEntryKey.Of(entry.Text)).OfType<string>())
                {
                    shelf.Sight(feed.Name, key, met[at].At < now ? met[at].At : now);
                    confirmed.Add($"{feed.Name}: {key}");
                }
            }
        }
        return [.. confirmed];
    }
}
