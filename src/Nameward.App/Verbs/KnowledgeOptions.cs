using System.CommandLine;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Baselines;
using Nameward.Engine.Intelligence;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary>What a verb that judges evidence knows beside it.</summary>
/// <param name="Indicators">What intelligence says.</param>
/// <param name="Normal">What is normal at the site; null where that is not known.</param>
sealed record Knowledge(Indicators Indicators, Baseline? Normal);

/// <summary>
/// The words of the command line by which a verb is told what to know: lists and a baseline for this run, and the store, whose feeds and baseline count where it is
/// there. Nothing of it is changed.
/// </summary>
sealed class KnowledgeOptions
{
    /// <summary>What <c>--store</c> is given so that none is looked at.</summary>
    public const string NoStore = "none";

    /// <summary>The name under which a store keeps the site's baseline.</summary>
    public const string SiteBaseline = "site";

    readonly Option<string[]> _intel = IntelOption.Create();
    readonly Option<string> _baseline = BaselineOption.Create();
    readonly Option<string> _store = new(StoreOption.Flag)
    {
        Description = $"The store whose feeds and baseline count; {NoStore} for none. The usual one is used where it is there and none is named.",
        HelpName = "FILE",
    };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Options.Add(_intel);
        verb.Options.Add(_baseline);
        verb.Options.Add(_store);
    }

    /// <summary>What names the store, as it was written; null where nothing does.</summary>
    public string? Named(ParseResult parsed) => parsed.GetValue(_store);

    /// <summary>The file of the store that is to be looked at; null for none.</summary>
    public string? StoreOf(ParseResult parsed, List<Mistake> mistakes) => parsed.GetValue(_store) switch
    {
        NoStore => null,
        null => StoreOption.Path(null, mistakes) is var usual && File.Exists(usual) ? usual : null,
        var named => StoreOption.Path(named, mistakes),
    };

    /// <summary>The same, but null for a store that is named, is not there, and is made by this run: it knows nothing yet.</summary>
    public string? StoreToRead(ParseResult parsed, List<Mistake> mistakes, bool makesStore) => StoreOf(parsed, mistakes) is { } path && (!makesStore || File.Exists(path)) ? path : null;

    /// <summary>The file of the store that a flag writes to, which is made where there is none; null where it was said that there is to be none.</summary>
    public string? StoreToWrite(ParseResult parsed, string flag, List<Mistake> mistakes)
    {
        if (parsed.GetValue(_store) is NoStore)
        {
            mistakes.Add(new($"{flag}: needs a store, and {StoreOption.Flag} {NoStore} says that there is none", null, $"leave {StoreOption.Flag} out, or name one: {StoreOption.Flag} FILE"));
            return null;
        }
        return StoreOption.Path(parsed.GetValue(_store), mistakes);
    }

    /// <summary>Reads all of it; each mistake is added to <paramref name="mistakes"/>.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="site">The site file.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    /// <param name="makesStore">Whether a store that is named and not there is made by this run: it knows nothing yet.</param>
    public Knowledge Read(ParseResult parsed, SiteFile site, List<Mistake> mistakes, bool makesStore = false)
    {
        var lists = IntelOption.Read(parsed.GetValue(_intel), site, mistakes);
        var normal = BaselineOption.Read(parsed.GetValue(_baseline), mistakes);
        return mistakes.Count == 0 && StoreToRead(parsed, mistakes, makesStore) is { } path && mistakes.Count == 0
            ? Checked.Try(() => WithStore(path, lists, normal, parsed.GetValue(_baseline) is null), new(Indicators.None, null), mistakes)
            : new(lists, normal);
    }

    static Knowledge WithStore(string path, Indicators lists, Baseline? normal, bool takesBaseline)
    {
        using var store = SqliteStore.OpenToRead(path);
        return new(new([.. lists.All, .. FeedsOf(store.Feeds)]), takesBaseline ? BaselineOf(store) : normal);
    }

    /// <summary>The feeds of a shelf that are in force.</summary>
    /// <exception cref="UserError">One of them is damaged.</exception>
    public static IEnumerable<IndicatorFeed> FeedsOf(IFeedShelf shelf) => [.. shelf.All().Select(record => Open(shelf, record)).OfType<IndicatorFeed>()];

    /// <summary>The baseline of the site that a store keeps; null where it keeps none.</summary>
    /// <exception cref="UserError">It is damaged.</exception>
    public static Baseline? BaselineOf(SqliteStore store) => store.Baselines.Find(SiteBaseline) is { } bytes ? StoredBaseline.Read(StoreOption.Flag, store.Path, new MemoryStream(bytes)) : null;

    static IndicatorFeed? Open(IFeedShelf shelf, FeedRecord record)
    {
        try
        {
            return IndicatorFeed.Open(shelf, record);
        }
        catch (InvalidDataException damage)
        {
            throw new UserError($"the feed {record.Name} of the store is damaged", damage.Message, $"nameward intel update {record.Name} --force  brings it anew; nameward intel remove {record.Name}  takes it away");
        }
    }
}
