using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Nameward.Engine;
using Nameward.Engine.Evidence;
using Nameward.Engine.Intelligence;
using CaseFolder = Nameward.Engine.Reports.CaseFolder;

namespace Nameward.App.Verbs;

/// <summary>What the user asked of <c>triage</c>, checked.</summary>
sealed record TriageRequest
{
    /// <summary>The files behind the paths that were named.</summary>
    public required LocatedEvidence Evidence { get; init; }
    /// <summary>Id of the format of every source; null to identify each.</summary>
    public string? As { get; init; }
    /// <summary>Whether to print JSON instead of the summary.</summary>
    public bool Json { get; init; }
    /// <summary>Indicator lists.</summary>
    public ImmutableArray<IndicatorList> Indicators { get; init; } = [];
    /// <summary>Folder for the case; null for none.</summary>
    public string? Out { get; init; }
    /// <summary>Whether to take the SHA-256 of each source.</summary>
    public bool Hash { get; init; }
    /// <summary>Threads that read.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
    /// <summary>Overrides the newest event time, UTC.</summary>
    public DateTime? AsOf { get; init; }
    /// <summary>Zone of logs that carry none.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
    /// <summary>No progress and no summary.</summary>
    public bool Quiet { get; init; }
    /// <summary>No colour.</summary>
    public bool NoColor { get; init; }
    /// <summary>Whether the exit status tells the decision.</summary>
    public bool ExitCode { get; init; }
}

/// <summary>The words of <c>triage</c> on the command line.</summary>
sealed class TriageOptions
{
    static readonly LocatedEvidence Nothing = new([], []);

    readonly Argument<string[]> _paths = new("PATH") { Description = "Files, folders or globs of evidence; - for standard input.", Arity = ArgumentArity.ZeroOrMore };
    readonly Option<string> _as = new("--as") { Description = "Read every source as this format, instead of identifying it (see: nameward formats).", HelpName = "ID" };
    readonly Option<string> _format = new("--format") { Description = "What to print: table or json.", DefaultValueFactory = _ => "table" };
    readonly Option<string[]> _intel = new("--intel") { Description = "Indicator list: one name, address or CIDR prefix a line, # for comments. Repeatable.", HelpName = "FILE" };
    readonly Option<string> _out = new("--out") { Description = "Write the case into this folder, whole or not at all.", HelpName = "DIR" };
    readonly Option<bool> _hash = new("--hash") { Description = "Take the SHA-256 of each source (always with --out)." };
    readonly Option<string> _threads = new("--threads")
    {
        Description = "Threads that read; the result is the same for any number.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
    };
    readonly Option<string> _asOf = new("--as-of") { Description = "Judge as of this time (RFC 3339) instead of the newest event.", HelpName = "TIME" };
    readonly Option<string> _timezone = new("--timezone") { Description = "Time zone (IANA name) of logs that carry none.", HelpName = "ZONE", DefaultValueFactory = _ => "UTC" };
    readonly Option<bool> _quiet = new("--quiet") { Description = "No progress and no summary." };
    readonly Option<bool> _noColor = new("--no-color") { Description = "No colour; NO_COLOR does the same." };
    readonly Option<bool> _exitCode = new("--exit-code") { Description = "End with 0 for close, 10 for watch, 11 for escalate." };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        _format.AcceptOnlyFromAmong("table", "json");
        verb.Arguments.Add(_paths);
        Option[] all = [_as, _format, _intel, _out, _hash, _threads, _asOf, _timezone, _quiet, _noColor, _exitCode];
        foreach (var option in all)
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Checks everything that can be checked before any work.</summary>
    /// <exception cref="UserError">All mistakes at once.</exception>
    public TriageRequest Read(ParseResult parsed)
    {
        var mistakes = new List<Mistake>();
        var request = new TriageRequest
        {
            Evidence = Locate(parsed.GetValue(_paths) ?? [], parsed.GetValue(_as), mistakes),
            As = parsed.GetValue(_as),
            Json = parsed.GetValue(_format) == "json",
            Indicators = ReadLists(parsed.GetValue(_intel) ?? [], mistakes),
            Out = CheckFolder(parsed.GetValue(_out), mistakes),
            Hash = parsed.GetValue(_hash) || parsed.GetValue(_out) is not null,
            Threads = ReadThreads(parsed.GetValue(_threads)!, mistakes),
            AsOf = ReadTime("--as-of", parsed.GetValue(_asOf), mistakes),
            Zone = ReadZone(parsed.GetValue(_timezone)!, mistakes),
            Quiet = parsed.GetValue(_quiet),
            NoColor = parsed.GetValue(_noColor),
            ExitCode = parsed.GetValue(_exitCode),
        };
        return mistakes.Count == 0 ? request : throw new UserError([.. mistakes]);
    }

    // A flag that is not known arrives as one more path.
    static LocatedEvidence Locate(string[] paths, string? format, List<Mistake> mistakes)
    {
        var flags = paths.Where(path => path.Length > 1 && path[0] == '-' && !Path.Exists(path)).ToList();
        mistakes.AddRange(flags.Select(flag => new Mistake($"{flag}: there is no such flag", null, "nameward triage --help")));
        return flags.Count > 0 ? Nothing : Try(() => EvidenceLocator.Locate(paths, new() { As = format }), Nothing, mistakes);
    }

    static string? CheckFolder(string? folder, List<Mistake> mistakes) => folder is null ? null : Try(() =>
    {
        CaseFolder.Check(folder);
        return folder;
    }, folder, mistakes);

    static T Try<T>(Func<T> check, T otherwise, List<Mistake> mistakes)
    {
        try
        {
            return check();
        }
        catch (UserError error)
        {
            mistakes.AddRange(error.Mistakes);
            return otherwise;
        }
    }

    static int ReadThreads(string text, List<Mistake> mistakes)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= 1024)
        {
            return threads;
        }
        mistakes.Add(new($"--threads {text}: not a number of threads", null, "a number from 1 to 1024"));
        return 1;
    }

    static ImmutableArray<IndicatorList> ReadLists(string[] paths, List<Mistake> mistakes)
    {
        var lists = ImmutableArray.CreateBuilder<IndicatorList>();
        foreach (var path in paths)
        {
            try
            {
                using var text = new StreamReader(path);
                lists.Add(IndicatorList.Read(Path.GetFileName(path), text));
            }
            catch (UserError error)
            {
                mistakes.AddRange(error.Mistakes);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
            {
                mistakes.Add(new($"--intel {path}: {(fault is FileNotFoundException or DirectoryNotFoundException or ArgumentException ? "there is no such file" : fault.Message)}", null, "name a readable text file"));
            }
        }
        return lists.ToImmutable();
    }

    static DateTime? ReadTime(string option, string? text, List<Mistake> mistakes)
    {
        if (text is null)
        {
            return null;
        }
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        if (DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.UtcDateTime;
        }
        mistakes.Add(new($"{option} {text}: not a time", null, $"{option} 2026-03-18T09:00:00Z  (RFC 3339, UTC)"));
        return null;
    }

    static TimeZoneInfo ReadZone(string name, List<Mistake> mistakes)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            return zone;
        }
        mistakes.Add(new($"--timezone {name}: no such time zone", null, "an IANA name, as in Europe/Berlin"));
        return TimeZoneInfo.Utc;
    }
}
