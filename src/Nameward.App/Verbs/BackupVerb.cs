using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Reports;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary><c>backup FILE</c>: a whole copy of the store, while others read and write it.</summary>
static class BackupVerb
{
    const string About = """
        Copies the store into a file of its own, whole or not at all, while others may read and write it. nameward restore FILE puts it back.

        Examples:
          nameward backup monday.db
          nameward backup monday.db --store office.db --force
        """;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Where the copy goes." };
        var store = StoreOption.Create();
        var force = new Option<bool>("--force") { Description = "Replace a file that is there already." };
        var verb = new Command("backup", About) { file, store, force };
        verb.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(store), parsed.GetValue(force)));
        return verb;
    }

    static int Run(string file, string? named, bool force)
    {
        var mistakes = new List<Mistake>();
        var path = StoreOption.Path(named, mistakes);
        Checked.Try(() =>
        {
            Check(file, force);
            return file;
        }, file, mistakes);
        if (mistakes.Count == 0 && Path.GetFullPath(file) == Path.GetFullPath(path))
        {
            mistakes.Add(new($"{file}: this is the store itself", null, "name another file"));
        }
        if (mistakes.Count > 0)
        {
            throw new UserError([.. mistakes]);
        }
        using var store = SqliteStore.OpenToRead(path);
        StoreCopy.Backup(store, file);
        return ExitStatus.Done;
    }

    static void Check(string file, bool force)
    {
        if (force)
        {
            WholeFile.CheckReplace("backup", file);
        }
        else
        {
            WholeFile.Check("backup", file);
        }
    }
}
