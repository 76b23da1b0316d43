using System.CommandLine;
using System.Globalization;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Rollups;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary><c>hunt QUERY [PATH...]</c>: searches the store, or evidence, for what a query names.</summary>
static class HuntVerb
{
    const string About = """
        Hunts through all that the store remembers, or through the evidence that is named: who asked what, where it led, at which server.

        QUERY is key:value, several in quotes. Keys: client, server (addresses or CIDR prefixes), zone, name, answer (* for any part; .example.net for a name and all
        below it; addresses for answers), type, rcode, intel (a feed's name, or *), first_seen, last_seen (2026-11-01, >=2026-11-01, 2026-11-01..2026-11-05), count
        (>=100), sort (first_seen, last_seen, count, name; a dash before it for the greatest first). Terms of one key are alternatives, of several keys all must hold, one behind a dash
        must not.

        Examples:
          nameward hunt intel:theirs                         (what a feed names, in all that was ever taken in)
          nameward hunt "zone:example.net sort:-count"
          nameward hunt "answer:203.0.113.0/24 first_seen:>=2026-11-01"
          nameward hunt "client:10.0.0.0/8 -zone:*.internal count:>=1000" capture.pcap
        """;

    public static Command Create()
    {
        var text = new Argument<string>("QUERY") { Description = "What to hunt for: key:value, in quotes where there are several." };
        var reading = new EvidenceOptions(OutputFormat.Table, OutputFormat.Json);
        var knowledge = new KnowledgeOptions();
        var most = new Option<string>("--most") { Description = "Most rows that are told.", HelpName = "N", DefaultValueFactory = _ => HuntBuilder.UsualRows.ToString(CultureInfo.InvariantCulture) };
        var verb = new Command("hunt", About);
        verb.Arguments.Add(text);
        reading.AddTo(verb);
        knowledge.AddTo(verb);
        verb.Options.Add(most);
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var query = Checked.Try<HuntQuery?>(() => HuntQuery.Read(parsed.GetValue(text)!), null, mistakes);
            var rows = ReadMost(parsed.GetValue(most)!, mistakes);
            var isStore = reading.NamesNothing(parsed);
            var request = isStore ? reading.ReadWithoutEvidence(parsed, mistakes) : reading.Read(parsed, mistakes);
            var known = knowledge.Read(parsed, request.Site, mistakes);
            var store = isStore ? knowledge.StoreOf(parsed, mistakes) : null;
            if (isStore && store is null)
            {
                mistakes.Add(new("there is no store to hunt in", null, "nameward ingest PATH...  makes one; nameward hunt QUERY PATH...  hunts through evidence"));
            }
            return mistakes.Count > 0 ? throw new UserError([.. mistakes]) : store is not null ? InStore(store, request, query!, known, rows) : InEvidence(request, query!, known, rows);
        });
        return verb;
    }

    static int ReadMost(string text, List<Mistake> mistakes)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0)
        {
            return most;
        }
        mistakes.Add(new($"--most {text}: not a number of rows", null, "a number from 1"));
        return 1;
    }

    static int InEvidence(EvidenceRequest request, HuntQuery query, Knowledge known, int most)
    {
        var run = new EvidenceRun(request);
        var document = run.Read(hash: false, evidence => new Investigation(run.Settings with { Indicators = known.Indicators, Normal = known.Normal }, TimeProvider.System).Hunt(evidence, query, most));
        run.RequireSomething(document.Evidence);
        Print(document, request);
        return run.Status(ExitStatus.Done);
    }

    static int InStore(string path, EvidenceRequest request, HuntQuery query, Knowledge known, int most)
    {
        using var store = SqliteStore.OpenToRead(path);
        var set = Remembered.Between(store.Rollups, DateOnly.MinValue, DateOnly.MaxValue, request.MemoryBytes is { } memory ? RollupLimits.Of(memory) : RollupLimits.Default);
        var scene = new Scene(new(set)) { Indicators = known.Indicators, Normal = known.Normal, Site = request.Site.Settings.Facts };
        Print(HuntBuilder.Of(scene, query, store.PassiveDns.All(), most, leftOut: 0) with { Store = HostileText.Text(path) }, request);
        return ExitStatus.Done;
    }

    static void Print(HuntDocument document, EvidenceRequest request)
    {
        if (request.Format == OutputFormat.Json)
        {
            Screen.WriteData(HuntJson.Line(document));
        }
        else if (!request.Quiet)
        {
            var screen = Screen.ForOutput(request.NoColor);
            screen.Write(TerminalHunt.Render(document, screen.WithSuffixes()));
        }
    }
}
