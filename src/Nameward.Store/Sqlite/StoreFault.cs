using Microsoft.Data.Sqlite;
using Nameward.Engine;

namespace Nameward.Store.Sqlite;

/// <summary>What can be wrong with a store that is no fault of ours, in words. Nothing is half-written: what was begun is undone by SQLite, now or when the file is opened next.</summary>
static class StoreFault
{
    // https://sqlite.org/rescode.html, of SQLite 3.50.
    const int Permission = 3, Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, TooBig = 18, NotADatabase = 26;

    const string CodeKey = "sqlite";

    /// <summary>Whether it is one of these; others are faults of ours.</summary>
    public static bool IsTheirs(SqliteException fault) =>
        fault.SqliteErrorCode is Permission or Busy or Locked or ReadOnly or InputOutput or Corrupt or Full or CannotOpen or TooBig or NotADatabase;

    /// <summary>Whether it says that the file is damaged, or none of a database at all.</summary>
    public static bool IsDamage(UserError mistake) => mistake.Data[CodeKey] is Corrupt or NotADatabase;

    /// <summary>The mistake.</summary>
    public static UserError Of(string name, SqliteException fault)
    {
        var mistake = Said(name, fault);
        mistake.Data.Add(CodeKey, fault.SqliteErrorCode);
        return mistake;
    }

    /// <summary>The mistake of a store of which a value is not what this program writes.</summary>
    public static UserError Damaged(string name, string why) => new($"{name}: the store is damaged", why, "nameward restore BACKUP  puts a backup in its place");

    static UserError Said(string name, SqliteException fault) => fault.SqliteErrorCode switch
    {
        Busy or Locked => new($"{name}: another process is writing to it", null, "wait until that is done, and start this again"),
        Full => new($"{name}: the disk is full", "what the store held before stays in force", "make room, and start this again"),
        ReadOnly or Permission => new($"{name}: the store cannot be written", "the file or its folder is read-only", "give write access, or name another with --store FILE"),
        CannotOpen => new($"{name}: the store cannot be opened", null, "give access to the file and its folder, or name another with --store FILE"),
        NotADatabase => new($"{name}: this is no store of this program", null, "name another with --store FILE"),
        Corrupt => Damaged(name, Words(fault)),
        _ => new($"{name}: the store cannot be read or written", Words(fault), "look at the disk and its file system; nameward store check  looks at the rest"),
    };

    static string Words(SqliteException fault) => $"SQLite says: {fault.SqliteErrorCode}, {fault.SqliteExtendedErrorCode}";
}
