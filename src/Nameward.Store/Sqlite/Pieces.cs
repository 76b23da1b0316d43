namespace Nameward.Store.Sqlite;

/// <summary>Large values, cut into parts of at most 8 MB: SQLite holds a value whole in memory, and ends at 1 GB.</summary>
static class Pieces
{
    /// <summary>Bytes of a part.</summary>
    public const int PartBytes = 8 << 20;

    const string Next = "SELECT coalesce(max(set_id), 0) + 1 FROM piece";
    const string Insert = "INSERT INTO piece (set_id, part, data) VALUES ($1, $2, $3)";
    const string Select = "SELECT data FROM piece WHERE set_id = $1 ORDER BY part";
    const string Delete = "DELETE FROM piece WHERE set_id = $1";

    /// <summary>Keeps a value.</summary>
    /// <returns>Its number.</returns>
    public static long Put(SqliteLink link, ReadOnlySpan<byte> value)
    {
        var number = link.Number(Next);
        for (var part = 0; part == 0 || !value.IsEmpty; part++)
        {
            var piece = value[..Math.Min(value.Length, PartBytes)];
            link.Run(Insert, number, part, piece.ToArray());
            value = value[piece.Length..];
        }
        return number;
    }

    /// <summary>The value of a number.</summary>
    /// <exception cref="Engine.UserError">There is none: the store is damaged.</exception>
    public static byte[] Get(SqliteLink link, long number) => link.Rows(Select, row => row.GetFieldValue<byte[]>(0), number) switch
    {
        [] => throw StoreFault.Damaged(link.Path, "a value is gone"),
        [var whole] => whole,
        var parts => Join(parts),
    };

    /// <summary>Takes a value away; nothing where the number is null.</summary>
    public static void Remove(SqliteLink link, long? number)
    {
        if (number is not null)
        {
            link.Run(Delete, number);
        }
    }

    static byte[] Join(List<byte[]> parts)
    {
        var whole = new byte[parts.Sum(part => (long)part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(whole, at);
            at += part.Length;
        }
        return whole;
    }
}
