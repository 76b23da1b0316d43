using System.CommandLine;
using Nameward.Engine;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary><c>restore FILE</c>: a backup in the place of the store.</summary>
static class RestoreVerb
{
    const string About = """
        Puts a backup in the place of the store, once all of it was looked at. What the store held is gone then; nobody else may have it open.

        Examples:
          nameward restore monday.db
          nameward restore monday.db --store office.db
        """;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The backup." };
        var store = StoreOption.Create();
        var verb = new Command("restore", About) { file, store };
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var (backup, place) = (parsed.GetValue(file)!, StoreOption.Path(parsed.GetValue(store), mistakes));
            if (!File.Exists(backup))
            {
                mistakes.Add(new($"{backup}: there is {(Directory.Exists(backup) ? "a folder of that name" : "no such file")}", null, "name a file that nameward backup wrote"));
            }
            else if (Path.GetFullPath(backup) == Path.GetFullPath(place))
            {
                mistakes.Add(new($"{backup}: this is the store itself", null, "name a file that nameward backup wrote"));
            }
            if (mistakes.Count > 0)
            {
                throw new UserError([.. mistakes]);
            }
            StoreCopy.Restore(backup, place, StoreVerb.Problems);
            return ExitStatus.Done;
        });
        return verb;
    }
}
