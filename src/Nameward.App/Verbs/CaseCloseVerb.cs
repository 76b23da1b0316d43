using System.Collections.Immutable;
using System.CommandLine;
using Nameward.Engine;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.CaseFiles;

namespace Nameward.App.Verbs;

/// <summary><c>case close CASE</c> and <c>case reopen CASE</c>.</summary>
static class CaseCloseVerb
{
    const string About = """
        Closes a case as what it was found to be, with the reason. As true-positive, the entries of feeds that its findings met count as confirmed from their last
        sighting on (as nameward intel sight does). An escalated case may be closed with tasks open: the reason says why, and they stand in the trail.

        Examples:
          nameward case close 12 --as true-positive --reason "iodine on lab-pc7, host rebuilt"
          nameward case close 13 --as benign --reason "the vendor's update check"
          nameward case close 14 --as duplicate --of 12 --reason "the same tunnel"
        """;

    const string AboutReopen = """
        Opens a closed case again.

        Examples:
          nameward case reopen 13 --reason "it asks again, and now for TXT"
        """;

    const int MostText = 16_000;

    public static Command Close()
    {
        var number = CaseWorkVerbs.Number();
        var closing = new Option<string>("--as") { Description = $"What it was: {string.Join(", ", CaseWords.Closings)}." };
        closing.AcceptOnlyFromAmong([.. CaseWords.Closings]);
        var (reason, of) = (Reason(), new Option<string>("--of") { Description = "The case that it is a duplicate of.", HelpName = "CASE" });
        var (by, store, noColor) = (CaseDesk.By(), StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("close", About) { number, closing, reason, of, by, store, noColor };
        verb.SetAction(parsed =>
        {
            using var desk = CaseDesk.ToWrite(parsed.GetValue(store), parsed.GetValue(by));
            var text = parsed.GetValue(number)!;
            var kept = desk.FindOpen(text);
            var what = parsed.GetValue(closing);
            var sighted = Close(desk, kept, what, parsed.GetValue(reason), parsed.GetValue(of));
            return desk.Say(text, Sentence.Of($"closed as {what!}"), parsed.GetValue(noColor), Remarks(kept, what!, sighted));
        });
        return verb;
    }

    public static Command Reopen()
    {
        var number = CaseWorkVerbs.Number();
        var reason = Reason();
        var (by, store, noColor) = (CaseDesk.By(), StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("reopen", AboutReopen) { number, reason, by, store, noColor };
        verb.SetAction(parsed =>
        {
            using var desk = CaseDesk.ToWrite(parsed.GetValue(store), parsed.GetValue(by));
            var kept = desk.FindWhole(parsed.GetValue(number)!);
            if (!kept.File.IsClosed)
            {
                throw new UserError($"case {kept.Number} is not closed", $"it is {CaseWords.Of(kept.File.State)}", null);
            }
            var why = parsed.GetValue(reason) is { } text ? CaseDesk.Words("--reason", text, MostText) : throw new UserError($"case {kept.Number}: why it is opened again is not said", null, "--reason TEXT");
            desk.Pen.Decide(kept.Head.Subject, kept.File.Rows, TrailData.Reopened(kept.File, why));
            return desk.Say(parsed.GetValue(number)!, Sentence.Of("opened again"), parsed.GetValue(noColor));
        });
        return verb;
    }

    static Option<string> Reason() => new("--reason") { Description = "Why.", HelpName = "TEXT" };

    /// <summary>Checks, closes, and confirms what the case proves: both or none.</summary>
    /// <param name="desk">The store, and who closes it.</param>
    /// <param name="kept">The case.</param>
    /// <param name="what">As what it is closed.</param>
    /// <param name="why">The reason.</param>
    /// <param name="original">The case that it is a duplicate of.</param>
    /// <returns>The entries that were confirmed.</returns>
    public static ImmutableArray<string> Close(CaseDesk desk, KeptCase kept, string? what, string? why, string? original)
    {
        var request = new Closed(what, why, original);
        var (of, reason) = (Check(desk, kept, request), CaseDesk.Words("--reason", request.Reason!, MostText));
        ImmutableArray<string> sighted = [];
        desk.Store.Together(() =>
        {
            sighted = request.As == CaseWords.TruePositive ? CaseSightings.Confirm(desk.Store.Feeds, kept.File, CaseDesk.Now) : [];
            desk.Pen.Decide(kept.Head.Subject, kept.File.Rows, TrailData.Closed(kept.File, request.As!, reason, of, sighted));
        });
        return sighted;
    }

    static Guid? Check(CaseDesk desk, KeptCase kept, Closed request)
    {
        var mistakes = new List<Mistake>();
        if (request.As is null)
        {
            mistakes.Add(new($"case {kept.Number}: as what it is closed is not said", null, $"--as {string.Join(", ", CaseWords.Closings)}"));
        }
        if (request.Reason is null)
        {
            mistakes.Add(new($"case {kept.Number}: why it is closed is not said", Undone(kept), kept.File.IsEscalated && kept.File.OpenTasks.Any() ? "--reason TEXT  says why, and why these are left" : "--reason TEXT"));
        }
        if (request.As == CaseWords.Duplicate != request.Of is not null)
        {
            mistakes.Add(new($"case {kept.Number}: --as {CaseWords.Duplicate} and --of CASE belong together", null, $"--as {CaseWords.Duplicate} --of CASE"));
        }
        var other = request.Of is { } of ? Checked.Try<KeptCase?>(() => desk.Find(of), null, mistakes) : null;
        if (other?.Number == kept.Number)
        {
            mistakes.Add(new($"case {kept.Number}: no case is a duplicate of itself", null, "--of CASE  names the other"));
        }
        return mistakes.Count == 0 ? other?.File.Uid : throw new UserError([.. mistakes]);
    }

    static string? Undone(KeptCase kept) => kept.File.IsEscalated && kept.File.OpenTasks.Select(task => task.Task.Id).ToList() is [_, ..] open ? $"it was escalated, and is to be done: {string.Join(", ", open)}" : null;

    static IEnumerable<Sentence> Remarks(KeptCase kept, string what, ImmutableArray<string> sighted)
    {
        foreach (var entry in sighted)
        {
            yield return Sentence.Of($"confirmed: {HostileText.Text(entry)}");
        }
        if (Undone(kept) is { } undone)
        {
            yield return Sentence.Of(undone);
        }
        if (what == CaseWords.Benign)
        {
            yield return Sentence.Of("nameward suppress add  hides what comes again, with a reason and an end");
        }
    }

    sealed record Closed(string? As, string? Reason, string? Of);
}
