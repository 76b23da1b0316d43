using System.Collections.Immutable;
using System.CommandLine;
using Nameward.App.Feeds;
using Nameward.Engine;
using Nameward.Engine.Evidence;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Reports;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary>Opens the shelf of feeds of a store.</summary>
/// <param name="store">What <c>--store</c> says; null where it says nothing.</param>
/// <param name="forWriting">Whether it is written to; the usual store is made only then.</param>
delegate OpenedShelf ShelfOpening(string? store, bool forWriting);

/// <summary>A shelf that was opened.</summary>
/// <param name="Shelf">The shelf.</param>
/// <param name="Store">What is closed at the end; null for nothing.</param>
sealed record OpenedShelf(IFeedShelf Shelf, IDisposable? Store);

/// <summary>What the verbs of <c>intel</c> work with: where feeds are kept, what brings and reads them, and where their words go.</summary>
sealed record IntelDesk
{
    /// <summary>The desk of the program: the shelf of the embedded store.</summary>
    public static IntelDesk OfStore() => new() { Shelf = InStore };

    /// <summary>Opens the shelf.</summary>
    public required ShelfOpening Shelf { get; init; }

    /// <summary>The forms that can be read.</summary>
    public ImmutableArray<IFeedFormat> Formats { get; init; } = FeedFormatList.All;

    /// <summary>Makes packs and looks into them.</summary>
    public IFeedPacks Packs { get; init; } = new IndicatorPacks();

    /// <summary>Brings contents.</summary>
    public FeedLoader Loader { get; init; } = new();

    /// <summary>Tells the time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Writes data for programs.</summary>
    public Action<byte[]> Data { get; init; } = data => Screen.WriteData(data);

    /// <summary>Writes a page for people; the second says whether without colour.</summary>
    public Action<Func<TerminalOptions, IReadOnlyList<StyledLine>>, bool> Page { get; init; } = OnScreen;

    /// <summary>Now, UTC.</summary>
    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    /// <summary>The flag of the output's form.</summary>
    public static Option<string> Format()
    {
        var format = new Option<string>("--format") { Description = "What to print: table or json.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        return format;
    }

    /// <summary>Works with the shelf of a store.</summary>
    public T With<T>(string? store, bool forWriting, Func<IFeedShelf, T> work)
    {
        var opened = Shelf(store, forWriting);
        using (opened.Store)
        {
            return work(opened.Shelf);
        }
    }

    /// <summary>The same, where the work waits.</summary>
    public async Task<T> WithAsync<T>(string? store, bool forWriting, Func<IFeedShelf, Task<T>> work)
    {
        var opened = Shelf(store, forWriting);
        using (opened.Store)
        {
            return await work(opened.Shelf).ConfigureAwait(false);
        }
    }

    /// <summary>Prints a document, or a page.</summary>
    public void Print(bool isJson, bool noColor, Func<byte[]> document, Func<TerminalOptions, IReadOnlyList<StyledLine>> page)
    {
        if (isJson)
        {
            Data(document());
        }
        else
        {
            Page(page, noColor);
        }
    }

    /// <summary>The feeds of names; all where there are none.</summary>
    /// <exception cref="UserError">One of the names is none.</exception>
    public static ImmutableArray<FeedRecord> Named(IFeedShelf shelf, string[]? names)
    {
        var all = shelf.All();
        var missing = (names ?? []).Where(name => all.All(feed => feed.Name != name)).ToList();
        return missing.Count > 0 ? throw new UserError([.. missing.Select(name => NoFeed(name, all))])
            : names is null or [] ? all : [.. all.Where(feed => names.Contains(feed.Name))];
    }

    /// <summary>One feed.</summary>
    /// <exception cref="UserError">There is none of that name.</exception>
    public static FeedRecord One(IFeedShelf shelf, string name) => shelf.Find(name) ?? throw new UserError(NoFeed(name, shelf.All()));

    static Mistake NoFeed(string name, ImmutableArray<FeedRecord> all) =>
        new($"{name}: there is no such feed", "nameward intel list  shows those there are", NearNames.To(name, all.Select(feed => feed.Name)) is [var near, ..] ? near : null);

    static OpenedShelf InStore(string? named, bool forWriting)
    {
        var mistakes = new List<Mistake>();
        var path = StoreOption.Path(named, mistakes);
        if (mistakes.Count > 0)
        {
            throw new UserError([.. mistakes]);
        }
        var store = forWriting ? StoreOption.Open(path) : SqliteStore.OpenToRead(path);
        return new(store.Feeds, store);
    }

    static void OnScreen(Func<TerminalOptions, IReadOnlyList<StyledLine>> page, bool noColor)
    {
        var screen = Screen.ForOutput(noColor);
        screen.Write(page(screen.WithSuffixes()));
    }
}
