using Nameward.Engine;

namespace Nameward.Store.Sqlite;

/// <summary>Copies of a whole store: a backup, while others read and write, and its way back. A copy is made beside its place and put there at the end.</summary>
public static class StoreCopy
{
    static readonly string[] Ends = ["", "-wal", "-shm", "-journal"];

    /// <summary>Copies a store into a file of its own.</summary>
    /// <param name="store">The store.</param>
    /// <param name="file">Where to; the caller has made sure that nothing is lost there.</param>
    /// <exception cref="UserError">It cannot be written; nothing is left behind.</exception>
    public static void Backup(SqliteStore store, string file) => Put(file, partial => CopyTo(store.Link, partial));

    /// <summary>Puts a backup in the place of a store, once it is known to be whole. What was there is gone then.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="place">The store's file.</param>
    /// <param name="problems">What is wrong with the backup; empty where nothing is.</param>
    /// <exception cref="UserError">The backup is none, damaged or of a newer version, or another process uses the store; the store is left as it is.</exception>
    public static void Restore(string backup, string place, Func<SqliteStore, IReadOnlyList<string>> problems) => Put(place, partial =>
    {
        using (var from = SqliteStore.OpenToRead(backup))
        {
            if (problems(from) is [var problem, ..])
            {
                throw new UserError($"{backup}: the backup is damaged", problem, "use another");
            }
            CopyTo(from.Link, partial);
        }
        LetGo(place);
    });

    static void CopyTo(SqliteLink from, string partial)
    {
        using var to = SqliteLink.Open(partial, LinkUse.WriteOrMake);
        from.Guard(() => to.Guard(() =>
        {
            from.Connection.BackupDatabase(to.Connection);
            to.Run("PRAGMA journal_mode = DELETE");
        }));
    }

    // What stands in the journal beside a file belongs to that file, and would be played into the one that takes its place. Nobody else can have it open then.
    static void LetGo(string place)
    {
        if (!File.Exists(place))
        {
            return;
        }
        try
        {
            using var link = SqliteLink.Open(place, LinkUse.Write);
            link.Guard(() => link.Run("PRAGMA journal_mode = DELETE"));
        }
        catch (UserError fault) when (StoreFault.IsDamage(fault))
        {
            File.Delete(place + "-wal");
            File.Delete(place + "-shm");
        }
    }

    static void Put(string file, Action<string> write)
    {
        var target = Path.GetFullPath(file);
        var partial = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            write(partial);
            using (var written = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }
            File.Move(partial, target, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{file}: the file cannot be written", fault.Message, "name a file where you may write and that has room");
        }
        finally
        {
            foreach (var left in Ends.Select(end => partial + end).Where(File.Exists))
            {
                File.Delete(left);
            }
        }
    }
}
