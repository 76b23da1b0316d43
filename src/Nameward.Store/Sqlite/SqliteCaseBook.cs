using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Nameward.Engine.Cases;

namespace Nameward.Store.Sqlite;

/// <summary>Cases by id, as opaque bytes in parts.</summary>
sealed class SqliteCaseBook(SqliteLink link) : ICaseBook
{
    const string SelectSet = "SELECT set_id FROM case_entry WHERE id = $1";
    const string Columns = "SELECT id, created, facts, set_id FROM case_entry ";
    const string SelectOne = Columns + "WHERE id = $1";
    const string SelectAll = Columns + "ORDER BY created, id";

    const string Upsert = """
        INSERT INTO case_entry (id, created, facts, set_id) VALUES ($1, $2, $3, $4)
        ON CONFLICT (id) DO UPDATE SET created = excluded.created, facts = excluded.facts, set_id = excluded.set_id
        """;

    /// <inheritdoc/>
    public void Put(CaseEntry entry) => link.Write(() =>
    {
        Pieces.Remove(link, link.Rows(SelectSet, row => row.GetInt64(0), entry.Id) is [var set] ? set : null);
        var facts = JsonSerializer.Serialize(entry.Facts, StoreJson.Default.ImmutableSortedDictionaryStringString);
        link.Run(Upsert, entry.Id, entry.Created.Ticks, facts, Pieces.Put(link, entry.Bytes.Span));
    });

    /// <inheritdoc/>
    public CaseEntry? Find(string id) => link.Rows(SelectOne, Read, id) is [var found] ? Entry(found) : null;

    /// <inheritdoc/>
    public ImmutableArray<CaseEntry> All() => [.. link.Rows(SelectAll, Read).Select(Entry)];

    static Stored Read(SqliteDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3));

    CaseEntry Entry(Stored row) => new()
    {
        Id = row.Id,
        Created = new(row.Created, DateTimeKind.Utc),
        Facts = JsonSerializer.Deserialize(row.Facts, StoreJson.Default.ImmutableSortedDictionaryStringString)!,
        Bytes = Pieces.Get(link, row.Set),
    };

    readonly record struct Stored(string Id, long Created, string Facts, long Set);
}
