using System.Collections.Immutable;
using System.CommandLine;
using Nameward.App.Notices;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Notices;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary><c>notify</c>: the outbox of notices, which <c>triage --notify</c> fills.</summary>
static class NotifyVerb
{
    const string About = """
        Tells the channels of the site file (notify:) of decisions. triage --notify puts notices into the outbox of the store and sends them once; what a receiver
        does not acknowledge is kept and tried again, for as long as it takes. docs/notify.md shows channels, forms and how a receiver verifies the signature.

        Examples:
          nameward triage dns.log --site office.yaml --notify
          nameward notify send               # from cron or a timer: whatever is due
          nameward notify list
          nameward notify test soc
        """;

    const string AboutSend = """
        Sends whatever is due. Several runs at once never send the same notice. Ends with 2 where a receiver failed: the notice is kept.

        Examples:
          nameward notify send
          nameward notify send --now         # what waits for a later try, too
        """;

    const string AboutList = """
        What waits, since when, why it failed, and when it is tried again; what was delivered and what was given up in the last 90 days.

        Examples:
          nameward notify list
          nameward notify list --format json
        """;

    const string AboutTest = """
        Sends a channel a notice that is marked as a test, at once and past the outbox; says whether it was acknowledged.

        Examples:
          nameward notify test soc --site office.yaml
        """;

    const string AboutDrop = """
        Gives a notice up that was not delivered. It stays in the list with the reason.

        Examples:
          nameward notify drop 0f3a9c5e-77aa-5b1e-9d3c-3f1a2b4c5d6e --reason gone
        """;

    public static Command Create() => new("notify", About) { Send(), List(), Test(), Drop() };

    static Command Send()
    {
        var now = new Option<bool>("--now") { Description = "Send what waits for a later try, too." };
        var (site, store, format, noColor) = (EvidenceOptions.Site(), StoreOption.Create(), IntelDesk.Format(), EvidenceOptions.NoColor());
        var verb = new Command("send", AboutSend) { now, site, store, format, noColor };
        verb.SetAction(async (parsed, cancel) =>
        {
            var mistakes = new List<Mistake>();
            var path = StoreOption.Path(parsed.GetValue(store), mistakes);
            using var desk = Checked.Try<ChannelDesk?>(() => ChannelDesk.Open(SiteFile.Find(parsed.GetValue(site)), new()), null, mistakes);
            if (desk is null || mistakes.Count > 0)
            {
                throw new UserError([.. mistakes]);
            }
            using var opened = SqliteStore.OpenExisting(path);
            var sent = await NotifyRun.Sender(opened, desk).Send(_ => true, parsed.GetValue(now) ? DateTime.MaxValue : Now, cancel).ConfigureAwait(false);
            Print(parsed.GetValue(format), parsed.GetValue(noColor), sent, TerminalNotices.Sent);
            return sent.Any(notice => notice.IsWaiting) ? ExitStatus.UserMistake : ExitStatus.Done;
        });
        return verb;
    }

    static Command List()
    {
        var (store, format, noColor) = (StoreOption.Create(), IntelDesk.Format(), EvidenceOptions.NoColor());
        var verb = new Command("list", AboutList) { store, format, noColor };
        verb.SetAction(parsed =>
        {
            using var opened = SqliteStore.OpenToRead(Path(parsed.GetValue(store)));
            Print(parsed.GetValue(format), parsed.GetValue(noColor), opened.Notices.All(), TerminalNotices.List);
            return ExitStatus.Done;
        });
        return verb;
    }

    static Command Test()
    {
        var name = new Argument<string>("CHANNEL") { Description = "The channel, by its name in the site file." };
        var (site, noColor) = (EvidenceOptions.Site(), EvidenceOptions.NoColor());
        var verb = new Command("test", AboutTest) { name, site, noColor };
        verb.SetAction(async (parsed, cancel) =>
        {
            using var desk = ChannelDesk.Open(SiteFile.Find(parsed.GetValue(site)), new());
            var channel = One(desk.Channels, parsed.GetValue(name)!);
            var notice = new NoticeMaker(new SuffixDefang(Engine.Observations.PublicSuffixes.Shipped)).Test(channel, Now) with { Tries = 1 };
            try
            {
                await desk.Couriers[channel.Name].Deliver(notice, cancel).ConfigureAwait(false);
            }
            catch (NoticeFault fault)
            {
                throw new UserError($"{channel.Name}: the test was not delivered: {fault.Message}", channel.At.ToString(), "nothing was kept; correct it, and try again");
            }
            Print("table", parsed.GetValue(noColor), [notice with { Delivered = Now }], TerminalNotices.Sent);
            return ExitStatus.Done;
        });
        return verb;
    }

    static Command Drop()
    {
        var id = new Argument<string>("ID") { Description = "The notice, as list shows it." };
        var reason = new Option<string>("--reason") { Description = "Why; it stays in the list.", Required = true, HelpName = "TEXT" };
        var store = StoreOption.Create();
        var verb = new Command("drop", AboutDrop) { id, reason, store };
        verb.SetAction(parsed =>
        {
            const int MostReason = 500;
            var (named, why) = (parsed.GetValue(id)!, parsed.GetValue(reason)!.Trim());
            if (why.Length is 0 or > MostReason)
            {
                throw new UserError("--reason: a notice is given up for a reason of 1 to 500 characters", null, "--reason WHY");
            }
            using var opened = SqliteStore.OpenExisting(Path(parsed.GetValue(store)));
            return opened.Notices.Drop(named, Now, why) ? ExitStatus.Done
                : throw new UserError($"{named}: no such notice waits", opened.Notices.All().Any(notice => notice.Id == named) ? "it was delivered or dropped already" : null, "nameward notify list  shows those that do");
        });
        return verb;
    }

    static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    static Channel One(ImmutableArray<Channel> channels, string name) => channels.FirstOrDefault(channel => channel.Name == name)
        ?? throw new UserError($"{name}: there is no such channel", "channels: " + string.Join(", ", channels.Select(channel => channel.Name)), NearNames.To(name, channels.Select(channel => channel.Name)) is [var near, ..] ? near : null);

    static string Path(string? named)
    {
        var mistakes = new List<Mistake>();
        var path = StoreOption.Path(named, mistakes);
        return mistakes.Count == 0 ? path : throw new UserError([.. mistakes]);
    }

    static void Print(string? format, bool noColor, ImmutableArray<NoticeEntry> notices, Func<ImmutableArray<NoticeEntry>, DateTime, TerminalOptions, IReadOnlyList<StyledLine>> page)
    {
        if (format == "json")
        {
            Screen.WriteData(NoticesJson.Line(notices, Now));
            return;
        }
        var screen = Screen.ForOutput(noColor);
        screen.Write(page(notices, Now, screen.Options));
    }
}
