using System.Collections.Immutable;
using System.CommandLine;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.CaseFiles;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary><c>suppress</c>: decisions that findings of a scope are known and need not be looked at, each with a reason, a name and an end.</summary>
static class SuppressVerb
{
    const string About = """
        Suppressions: findings of a scope that are known and need not be looked at, with a reason, a name and an end (90 days where none is said, a year at most). Of several
        parts of a scope all must hold. What they hide stays in the record and is counted; what is proved is never hidden.

        Examples:
          nameward suppress add --zone telemetry.example.net --client 10.0.0.0/8 --reason "sensor of the printers, CHG-1207"
          nameward suppress list
          nameward suppress end S1 --reason "printers are gone"
        """;

    const string Table = "table", Json = "json";

    public static Command Create() => new("suppress", About) { Add(), List(), End() };

    static Command Add()
    {
        const string About = """
            Suppresses findings of a scope, past and future: it says which findings of kept cases fall under it.

            Examples:
              nameward suppress add --zone example.net --reason "our own tunnel" --for 30d
              nameward suppress add --client 10.0.3.7 --detector beaconing --reason "heartbeat of the monitoring" --until 2027-01-31
            """;
        var words = new SuppressOptions();
        var (by, store, noColor) = (CaseDesk.By(), StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("add", About);
        words.AddTo(verb);
        verb.Options.Add(by);
        verb.Options.Add(store);
        verb.Options.Add(noColor);
        verb.SetAction(parsed =>
        {
            var (who, asked) = (CaseDesk.WhoIs(parsed.GetValue(by)), words.Read(parsed, CaseDesk.Now));
            using var desk = CaseDesk.OrMake(parsed.GetValue(store), who);
            var rows = Whole(desk);
            var suppression = asked with { Id = KeptSuppression.NextId(KeptSuppression.Of(rows)), By = HostileText.Text(who) };
            desk.Pen.Decide(TrailSubject.Suppressions, rows, SuppressionData.Added(suppression));
            return Say(desk, suppression.Id, parsed.GetValue(noColor));
        });
        return verb;
    }

    static Command List()
    {
        const string About = """
            The suppressions that are in force, those of the site file among them; with --all those that are over or were ended, too.

            Examples:
              nameward suppress list --all
            """;
        var all = new Option<bool>("--all") { Description = "Those that hide nothing any more, too." };
        var format = new Option<string>("--format") { Description = $"What to print: {Table} or {Json}.", DefaultValueFactory = _ => Table };
        format.AcceptOnlyFromAmong(Table, Json);
        var (site, store, noColor) = (EvidenceOptions.Site(), StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("list", About) { all, format, site, store, noColor };
        verb.SetAction(parsed =>
        {
            var now = CaseDesk.Now;
            ImmutableArray<KeptSuppression> kept = [.. SiteFile.Find(parsed.GetValue(site)).Settings.Suppressions.Select(one => new KeptSuppression(one, null)), .. OfStore(parsed.GetValue(store))];
            kept = parsed.GetValue(all) ? kept : [.. kept.Where(one => one.IsInForce(now))];
            if (parsed.GetValue(format) == Json)
            {
                Screen.WriteData(SuppressionsPage.Json(kept, now));
                return ExitStatus.Done;
            }
            var screen = Screen.ForOutput(parsed.GetValue(noColor));
            screen.Write(SuppressionsPage.List(kept, now, screen.WithSuffixes()));
            return ExitStatus.Done;
        });
        return verb;
    }

    static Command End()
    {
        const string About = """
            Ends a suppression before its time: what it hid comes back.

            Examples:
              nameward suppress end S1 --reason "the printers are gone"
            """;
        var id = new Argument<string>("ID") { Description = "The suppression, as nameward suppress list shows it." };
        var reason = new Option<string?>("--reason") { Description = "Why.", HelpName = "TEXT", Required = true };
        var (by, store, noColor) = (CaseDesk.By(), StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("end", About) { id, reason, by, store, noColor };
        verb.SetAction(parsed =>
        {
            var why = Understood(SuppressionText.Reason(parsed.GetValue(reason)!), "--reason", parsed.GetValue(reason)!);
            using var desk = CaseDesk.ToWrite(parsed.GetValue(store), parsed.GetValue(by));
            var rows = Whole(desk);
            var kept = One(KeptSuppression.Of(rows), parsed.GetValue(id)!);
            desk.Pen.Decide(TrailSubject.Suppressions, rows, SuppressionData.Ended(kept.What, why));
            return Say(desk, kept.What.Id, parsed.GetValue(noColor));
        });
        return verb;
    }

    /// <summary>All rows of the trail, where it is whole: nothing is built on one that is not.</summary>
    static ImmutableArray<TrailRow> Whole(CaseDesk desk) => CaseMemory.ProblemOf(desk.Store.Cases) is { } problem
        ? throw new UserError("the trail of suppressions is not whole, and nothing was done", problem, "nameward restore BACKUP  puts a backup in the place of the store")
        : desk.Store.Cases.Rows(TrailSubject.Suppressions);

    static ImmutableArray<KeptSuppression> OfStore(string? named)
    {
        var mistakes = new List<Mistake>();
        var path = StoreOption.Path(named, mistakes);
        if (mistakes.Count > 0)
        {
            throw new UserError([.. mistakes]);
        }
        if (named is null && !File.Exists(path))
        {
            return [];
        }
        using var store = SqliteStore.OpenToRead(path);
        return KeptSuppression.Of(store.Cases.Rows(TrailSubject.Suppressions));
    }

    static KeptSuppression One(ImmutableArray<KeptSuppression> all, string id)
    {
        var kept = all.FirstOrDefault(one => string.Equals(one.What.Id, id, StringComparison.OrdinalIgnoreCase));
        return kept switch
        {
            null => throw new UserError($"{id}: there is no such suppression", all.IsEmpty ? "the store has none" : $"the store has {string.Join(", ", all.Where(one => one.Ended is null).Select(one => one.What.Id).DefaultIfEmpty("none that is not ended").Take(20))}",
                id.StartsWith("site-", StringComparison.Ordinal) ? "take it out of the site file" : "nameward suppress list --all  shows those there are"),
            { Ended: { } } => throw new UserError($"{kept.What.Id} was ended already", null, "nameward suppress list --all  shows when and why"),
            _ => kept,
        };
    }

    static int Say(CaseDesk desk, string id, bool noColor)
    {
        var kept = KeptSuppression.Of(desk.Store.Cases.Rows(TrailSubject.Suppressions)).Single(one => one.What.Id == id);
        var screen = Screen.ForOutput(noColor);
        screen.Write(SuppressionsPage.Done(kept, FindingsOf(desk, kept.What), CaseDesk.Now, screen.WithSuffixes()));
        return ExitStatus.Done;
    }

    /// <summary>The findings at watch or above of kept cases that fall under a suppression, by the newest record of each.</summary>
    static ImmutableArray<SuppressedFinding> FindingsOf(CaseDesk desk, Suppression suppression)
    {
        var found = ImmutableArray.CreateBuilder<SuppressedFinding>();
        foreach (var head in desk.Store.Cases.Heads().Where(head => head.Case is not null))
        {
            var kept = KeptCase.Of(desk.Store.Cases, head);
            using var record = desk.Record(kept);
            found.AddRange(RecordedFindings.Of(record).Where(finding => finding.IsWatched && finding.FallsUnder(suppression)).Select(finding => new SuppressedFinding(kept.Number, finding.Id, finding.Level, finding.IsProved)));
        }
        return found.ToImmutable();
    }

    /// <summary>What a text means.</summary>
    /// <exception cref="UserError">It means nothing.</exception>
    static T Understood<T>(Understood<T> understood, string option, string text) => understood.Wrong is { } wrong ? throw new UserError($"{option} {text}: {wrong}", null, understood.Do) : understood.Value!;
}
