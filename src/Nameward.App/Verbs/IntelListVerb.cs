using System.Collections.Immutable;
using System.CommandLine;
using Nameward.App.Feeds;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>intel list</c>: every feed, how fresh it is, and what is wrong with it.</summary>
static class IntelListVerb
{
    const string About = """
        Every feed: what it is, how far it is trusted, how many entries it has, how old they are, when it is asked for again, and its fault, with how long it lasts.

        Examples:
          nameward intel list
          nameward intel list --format json
        """;

    public static Command Create(IntelDesk desk)
    {
        var (format, store, noColor) = (IntelDesk.Format(), StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("list", About) { format, store, noColor };
        verb.SetAction(parsed => desk.With(parsed.GetValue(store), forWriting: false, shelf =>
        {
            ImmutableArray<FeedRow> rows = [.. shelf.All().Select(feed => new FeedRow(feed, FeedSchedule.Next(feed)))];
            desk.Print(parsed.GetValue(format) == "json", parsed.GetValue(noColor), () => FeedsJson.List(rows, desk.Now), options => TerminalFeeds.List(rows, desk.Now, options));
            return ExitStatus.Done;
        }));
        return verb;
    }
}
