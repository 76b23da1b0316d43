using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Nameward.Engine.Intelligence;

namespace Nameward.Store.Sqlite;

/// <summary>Feeds by name: the record as JSON of a shape that says its version, entries and content as opaque bytes in parts.</summary>
sealed class SqliteFeedShelf(SqliteLink link) : IFeedShelf
{
    const string SelectAll = "SELECT record FROM feed ORDER BY name";
    const string SelectOne = "SELECT record FROM feed WHERE name = $1";
    const string SelectSets = "SELECT pack_id, content_id FROM feed WHERE name = $1";

    const string UpsertRecord = "INSERT INTO feed (name, record) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET record = excluded.record";
    const string UpdateSets = "UPDATE feed SET pack_id = $2, content_id = $3 WHERE name = $1";
    const string Delete = "DELETE FROM feed WHERE name = $1";

    const string UpsertSighting = "INSERT INTO sighting (feed, entry, at) VALUES ($1, $2, $3) ON CONFLICT (feed, entry) DO UPDATE SET at = max(at, excluded.at)";
    const string SelectSightings = "SELECT entry, at FROM sighting WHERE feed = $1";

    /// <inheritdoc/>
    public ImmutableArray<FeedRecord> All() => [.. link.Rows(SelectAll, row => row.GetString(0)).Select(Read)];

    /// <inheritdoc/>
    public FeedRecord? Find(string name) => link.Rows(SelectOne, row => row.GetString(0), name) is [var record] ? Read(record) : null;

    /// <inheritdoc/>
    public byte[]? Pack(string name) => SetsOf(name).Pack is { } set ? Pieces.Get(link, set) : null;

    /// <inheritdoc/>
    public byte[]? Content(string name) => SetsOf(name).Content is { } set ? Pieces.Get(link, set) : null;

    /// <inheritdoc/>
    public void Put(FeedRecord record, ReadOnlySpan<byte> pack, ReadOnlySpan<byte> content)
    {
        var (entries, origin) = (pack.ToArray(), content.ToArray());
        link.Write(() =>
        {
            Note(record);
            RemoveSets(record.Name);
            link.Run(UpdateSets, record.Name, Pieces.Put(link, entries), origin.Length > 0 ? Pieces.Put(link, origin) : null);
        });
    }

    /// <inheritdoc/>
    public void Note(FeedRecord record) => link.Write(() => link.Run(UpsertRecord, record.Name, Write(record)));

    /// <inheritdoc/>
    public bool Remove(string name)
    {
        var any = false;
        link.Write(() =>
        {
            RemoveSets(name);
            any = link.Run(Delete, name) > 0;
        });
        return any;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There is no such feed.</exception>
    public void Sight(string feed, string entry, DateTime at) => link.Write(() =>
    {
        if (Find(feed) is null)
        {
            throw new InvalidOperationException("an entry was seen of a feed that there is not");
        }
        link.Run(UpsertSighting, feed, entry, at.Ticks);
    });

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, DateTime> Sightings(string feed) =>
        link.Rows(SelectSightings, row => KeyValuePair.Create(row.GetString(0), new DateTime(row.GetInt64(1), DateTimeKind.Utc)), feed).ToImmutableSortedDictionary(StringComparer.Ordinal);

    void RemoveSets(string name)
    {
        var sets = SetsOf(name);
        Pieces.Remove(link, sets.Pack);
        Pieces.Remove(link, sets.Content);
    }

    Sets SetsOf(string name) => link.Rows(SelectSets, row => new Sets(Number(row, 0), Number(row, 1)), name) is [var sets] ? sets : default;

    static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    static string Write(FeedRecord record) => JsonSerializer.Serialize(new(StoredFeed.Newest, record), StoreJson.Default.StoredFeed);

    FeedRecord Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StoreJson.Default.StoredFeed) is { Version: StoredFeed.Newest, Feed: { } feed } ? feed : throw new JsonException("another version");
        }
        catch (JsonException)
        {
            throw StoreFault.Damaged(link.Path, "the record of a feed cannot be read");
        }
    }

    readonly record struct Sets(long? Pack, long? Content);
}
