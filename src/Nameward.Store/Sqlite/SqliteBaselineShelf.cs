using System.Collections.Immutable;
using Nameward.Engine.Baselines;

namespace Nameward.Store.Sqlite;

/// <summary>Baselines by name, as opaque bytes in parts.</summary>
sealed class SqliteBaselineShelf(SqliteLink link) : IBaselineShelf
{
    const string Select = "SELECT set_id FROM baseline WHERE name = $1";
    const string Upsert = "INSERT INTO baseline (name, set_id) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET set_id = excluded.set_id";
    const string AllNames = "SELECT name FROM baseline ORDER BY name";
    const string Delete = "DELETE FROM baseline WHERE name = $1";

    /// <inheritdoc/>
    public void Put(string name, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        link.Write(() =>
        {
            Pieces.Remove(link, SetOf(name));
            link.Run(Upsert, name, Pieces.Put(link, bytes));
        });
    }

    /// <inheritdoc/>
    public byte[]? Find(string name) => SetOf(name) is { } set ? Pieces.Get(link, set) : null;

    /// <inheritdoc/>
    public ImmutableArray<string> Names() => [.. link.Rows(AllNames, row => row.GetString(0))];

    /// <inheritdoc/>
    public bool Remove(string name)
    {
        var any = false;
        link.Write(() =>
        {
            Pieces.Remove(link, SetOf(name));
            any = link.Run(Delete, name) > 0;
        });
        return any;
    }

    long? SetOf(string name) => link.Rows(Select, row => row.GetInt64(0), name) is [var set] ? set : null;
}
