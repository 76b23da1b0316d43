using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Rollups;
using Nameward.Engine.Rollups.Intake;

namespace Nameward.Store.Sqlite;

/// <summary>
/// All that a store says, a line for each thing, in the order of keys: large values as their SHA-256. When something was written down, and how it is laid out on
/// the disk, is left out: two stores that say the same have the same lines.
/// </summary>
public static class StoreContent
{
    /// <summary>The lines.</summary>
    /// <exception cref="Engine.UserError">The store is damaged.</exception>
    /// <exception cref="InvalidDataException">A value of it is gone or damaged.</exception>
    public static IEnumerable<string> Lines(SqliteStore store)
    {
        var link = store.Link;
        return Plain(link, "meta", "SELECT key, value FROM meta ORDER BY key")
            .Concat(Plain(link, "source", "SELECT number, members, sha256, bytes, path, records, new, known, from_day, to_day, whole FROM source ORDER BY number"))
            .Concat(Fingerprints(link))
            .Concat(store.Rollups.Read(DateOnly.MinValue, DateOnly.MaxValue).Select(Block))
            .Concat(Plain(link, "passive", "SELECT name, type, data, first, last, count FROM passive ORDER BY name, type, data"))
            .Concat(store.Feeds.All().Select(feed => Feed(store, feed)))
            .Concat(Plain(link, "sighting", "SELECT feed, entry, at FROM sighting ORDER BY feed, entry"))
            .Concat(With(link, "baseline", "SELECT name, set_id FROM baseline ORDER BY name", 1))
            .Concat(Plain(link, "trail", "SELECT subject, number, at, who, action, data, hash FROM trail ORDER BY sequence"))
            .Concat(Plain(link, "head", "SELECT subject, case_number, count, hash FROM trail_head ORDER BY subject"))
            .Concat(With(link, "content", "SELECT sha256, set_id FROM content ORDER BY sha256", 1))
            .Concat(Plain(link, "notice", "SELECT channel, decision, title, media, delivered IS NULL, dropped IS NULL, reason FROM notice ORDER BY channel, created, id"))
            .Concat(Plain(link, "notice_mark", "SELECT channel, mark, rank FROM notice_mark ORDER BY channel, mark"));
    }

    /// <summary>The SHA-256 of all lines, in hexadecimal digits.</summary>
    public static string Sum(SqliteStore store)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in Lines(store))
        {
            sum.AppendData(Encoding.UTF8.GetBytes(line));
            sum.AppendData("\n"u8);
        }
        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    static IEnumerable<string> Plain(SqliteLink link, string table, string sql) => link.Walk(sql, row => Line(table, Texts(row, row.FieldCount)));

    /// <summary>Rows whose last columns are numbers of large values.</summary>
    static IEnumerable<string> With(SqliteLink link, string table, string sql, int sets)
    {
        foreach (var (texts, numbers) in link.Rows(sql, row => (Texts(row, row.FieldCount - sets), Numbers: Numbers(row, sets))))
        {
            yield return Line(table, [.. texts, .. numbers.Select(number => Sum(number is { } set ? Pieces.Get(link, set) : null))]);
        }
    }

    // In which runs a day's fingerprints lie depends on when the store was compacted.
    static IEnumerable<string> Fingerprints(SqliteLink link)
    {
        foreach (var day in link.Rows("SELECT DISTINCT day FROM fingerprints ORDER BY day", row => row.GetInt32(0)))
        {
            var sets = link.Rows("SELECT set_id FROM fingerprints WHERE day = $1 ORDER BY source", row => row.GetInt64(0), day);
            var all = FingerprintRun.Join(DateOnly.FromDayNumber(day), sets.Select(set => (ReadOnlyMemory<byte>)Pieces.Get(link, set)));
            yield return Line("fingerprints", [day.ToString(CultureInfo.InvariantCulture), all.Count.ToString(CultureInfo.InvariantCulture), Sha(all.Bytes.Span)]);
        }
    }

    // When it was asked for is no part of what it says.
    static string Feed(SqliteStore store, FeedRecord feed)
    {
        var timeless = feed with { Tried = null, FailingSince = null, InForce = feed.InForce is { } reading ? reading with { At = default } : null };
        return Line("feed", [feed.Name, JsonSerializer.Serialize(new(StoredFeed.Newest, timeless), StoreJson.Default.StoredFeed), Sum(store.Feeds.Pack(feed.Name)), Sum(store.Feeds.Content(feed.Name))]);
    }

    static string Sum(byte[]? value) => value is null ? "-" : Sha(value);

    static string Block(RollupBlock block) => Line("rollups", [.. new[] { block.Id.Epoch, block.Id.Sequence, block.From.DayNumber, block.To.DayNumber }.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        block.Id.Sensor.ToString(), Sha(block.Bytes.Span)]);

    static string Line(string table, string[] columns) => table + '\t' + string.Join('\t', columns);

    static long?[] Numbers(SqliteDataReader row, int sets) =>
        [.. Enumerable.Range(row.FieldCount - sets, sets).Select(column => row.IsDBNull(column) ? (long?)null : row.GetInt64(column))];

    static string[] Texts(SqliteDataReader row, int columns) => [.. Enumerable.Range(0, columns).Select(column => Text(row.GetValue(column)))];

    static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexStringLower(bytes),
        long number => number.ToString(CultureInfo.InvariantCulture),
        string text => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal),
        _ => "-",
    };

    static string Sha(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
