using Microsoft.Data.Sqlite;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Rollups;
using Nameward.Engine.Rollups.Intake;

namespace Nameward.Store.Sqlite;

/// <summary>Keeps a store in order: figures, a check of all of it, retention.</summary>
public static class StoreUpkeep
{
    const int MostProblems = 20;

    const string DaysBefore = "SELECT DISTINCT day FROM fingerprints WHERE day < $1 AND day > 0 ORDER BY day";
    const string CrowdedDays = "SELECT day FROM fingerprints GROUP BY day HAVING count(*) > 1 ORDER BY day";
    const string RunsOfDay = "SELECT source, set_id FROM fingerprints WHERE day = $1 ORDER BY source";
    const string DeletePieces = "DELETE FROM piece WHERE set_id IN (SELECT set_id FROM fingerprints WHERE day = $1)";
    const string DeleteRuns = "DELETE FROM fingerprints WHERE day = $1";
    const string InsertRun = "INSERT INTO fingerprints (day, source, count, bytes, set_id) VALUES ($1, $2, $3, $4, $5)";

    const string Stray = """
        SELECT count(*) FROM piece WHERE set_id NOT IN (SELECT set_id FROM fingerprints UNION ALL SELECT set_id FROM rollups UNION ALL SELECT set_id FROM baseline
            UNION ALL SELECT set_id FROM content UNION ALL SELECT pack_id FROM feed WHERE pack_id IS NOT NULL UNION ALL SELECT content_id FROM feed WHERE content_id IS NOT NULL)
        """;

    /// <summary>What the store holds.</summary>
    public static StoreFigures Figures(SqliteStore store)
    {
        var link = store.Link;
        return new()
        {
            Schema = (int)link.Number("PRAGMA user_version"),
            Bytes = BytesOf(store.Path) + BytesOf(store.Path + "-wal"),
            Sources = link.Number("SELECT count(*) FROM source"),
            Rows = link.Number("SELECT coalesce(sum(count), 0) FROM fingerprints"),
            FingerprintBytes = link.Number("SELECT coalesce(sum(bytes), 0) FROM fingerprints"),
            Blocks = link.Number("SELECT count(*) FROM rollups"),
            BlockBytes = link.Number("SELECT coalesce(sum(packed), 0) FROM rollups"),
            From = Day(link, "SELECT coalesce(min(day), 0) FROM fingerprints WHERE day > 0"),
            To = Day(link, "SELECT coalesce(max(day), 0) FROM fingerprints WHERE day > 0"),
            Days = link.Number("SELECT count(DISTINCT day) FROM fingerprints WHERE day > 0"),
            Passive = link.Number("SELECT count(*) FROM passive"),
            Feeds = link.Number("SELECT count(*) FROM feed"),
            Baselines = link.Number("SELECT count(*) FROM baseline"),
            Cases = link.Number("SELECT count(*) FROM trail_head WHERE case_number IS NOT NULL"),
        };
    }

    /// <summary>Looks at all of the store: the file, as SQLite checks it, every value, and that no value belongs to nobody.</summary>
    /// <param name="store">The store.</param>
    /// <param name="isPack">Whether bytes are the entries of a feed; they are the business of another part of the program.</param>
    /// <returns>What is wrong, a sentence without its end each; empty where nothing is.</returns>
    public static IReadOnlyList<string> Problems(SqliteStore store, Func<byte[], bool> isPack)
    {
        var link = store.Link;
        var problems = new List<string>();
        Look(problems, "the file", () => problems.AddRange(link.Rows("PRAGMA integrity_check", row => row.GetString(0)).Where(line => line != "ok")));
        Look(problems, "what rows refer to", () => problems.AddRange(link.Rows("PRAGMA foreign_key_check", row => row.GetString(0)).Select(table => $"a row of {table} belongs to nothing")));
        Look(problems, "blocks of rollups", () =>
        {
            foreach (var block in store.Rollups.Read(DateOnly.MinValue, DateOnly.MaxValue))
            {
                Remembered.Read(block.Bytes.Span);
            }
        });
        Look(problems, "entries of feeds", () =>
        {
            foreach (var feed in store.Feeds.All())
            {
                _ = store.Feeds.Content(feed.Name);
                _ = store.Feeds.Pack(feed.Name) is { } pack && !isPack(pack) ? throw new InvalidDataException($"those of {feed.Name} are damaged") : 0;
            }
        });
        Look(problems, "trails", () => problems.AddRange(store.Cases.Problems()));
        Look(problems, "fingerprints, passive rows, baselines or cases", () => _ = StoreContent.Sum(store));
        if (problems.Count == 0 && link.Number(Stray) is > 0 and var stray)
        {
            problems.Add($"{stray} parts of values belong to nothing");
        }
        return [.. problems.Take(MostProblems)];
    }

    /// <summary>Forgets what lies before a day, and joins the fingerprints of each day that is left.</summary>
    public static Forgotten Forget(SqliteStore store, DateOnly before)
    {
        var forgotten = new Forgotten(0, 0, 0);
        store.Together(() =>
        {
            var link = store.Link;
            var days = link.Rows(DaysBefore, row => row.GetInt32(0), before.DayNumber);
            foreach (var day in days)
            {
                link.Run(DeletePieces, day);
                link.Run(DeleteRuns, day);
            }
            foreach (var day in link.Rows(CrowdedDays, row => row.GetInt32(0)))
            {
                JoinRuns(link, day);
            }
            var start = before.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            forgotten = new(store.Rollups.Forget(before), days.Count, store.PassiveDns.Forget(start));
        });
        return forgotten;
    }

    /// <summary>Gives the disk back what is not needed any more.</summary>
    /// <exception cref="UserError">Another process is writing, or there is no room.</exception>
    public static void Shrink(SqliteStore store) => store.Link.Guard(() =>
    {
        store.Link.Run("VACUUM");
        store.Link.Run("PRAGMA wal_checkpoint(TRUNCATE)");
    });

    static void JoinRuns(SqliteLink link, int day)
    {
        var runs = link.Rows(RunsOfDay, row => (Source: row.GetInt64(0), Set: row.GetInt64(1)), day);
        var all = FingerprintRun.Join(DateOnly.FromDayNumber(day), runs.Select(run => (ReadOnlyMemory<byte>)Pieces.Get(link, run.Set)));
        link.Run(DeletePieces, day);
        link.Run(DeleteRuns, day);
        link.Run(InsertRun, day, runs[0].Source, all.Count, all.Bytes.Length, Pieces.Put(link, all.Bytes.Span));
    }

    static long BytesOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    static DateOnly? Day(SqliteLink link, string sql) => link.Number(sql) is > 0 and var day ? DateOnly.FromDayNumber((int)day) : null;

    static void Look(List<string> problems, string what, Action look)
    {
        try
        {
            look();
        }
        catch (Exception fault) when (fault is UserError or InvalidDataException or SqliteException or ArgumentException)
        {
            problems.Add($"{what}: {(fault is UserError { Mistakes: [{ Here: { } why }] } ? why : fault.Message)}");
        }
    }
}
