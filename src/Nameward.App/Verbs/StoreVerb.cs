using System.CommandLine;
using System.Globalization;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary><c>store info</c>, <c>store check</c>, <c>store compact</c>: what the store holds, whether it is whole, and its retention.</summary>
static class StoreVerb
{
    const string About = """
        What the store holds, whether all of it can be read, and how what is old is forgotten.

        Examples:
          nameward store info
          nameward store check --store office.db
          nameward store compact
        """;

    const string AboutInfo = """
        Where the store lies, how large it is, and what it holds.

        Examples:
          nameward store info
          nameward store info --store office.db --format json
        """;

    const string AboutCheck = """
        Looks at all of the store: the file, every block, feed and row. Ends with status 2 where something is damaged.

        Examples:
          nameward store check
          nameward store check --store backup.db
        """;

    const string AboutCompact = """
        Forgets what is older than the retention of the site file (rollups, 400 days where it says nothing), joins what is kept, and gives the disk back.

        Examples:
          nameward store compact
          nameward store compact --before 2026-01-01
        """;

    const string Before = "--before", Table = "table", Json = "json";

    public static Command Create() => new("store", About) { Info(), Check(), Compact() };

    static Command Info()
    {
        var shown = new Shown();
        var verb = shown.AddTo(new("info", AboutInfo));
        verb.SetAction(parsed =>
        {
            using var store = SqliteStore.OpenToRead(shown.Path(parsed, []));
            return shown.Print(parsed, Of(store));
        });
        return verb;
    }

    static Command Check()
    {
        var shown = new Shown();
        var verb = shown.AddTo(new("check", AboutCheck));
        verb.SetAction(parsed =>
        {
            using var store = SqliteStore.OpenToRead(shown.Path(parsed, []));
            return Problems(store) is [_, ..] problems
                ? throw new UserError([.. problems.Select(problem => new Mistake($"{store.Path}: the store is damaged", problem, "nameward restore BACKUP  puts a backup in its place"))])
                : shown.Print(parsed, Of(store) with { Content = StoreContent.Sum(store) });
        });
        return verb;
    }

    static Command Compact()
    {
        var shown = new Shown();
        var before = new Option<string>(Before) { Description = "Forget what lies before this UTC day, instead of by the site file's retention.", HelpName = "DATE" };
        var site = EvidenceOptions.Site();
        var verb = shown.AddTo(new("compact", AboutCompact) { before, site });
        verb.SetAction(parsed =>
        {
            var mistakes = new List<Mistake>();
            var path = shown.Path(parsed, mistakes);
            var settings = Checked.Try(() => SiteFile.Find(parsed.GetValue(site)), SiteFile.None, mistakes);
            var day = Day(parsed.GetValue(before), settings, mistakes);
            return mistakes.Count == 0 ? Compacted(path, day, parsed, shown) : throw new UserError([.. mistakes]);
        });
        return verb;
    }

    static int Compacted(string path, DateOnly before, ParseResult parsed, Shown shown)
    {
        using var store = SqliteStore.OpenExisting(path);
        var forgotten = StoreUpkeep.Forget(store, before);
        StoreUpkeep.Shrink(store);
        return shown.Print(parsed, Of(store) with { Forgotten = forgotten, Kept = before });
    }

    static DateOnly Day(string? named, SiteFile site, List<Mistake> mistakes)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        if (named is null)
        {
            return today.AddDays(-(int)Math.Min(Math.Ceiling(site.Settings.Retention.Rollups.TotalDays), today.DayNumber));
        }
        if (DateOnly.TryParseExact(named, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day <= today)
        {
            return day;
        }
        mistakes.Add(new($"{Before} {named}: not a day, or one to come", null, $"{Before} 2026-01-01 (UTC)"));
        return today;
    }

    /// <summary>What is wrong with a store.</summary>
    public static IReadOnlyList<string> Problems(SqliteStore store) => StoreUpkeep.Problems(store, IsPack);

    static bool IsPack(byte[] bytes)
    {
        try
        {
            return IndicatorPack.Read(bytes).Counts.Entries >= 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    static StoreDocument Of(SqliteStore store) => new() { Place = HostileText.Text(store.Path), Figures = StoreUpkeep.Figures(store) };

    /// <summary>The words that all of them share.</summary>
    sealed class Shown
    {
        readonly Option<string> _store = StoreOption.Create();
        readonly Option<string> _format = new("--format") { Description = $"What to print: {Table} or {Json}.", DefaultValueFactory = _ => Table };
        readonly Option<bool> _noColor = EvidenceOptions.NoColor();

        public Command AddTo(Command verb)
        {
            _format.AcceptOnlyFromAmong(Table, Json);
            verb.Options.Add(_store);
            verb.Options.Add(_format);
            verb.Options.Add(_noColor);
            return verb;
        }

        public string Path(ParseResult parsed, List<Mistake> mistakes) => StoreOption.Path(parsed.GetValue(_store), mistakes);

        public int Print(ParseResult parsed, StoreDocument document)
        {
            if (parsed.GetValue(_format) == Json)
            {
                Screen.WriteData(StoreJson.Line(document));
                return ExitStatus.Done;
            }
            var screen = Screen.ForOutput(parsed.GetValue(_noColor));
            screen.Write(TerminalStore.Render(document, screen.Options));
            return ExitStatus.Done;
        }
    }
}
