using Nameward.Engine;
using Nameward.Engine.Baselines;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>The baseline that <c>learn</c> teaches: a file of its own, or that of a store.</summary>
/// <param name="Path">The file of either.</param>
/// <param name="IsOfStore">Whether it is a store's.</param>
sealed record TaughtBaseline(string Path, bool IsOfStore)
{
    /// <summary>What the user named; null with the mistake added where it is not one of both.</summary>
    public static TaughtBaseline? Read(string? file, string? store, List<Mistake> mistakes)
    {
        if (file is null == store is null)
        {
            mistakes.Add(new(file is null ? "where the baseline is kept is not said" : $"{BaselineOption.Flag} and {StoreOption.Flag}: the baseline is kept in one of both", null,
                $"nameward learn PATH {BaselineOption.Flag} FILE, or {StoreOption.Flag} FILE"));
            return null;
        }
        return file is not null ? new(file, IsOfStore: false) : new(StoreOption.Path(store, mistakes), IsOfStore: true);
    }

    /// <summary>What was learned before; null where nothing was.</summary>
    /// <exception cref="UserError">It cannot be read, or not be replaced.</exception>
    public Baseline? Before()
    {
        if (IsOfStore)
        {
            using var store = StoreOption.Open(Path);
            return KnowledgeOptions.BaselineOf(store);
        }
        WholeFile.CheckReplace(BaselineOption.Flag, Path);
        return File.Exists(Path) ? StoredBaseline.Read(BaselineOption.Flag, Path) : null;
    }

    /// <summary>Keeps what was learned, whole or not at all.</summary>
    public void Keep(Baseline learned)
    {
        var bytes = StoredBaseline.Write(learned);
        if (IsOfStore)
        {
            using var store = StoreOption.Open(Path);
            store.Baselines.Put(KnowledgeOptions.SiteBaseline, bytes);
            return;
        }
        WholeFile.Replace(BaselineOption.Flag, Path, bytes);
    }
}
