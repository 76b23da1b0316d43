using System.CommandLine;
using Nameward.App.Feeds;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>intel show NAME</c>: one feed in full.</summary>
static class IntelShowVerb
{
    const string About = """
        One feed: where it is from, how it is taken, what is in force, what was passed over and what was not understood, by reason.

        Examples:
          nameward intel show theirs
          nameward intel show theirs --format json
        """;

    public static Command Create(IntelDesk desk)
    {
        var name = new Argument<string>("NAME") { Description = "The feed." };
        var (format, store, noColor) = (IntelDesk.Format(), StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("show", About) { name, format, store, noColor };
        verb.SetAction(parsed => desk.With(parsed.GetValue(store), forWriting: false, shelf =>
        {
            var feed = IntelDesk.One(shelf, parsed.GetValue(name)!);
            var row = new FeedRow(feed, FeedSchedule.Next(feed));
            desk.Print(parsed.GetValue(format) == "json", parsed.GetValue(noColor), () => FeedsJson.List([row], desk.Now), options => TerminalFeeds.Full(row, desk.Now, options));
            return ExitStatus.Done;
        }));
        return verb;
    }
}
