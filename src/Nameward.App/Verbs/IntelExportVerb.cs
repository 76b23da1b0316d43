using System.CommandLine;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>intel export</c>: entries of feeds for other programs.</summary>
static class IntelExportVerb
{
    const string About = """
        Writes the entries of feeds for other programs: a plain list, CSV, a response policy zone (RPZ), a hosts file, or JSON. Without a name: all feeds of indicators.
        Its head says to whom each feed may be shown (TLP), and how many entries the form cannot say.

        Examples:
          nameward intel export theirs > names.txt
          nameward intel export --format rpz --out block.rpz
          nameward intel export --format csv ours theirs
        """;

    public static Command Create(IntelDesk desk)
    {
        var names = new Argument<string[]>("NAME") { Description = "Feeds; all feeds of indicators where none is named.", Arity = ArgumentArity.ZeroOrMore };
        var ids = FeedExportList.All.Select(form => form.Id).ToArray();
        var format = new Option<string>("--format") { Description = $"The form: {string.Join(", ", ids)}.", DefaultValueFactory = _ => "plain", HelpName = "ID" };
        format.AcceptOnlyFromAmong(ids);
        var output = new Option<string?>("--out") { Description = "Write this file, whole or not at all; else to standard output.", HelpName = "FILE" };
        var store = StoreOption.Create();
        var verb = new Command("export", About) { names, format, output, store };
        verb.SetAction(parsed => desk.With(parsed.GetValue(store), forWriting: false, shelf =>
        {
            var (path, asked) = (parsed.GetValue(output), parsed.GetValue(names));
            if (path is not null)
            {
                WholeFile.Check("--out", path);
            }
            var feeds = IntelDesk.Named(shelf, asked).Where(feed => asked is not (null or []) || feed.Settings.Use == FeedUse.Indicators);
            var form = FeedExportList.All.Single(one => one.Id == parsed.GetValue(format));
            var bytes = form.Render([.. feeds.Select(feed => new ExportedFeed(feed, shelf.Pack(feed.Name) is { } pack ? desk.Packs.Entries(pack) : []))], desk.Now);
            if (path is null)
            {
                desk.Data(bytes);
            }
            else
            {
                WholeFile.Write("--out", path, bytes);
            }
            return ExitStatus.Done;
        }));
        return verb;
    }
}
