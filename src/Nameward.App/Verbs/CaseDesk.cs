using System.CommandLine;
using System.Globalization;
using Nameward.Engine;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.CaseFiles;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary>What the verbs of <c>case</c> work with: the store, the clock, and who works.</summary>
sealed class CaseDesk : IDisposable
{
    /// <summary>Most characters of a name of somebody.</summary>
    const int MostName = 200;

    CaseDesk(SqliteStore store, string who) => (Store, Who, Pen) = (store, who, new(store.Cases, TimeProvider.System, who));

    /// <summary>The store.</summary>
    public SqliteStore Store { get; }

    /// <summary>Who works.</summary>
    public string Who { get; }

    /// <summary>Writes into trails.</summary>
    public TrailPen Pen { get; }

    /// <summary>Now, by the machine's clock, UTC.</summary>
    public static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>The flag that says who works.</summary>
    public static Option<string> By() => new("--by") { Description = "Who does it, for the trail; your account and this machine where not given.", HelpName = "NAME" };

    /// <summary>Who works, as it was said, or the account and the machine.</summary>
    /// <exception cref="UserError">It is no name.</exception>
    public static string WhoIs(string? by) => by is null ? $"{Environment.UserName}@{Environment.MachineName}" : Words("--by", by, MostName);

    /// <summary>What somebody wrote on the command line, to be kept.</summary>
    /// <param name="what">What it is, for the mistake.</param>
    /// <param name="text">The text.</param>
    /// <param name="most">Most characters.</param>
    /// <exception cref="UserError">It is empty or too long.</exception>
    public static string Words(string what, string text, int most)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 ? throw new UserError($"{what}: nothing is written", null, "write it in quotes where it has several words")
            : trimmed.Length > most ? throw new UserError($"{what}: longer than {most} characters", null, "nameward case attach CASE FILE  keeps what is long") : trimmed;
    }

    /// <summary>Opens a store that is there, to read.</summary>
    public static CaseDesk ToRead(string? store) => new(SqliteStore.OpenToRead(PathOf(store)), "");

    /// <summary>Opens a store that is there, to write.</summary>
    public static CaseDesk ToWrite(string? store, string? by)
    {
        var who = WhoIs(by);
        return new(SqliteStore.OpenExisting(PathOf(store)), who);
    }

    /// <summary>Opens a store to write, made where there is none.</summary>
    public static CaseDesk OrMake(string? store, string who) => new(StoreOption.Open(PathOf(store)), who);

    /// <summary>The case of a number.</summary>
    /// <exception cref="UserError">There is none.</exception>
    public KeptCase Find(string text) => CaseArgument.Find(Store, text);

    /// <summary>The same, where its trail is whole: nothing is built on one that is not.</summary>
    /// <exception cref="UserError">There is none, or its trail was changed.</exception>
    public KeptCase FindWhole(string text)
    {
        var kept = Find(text);
        return kept.Problem is { } problem ? throw new UserError($"case {text}: its trail is not whole, and nothing was done", problem, "nameward restore BACKUP  puts a backup in the place of the store") : kept;
    }

    /// <summary>The same, where it is not closed.</summary>
    /// <exception cref="UserError">There is none, or it is closed.</exception>
    public KeptCase FindOpen(string text)
    {
        var kept = FindWhole(text);
        return kept.File.Closing is { } closing ? throw IsClosed(kept, closing) : kept;
    }

    /// <summary>The mistake of a case that is closed.</summary>
    public static UserError IsClosed(KeptCase kept, CaseClosing closing) => new($"case {kept.Number} is closed", string.Create(CultureInfo.InvariantCulture, $"as {closing.As}, on {closing.At:yyyy-MM-dd}"), $"nameward case reopen {kept.Number} --reason TEXT");

    /// <summary>The newest record of a case.</summary>
    /// <exception cref="UserError">It is gone or damaged.</exception>
    public RecordedCase Record(KeptCase kept) => RecordedCase.OfStore(kept.Number, Store.Cases.Content(kept.File.Newest.Record)
        ?? throw new UserError($"case {kept.Number}: its record is gone", kept.File.Newest.Record, "nameward restore BACKUP  puts a backup in the place of the store"));

    /// <summary>Says what was done.</summary>
    public int Say(string text, Sentence said, bool noColor, params IEnumerable<Sentence> more)
    {
        var screen = Screen.ForOutput(noColor);
        screen.Write(TerminalCases.Done(Find(text), said, more, screen.WithSuffixes()));
        return ExitStatus.Done;
    }

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();

    static string PathOf(string? named)
    {
        var mistakes = new List<Mistake>();
        var path = StoreOption.Path(named, mistakes);
        return mistakes.Count == 0 ? path : throw new UserError([.. mistakes]);
    }
}
