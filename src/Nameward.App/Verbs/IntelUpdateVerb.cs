using System.Collections.Immutable;
using System.CommandLine;
using Nameward.App.Feeds;
using Nameward.Engine;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>intel update</c>: asks for feeds again.</summary>
static class IntelUpdateVerb
{
    const string Offline = "--offline";

    const string About = """
        Asks again for the feeds that are named, or for all. A server is told what is held already, and sends only what is new. One feed that fails does not
        stop the others: what of it was in force stays so, and list shows the fault with its age. Ends with 2 where one had a fault.

        For a site without a way out: nameward intel bundle FILE where there is one, carry the file over, and update --offline FILE there.

        Examples:
          nameward intel update
          nameward intel update --due        # from cron: those whose --every has passed
          nameward intel update theirs --format json
          nameward intel update --offline feeds.zip
        """;

    public static Command Create(IntelDesk desk)
    {
        var names = new Argument<string[]>("NAME") { Description = "Feeds; all where none is named.", Arity = ArgumentArity.ZeroOrMore };
        var due = new Option<bool>("--due") { Description = "Only those with a schedule, when it is time." };
        var offline = new Option<string?>(Offline) { Description = "Take them from a bundle, and ask nobody.", HelpName = "BUNDLE" };
        var force = new Option<bool>("--force") { Description = "Take over although the checks speak against it; ask for all anew." };
        var (format, store, noColor) = (IntelDesk.Format(), StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("update", About) { names, due, offline, force, format, store, noColor };
        verb.SetAction((parsed, cancel) => desk.WithAsync(parsed.GetValue(store), forWriting: true, async shelf =>
        {
            var outcomes = parsed.GetValue(offline) is { } bundle
                ? FromBundle(desk, shelf, bundle, parsed.GetValue(names), parsed.GetValue(force))
                : await Ask(desk, shelf, Wanted(desk, shelf, parsed.GetValue(names), parsed.GetValue(due)), parsed.GetValue(force), cancel).ConfigureAwait(false);
            desk.Print(parsed.GetValue(format) == "json", parsed.GetValue(noColor), () => FeedsJson.Outcomes(outcomes), options => TerminalFeeds.Outcomes(outcomes, desk.Now, options));
            return outcomes.Any(outcome => outcome.Kind == OutcomeKind.Fault) ? ExitStatus.UserMistake : ExitStatus.Done;
        }));
        return verb;
    }

    // What came over standard input cannot be asked for again.
    static IEnumerable<FeedRecord> Wanted(IntelDesk desk, IFeedShelf shelf, string[]? names, bool due) =>
        IntelDesk.Named(shelf, names).Where(feed => feed.Origin != FeedLoader.StandardInput && (!due || FeedSchedule.IsDue(feed, desk.Now)));

    static async Task<ImmutableArray<FeedOutcome>> Ask(IntelDesk desk, IFeedShelf shelf, IEnumerable<FeedRecord> feeds, bool insists, CancellationToken cancel)
    {
        var taker = new FeedTaker(shelf, desk.Formats, desk.Time) { Packs = desk.Packs, Loader = desk.Loader, Insists = insists };
        var outcomes = ImmutableArray.CreateBuilder<FeedOutcome>();
        foreach (var feed in feeds)
        {
            outcomes.Add(await taker.Take(feed, cancel).ConfigureAwait(false));
        }
        return outcomes.ToImmutable();
    }

    static ImmutableArray<FeedOutcome> FromBundle(IntelDesk desk, IFeedShelf shelf, string path, string[]? names, bool insists)
    {
        try
        {
            var bundled = FeedBundle.Read(FeedFiles.Read(path, desk.Loader.Limits.Unpacked), desk.Loader.Limits);
            var missing = (names ?? []).Where(name => bundled.All(feed => feed.Record.Name != name)).ToList();
            return missing.Count > 0 ? throw new UserError([.. missing.Select(name => new Mistake($"{name}: the bundle has no such feed", string.Join(", ", bundled.Select(feed => feed.Record.Name)), null))])
                : new BundleTaker(shelf, desk.Packs, desk.Time) { Insists = insists }.Take(bundled.Where(feed => names is null or [] || names.Contains(feed.Record.Name)));
        }
        catch (FeedFault fault)
        {
            throw new UserError($"{Offline} {path}: {fault.Message}", null, "make the bundle anew by nameward intel bundle FILE, and compare its SHA-256 after it was carried");
        }
    }
}
