using System.Collections.Immutable;
using Nameward.Engine.Intelligence;

namespace Nameward.Store.Tests.Doubles;

/// <summary>Feeds in memory.</summary>
sealed class MemoryFeedShelf : IFeedShelf
{
    readonly SortedDictionary<string, Kept> _feeds = new(StringComparer.Ordinal);

    public ImmutableArray<FeedRecord> All() => [.. _feeds.Values.Select(feed => feed.Record)];

    public FeedRecord? Find(string name) => _feeds.GetValueOrDefault(name)?.Record;

    public byte[]? Pack(string name) => _feeds.GetValueOrDefault(name)?.Pack;

    public byte[]? Content(string name) => _feeds.GetValueOrDefault(name)?.Content;

    public void Put(FeedRecord record, ReadOnlySpan<byte> pack, ReadOnlySpan<byte> content) => _feeds[record.Name] = new(record, pack.ToArray(), content.IsEmpty ? null : content.ToArray(), Sightings(record.Name));

    public void Note(FeedRecord record) => _feeds[record.Name] = _feeds.TryGetValue(record.Name, out var feed) ? feed with { Record = record } : new(record, null, null, Sightings(record.Name));

    public bool Remove(string name) => _feeds.Remove(name);

    public void Sight(string feed, string entry, DateTime at)
    {
        var kept = _feeds.GetValueOrDefault(feed) ?? throw new InvalidOperationException("no such feed");
        var newest = kept.Seen.TryGetValue(entry, out var before) && before > at ? before : at;
        _feeds[feed] = kept with { Seen = kept.Seen.SetItem(entry, newest) };
    }

    public ImmutableSortedDictionary<string, DateTime> Sightings(string feed) => _feeds.GetValueOrDefault(feed)?.Seen ?? ImmutableSortedDictionary.Create<string, DateTime>(StringComparer.Ordinal);

    sealed record Kept(FeedRecord Record, byte[]? Pack, byte[]? Content, ImmutableSortedDictionary<string, DateTime> Seen);
}
