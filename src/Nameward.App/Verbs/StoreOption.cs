using System.CommandLine;
using System.Security.Cryptography;
using Nameward.Engine;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary>The flag that names the store.</summary>
static class StoreOption
{
    /// <summary>The flag.</summary>
    public const string Flag = "--store";

    /// <summary>The flag for any verb.</summary>
    public static Option<string> Create() => new(Flag)
    {
        Description = $"The store. {StorePlace.UsualName} in your folder for data where it is not named, which {StorePlace.Home} moves.",
        HelpName = "FILE",
    };

    /// <summary>The file that was named, or the usual one.</summary>
    public static string Path(string? named, List<Mistake> mistakes)
    {
        if (named is { Length: 0 })
        {
            mistakes.Add(new($"{Flag}: the file has no name", null, $"name a file, as in {StorePlace.UsualName}"));
        }
        else if (named is not null && Directory.Exists(named))
        {
            mistakes.Add(new($"{Flag} {named}: there is a folder of that name", null, $"name a file, as in {System.IO.Path.Combine(named, StorePlace.UsualName)}"));
        }
        return named ?? StorePlace.Usual();
    }

    /// <summary>Opens a store for writing, made where there is none.</summary>
    public static SqliteStore Open(string path) => SqliteStore.Open(path, (Guid.NewGuid(), BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)))));
}
