using Microsoft.Data.Sqlite;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Store.Sqlite;

/// <summary>Passive DNS as a table in the order of names: a zone and all below it are one run of it, and so are the addresses of a network.</summary>
sealed class SqlitePassiveDns(SqliteLink link) : IPassiveDns
{
    const string Upsert = """
        INSERT INTO passive (name, type, data, first, last, count) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (name, type, data) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last),
            count = CASE WHEN count > 9223372036854775807 - excluded.count THEN 9223372036854775807 ELSE count + excluded.count END
        """;

    const string Columns = "SELECT name, type, data, first, last, count FROM passive ";
    const string Order = " ORDER BY name, type, data";
    const string OfName = Columns + "WHERE name = $1" + Order;
    const string BelowName = Columns + "WHERE name >= $1 AND name < $2" + Order;
    const string OfData = Columns + "WHERE data > x'' AND data = $1" + Order;
    const string InNetwork = Columns + "WHERE data > x'' AND data >= $1 AND data <= $2" + Order;
    const string BelowData = Columns + "WHERE data > x'' AND data >= $1 AND data < $2" + Order;
    const string Every = Columns + Order;
    const string Delete = "DELETE FROM passive WHERE last < $1";

    /// <inheritdoc/>
    public void Add(IReadOnlyCollection<PassiveRow> rows) => link.Write(() =>
    {
        // In the order of the table: each page of it is written once.
        foreach (var (row, name, data) in PassiveOrder.Sorted(rows))
        {
            link.Run(Upsert, name, (int)row.Type, data, row.First.Ticks, row.Last.Ticks, row.Count);
        }
    });

    /// <inheritdoc/>
    public IEnumerable<PassiveRow> Under(ReadOnlyMemory<byte> name, bool below)
    {
        var key = NameKey.Of(name.Span);
        if (!below)
        {
            return link.Walk(OfName, Row, key);
        }
        return NameKey.Above(key) is { } above ? link.Walk(BelowName, Row, key, above) : All();
    }

    /// <inheritdoc/>
    public IEnumerable<PassiveRow> Giving(Network network)
    {
        var (lowest, highest) = PassiveOrder.KeysOf(network);
        return link.Walk(InNetwork, Row, lowest, highest);
    }

    /// <inheritdoc/>
    public IEnumerable<PassiveRow> LeadingTo(ReadOnlyMemory<byte> name, bool below)
    {
        var (from, above) = PassiveOrder.KeysOf(name.Span);
        return below ? link.Walk(BelowData, Row, from, above) : link.Walk(OfData, Row, from);
    }

    /// <inheritdoc/>
    public IEnumerable<PassiveRow> All() => link.Walk(Every, Row);

    /// <inheritdoc/>
    public int Forget(DateTime before)
    {
        var count = 0;
        link.Write(() => count = link.Run(Delete, before.Ticks));
        return count;
    }

    static PassiveRow Row(SqliteDataReader row) => new(NameKey.ToName(row.GetFieldValue<byte[]>(0)), (ushort)row.GetInt32(1), PassiveOrder.Data(row.GetFieldValue<byte[]>(2)),
        new(row.GetInt64(3), DateTimeKind.Utc), new(row.GetInt64(4), DateTimeKind.Utc), row.GetInt64(5));
}
