using System.CommandLine;
using System.Globalization;
using Nameward.App.Feeds;
using Nameward.Engine;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>intel sight NAME ENTRY</c>: confirms an entry, so that its age counts anew.</summary>
static class IntelSightVerb
{
    const string About = """
        Writes down that an entry of a feed was seen to be true: its age counts from then, whatever its publisher says.

        Examples:
          nameward intel sight theirs c2.example
          nameward intel sight theirs 192.0.2.7 --at 2026-03-18T09:14:00Z
        """;

    public static Command Create(IntelDesk desk)
    {
        var name = new Argument<string>("NAME") { Description = "The feed." };
        var entry = new Argument<string>("ENTRY") { Description = "The entry, as the feed has it." };
        var at = new Option<string?>("--at") { Description = "When it was seen (RFC 3339, UTC); now where not given.", HelpName = "TIME" };
        var (store, noColor) = (StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("sight", About) { name, entry, at, store, noColor };
        verb.SetAction(parsed =>
        {
            var what = LookupText.Read(parsed.GetValue(entry)!);
            var time = parsed.GetValue(at) is { } text ? Time(text, desk.Now) : desk.Now;
            return desk.With(parsed.GetValue(store), forWriting: true, shelf =>
            {
                var feed = IntelDesk.One(shelf, parsed.GetValue(name)!);
                Sight(shelf, desk.Packs, feed, what, time);
                desk.Page(options => [FeedLine.Of($"{feed.Name}: confirmed, as seen {FeedWords.Time(time)}")], parsed.GetValue(noColor));
                return ExitStatus.Done;
            });
        });
        return verb;
    }

    static void Sight(IFeedShelf shelf, IFeedPacks packs, FeedRecord feed, LookedUp what, DateTime at)
    {
        var key = FeedEntryKey.Of(what.Text)!;
        var isEntry = shelf.Pack(feed.Name) is { } pack && packs.Covering(pack, [what])[0].Any(entry => FeedEntryKey.Of(entry.Text) == key);
        if (!isEntry)
        {
            throw new UserError($"{key}: {feed.Name} has no such entry", null, $"nameward intel lookup {key}  shows the entries that cover it");
        }
        shelf.Sight(feed.Name, key, at);
    }

    static DateTime Time(string text, DateTime now)
    {
        const DateTimeStyles Utc = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        if (!DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd"], CultureInfo.InvariantCulture, Utc, out var time))
        {
            throw new UserError($"--at {text}: not a time", null, "--at 2026-03-18T09:00:00Z (RFC 3339, UTC)");
        }
        return time <= now ? time : throw new UserError($"--at {text}: this time is yet to come", $"it is {FeedWords.Time(now)}", "name the time at which it was seen");
    }
}
