using System.Collections.Immutable;
using Nameward.App.Feeds;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>Looks names and addresses up in every feed of a shelf.</summary>
sealed class LookupRun(IFeedShelf shelf, IFeedPacks packs)
{
    /// <summary>Every entry of every feed that covers each, by feed.</summary>
    public ImmutableArray<LookupAnswer> Find(ImmutableArray<LookedUp> asked)
    {
        var hits = asked.Select(_ => ImmutableArray.CreateBuilder<LookupHit>()).ToList();
        foreach (var feed in shelf.All())
        {
            if (shelf.Pack(feed.Name) is not { } pack)
            {
                continue;
            }
            var sightings = shelf.Sightings(feed.Name);
            foreach (var (at, entries) in packs.Covering(pack, asked).Index())
            {
                hits[at].AddRange(entries.Select(entry => new LookupHit(feed, entry, Confirmed(sightings, entry))));
            }
        }
        return [.. asked.Zip(hits, (what, found) => new LookupAnswer(what, found.ToImmutable()))];
    }

    static DateTime? Confirmed(ImmutableSortedDictionary<string, DateTime> sightings, ListedEntry entry) => FeedEntryKey.Of(entry.Text) is { } key && sightings.TryGetValue(key, out var at) ? at : null;
}
