using System.Collections.Immutable;
using Nameward.Engine.Intelligence;

namespace Nameward.Engine.Reports;

/// <summary>A feed as lists show it.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Next">From when on it is asked for again, UTC; null where only somebody's word does.</param>
public sealed record FeedRow(FeedRecord Feed, DateTime? Next)
{
    /// <summary>What the age of its entries is counted from where they say nothing themselves: when it was made, else when it was read; null before the first reading.</summary>
    public DateTime? Made => Feed.InForce is { } reading ? reading.About.Made ?? reading.At : null;
}

/// <summary>An entry that covers what was looked up.</summary>
/// <param name="Feed">The feed that has it.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Confirmed">When somebody saw it last, UTC; null for never.</param>
public sealed record LookupHit(FeedRecord Feed, ListedEntry Entry, DateTime? Confirmed)
{
    /// <summary>What its age is counted from, UTC: a sighting, else what its publisher says, else when the feed was made or read.</summary>
    public DateTime? Since => Confirmed ?? Entry.LastSeen ?? (Feed.InForce is { } reading ? reading.About.Made ?? reading.At : null);

    /// <summary>When it no longer counts, UTC; null for never, or where the feed's kind says.</summary>
    public DateTime? Expires => Feed.Settings.Expires is { } age && Since is { } since ? Earlier(since + age, Entry.Until) : Entry.Until;

    static DateTime Earlier(DateTime one, DateTime? other) => other < one ? other.Value : one;
}

/// <summary>What was looked up, and what was found.</summary>
/// <param name="What">The name or address.</param>
/// <param name="Hits">Every entry of every feed that covers it, by feed.</param>
public sealed record LookupAnswer(LookedUp What, ImmutableArray<LookupHit> Hits);
