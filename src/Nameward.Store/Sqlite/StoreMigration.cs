using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine;

namespace Nameward.Store.Sqlite;

/// <summary>Tells what a file is, and brings it to the newest version: each step a transaction of its own.</summary>
static class StoreMigration
{
    /// <summary>Brings the file up.</summary>
    /// <param name="link">The file.</param>
    /// <param name="steps">What brings a store from each version to the next.</param>
    /// <param name="born">Done together with the first step.</param>
    /// <exception cref="UserError">It is no store, or of a newer version; it is left as it is.</exception>
    public static void Run(SqliteLink link, ImmutableArray<string> steps, Action born)
    {
        var version = VersionOf(link);
        if (version > steps.Length)
        {
            throw new UserError($"{link.Path}: a newer version of the program wrote this store",
                string.Create(CultureInfo.InvariantCulture, $"its schema is {version}; this program knows {steps.Length}"), "use that version, or name another store with --store FILE");
        }
        if (link.IsForWriting)
        {
            link.Run("PRAGMA journal_mode = WAL");
        }
        else if (version == 0)
        {
            throw new UserError($"{link.Path}: the file is empty, and no store yet", null, "nameward ingest PATH  brings it up");
        }
        for (var next = version; next < steps.Length; next++)
        {
            Step(link, steps, next, born);
        }
    }

    /// <summary>The version of a store; 0 for an empty file.</summary>
    /// <exception cref="UserError">It is no store.</exception>
    public static int VersionOf(SqliteLink link)
    {
        var (id, version) = ((int)link.Number("PRAGMA application_id"), (int)link.Number("PRAGMA user_version"));
        var isEmpty = id == 0 && version == 0 && link.Number("SELECT count(*) FROM sqlite_schema") == 0;
        return isEmpty || (id == StoreSchema.ApplicationId && version > 0)
            ? version
            : throw new UserError($"{link.Path}: this is no store of this program", "it is a database of another one", "name another with --store FILE");
    }

    // Another process may have done the step while this one waited for it.
    static void Step(SqliteLink link, ImmutableArray<string> steps, int from, Action born) => link.Write(() =>
    {
        if (VersionOf(link) != from)
        {
            return;
        }
        link.Run(steps[from]);
        if (from == 0)
        {
            born();
        }
    });
}
