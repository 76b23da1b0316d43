using System.CommandLine;
using Nameward.App.Feeds;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>intel import FILE|URL</c>: takes a feed into the store.</summary>
static class IntelImportVerb
{
    const string About = """
        Reads a feed and takes it over, all at once or not at all. Its form is told from its content; gzip and zip are unpacked; a folder with manifest.json is a MISP
        feed, and so is the URL of a manifest.json. A URL of TAXII 2.1 (https://HOST/taxii2/ with --collection, or that of the collection itself) is read page by page,
        and later only what was added. What is HTML, cut off, empty, mostly not understood, or ten times its usual size or less than a tenth, is not taken: what was in force stays.

        A feed of the web is asked from public addresses alone (--allow-private for a server inside). With a proxy it is the proxy that looks the name up, so only
        a host written as an address is checked. Secrets are read from where --secret-from says, anew each time, and are kept nowhere.

        Examples:
          nameward intel import indicators.csv --name ours --trust high --expires 30d --score-column confidence
          nameward intel import https://feeds.example/list.txt --name theirs --every 1d
          nameward intel import https://taxii.example/taxii2/ --collection "Indicators" --name sharing --user me --secret-from TAXII_PASSWORD
          nameward intel import https://api.example/export.csv --name api --header-name Auth-Key --secret-from file:key.txt
          nameward intel import popular.zip --name popular --use popular
        """;

    public static Command Create(IntelDesk desk)
    {
        var options = new IntelImportOptions(desk);
        var force = new Option<bool>("--force") { Description = "Take it over although the checks speak against it; read a TAXII collection whole again." };
        var (store, noColor) = (StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("import", About) { force, store, noColor };
        options.AddTo(verb);
        verb.SetAction((parsed, cancel) => desk.WithAsync(parsed.GetValue(store), forWriting: true, async shelf =>
        {
            var feed = options.Read(parsed, shelf);
            var taker = new FeedTaker(shelf, desk.Formats, desk.Time) { Packs = desk.Packs, Loader = desk.Loader, Insists = parsed.GetValue(force) };
            var outcome = await taker.Take(feed, cancel).ConfigureAwait(false);
            desk.Page(options => TerminalFeeds.Outcomes([outcome], desk.Now, options), parsed.GetValue(noColor));
            return outcome.Kind == OutcomeKind.Fault ? ExitStatus.UserMistake : ExitStatus.Done;
        }));
        return verb;
    }
}
