using System.Collections.Immutable;

namespace Nameward.Engine.Intelligence;

/// <summary>Where feeds are kept, by name. Every change is whole or not at all, and what was in force is until then.</summary>
public interface IFeedShelf
{
    /// <summary>All feeds, by name.</summary>
    ImmutableArray<FeedRecord> All();

    /// <summary>The feed of a name; null where there is none.</summary>
    FeedRecord? Find(string name);

    /// <summary>The entries of a feed that are in force, as <see cref="IndicatorPack.Write"/> wrote them; null where it has none.</summary>
    byte[]? Pack(string name);

    /// <summary>The content that was read last, where it was kept to be added to (TAXII); null where it was not.</summary>
    byte[]? Content(string name);

    /// <summary>Takes a reading over: record and entries together, in the place of what there was.</summary>
    /// <param name="record">The feed, <see cref="FeedRecord.InForce"/> among it.</param>
    /// <param name="pack">Its entries.</param>
    /// <param name="content">What it was read from, to be kept; empty to keep none.</param>
    void Put(FeedRecord record, ReadOnlySpan<byte> pack, ReadOnlySpan<byte> content);

    /// <summary>Writes down how a try went, and the settings; the entries in force stay as they are.</summary>
    void Note(FeedRecord record);

    /// <summary>Takes a feed away, with its entries and sightings.</summary>
    /// <returns>Whether there was one.</returns>
    bool Remove(string name);

    /// <summary>Writes down that somebody confirmed an entry at a time: its age counts from then. The newest of several holds.</summary>
    /// <param name="feed">The feed's name.</param>
    /// <param name="entry">The name or network as text, canonical.</param>
    /// <param name="at">When it was seen, UTC.</param>
    void Sight(string feed, string entry, DateTime at);

    /// <summary>The confirmed sightings of a feed's entries: the newest of each.</summary>
    ImmutableSortedDictionary<string, DateTime> Sightings(string feed);
}
