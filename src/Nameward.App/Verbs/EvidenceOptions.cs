using System.CommandLine;
using System.Globalization;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Mappings;

namespace Nameward.App.Verbs;

/// <summary>The words of the command line that all verbs share which read evidence.</summary>
sealed class EvidenceOptions(params OutputFormat[] formats)
{
    /// <summary>No evidence.</summary>
    public static LocatedEvidence Nothing { get; } = new([], []);

    readonly Argument<string[]> _paths = new("PATH") { Description = "Files, folders or globs of evidence; - for standard input.", Arity = ArgumentArity.ZeroOrMore };
    readonly Option<string> _as = new("--as") { Description = "Read every source as this format, instead of identifying it (see: nameward formats).", HelpName = "ID" };
    readonly Option<string> _map = new(MapFile.Option)
    {
        Description = "Read every source as this mapping says, instead of identifying it: any CSV or JSON (see: nameward map).",
        HelpName = "FILE",
    };
    readonly Option<string> _format = new("--format") { Description = $"What to print: {string.Join(" or ", formats.Select(Word))}.", DefaultValueFactory = _ => Word(formats[0]) };
    readonly Option<string> _site = Site();
    readonly Option<string> _threads = Threads();
    readonly Option<string> _memory = new("--memory")
    {
        Description = "Keep within this much memory, as in 512M or 2G; what does not fit is folded together, and said.",
        HelpName = "SIZE",
    };
    readonly Option<string> _timezone = new("--timezone") { Description = "Time zone (IANA name) of logs that carry none.", HelpName = "ZONE", DefaultValueFactory = _ => "UTC" };
    readonly Option<string> _dateOrder = new("--date-order") { Description = "Dates as 03/04/2026: day-first or month-first; told from each log where not given." };
    readonly Option<bool> _quiet = QuietFlag();
    readonly Option<bool> _noColor = NoColor();

    /// <summary>The site file; <c>check</c> takes it alone.</summary>
    public static Option<string> Site() => new("--site")
    {
        Description = $"Site file: your networks, approved DNS servers, zones; {SiteFile.NoFile} for none. ./{SiteFile.UsualName} is used where it exists.",
        HelpName = "FILE",
    };

    /// <summary>Number of threads; <see cref="ReadThreads"/> reads it.</summary>
    public static Option<string> Threads() => new("--threads")
    {
        Description = "Threads that read; the result is the same for any number.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Whether nothing is said to people.</summary>
    public static Option<bool> QuietFlag() => new("--quiet") { Description = "No progress and no summary." };

    /// <summary>Whether there is no colour.</summary>
    public static Option<bool> NoColor() => new("--no-color") { Description = "No colour; NO_COLOR does the same." };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        _format.AcceptOnlyFromAmong([.. formats.Select(Word)]);
        _dateOrder.AcceptOnlyFromAmong("day-first", "month-first");
        verb.Arguments.Add(_paths);
        Option[] all = [_as, _map, _format, _site, _threads, _memory, _timezone, _dateOrder, _quiet, _noColor];
        foreach (var option in all)
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Checks everything that can be checked before any work; each mistake is added to <paramref name="mistakes"/>.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="mistakes">Takes the mistakes.</param>
    /// <param name="otherwise">The evidence where the command line names none; empty where that is a mistake.</param>
    public EvidenceRequest Read(ParseResult parsed, List<Mistake> mistakes, params IReadOnlyList<string> otherwise)
    {
        var request = ReadEach(parsed, LocateNamed(parsed, otherwise, mistakes), mistakes);
        if (parsed.GetValue(_site) is null && request.Site.Path is { } site && request.Evidence.Sources.Any(source => IsSame(source.Path, site)))
        {
            mistakes.Add(new($"{site}: it lies among the evidence, and whoever brought that may have written it", null,
                $"--site {site} to use it, --site {SiteFile.NoFile} to leave it"));
        }
        return request;
    }

    /// <summary>Whether no evidence is named.</summary>
    public bool NamesNothing(ParseResult parsed) => parsed.GetValue(_paths) is null or [];

    /// <summary>The same where no evidence is wanted.</summary>
    public EvidenceRequest ReadWithoutEvidence(ParseResult parsed, List<Mistake> mistakes) => ReadEach(parsed, Nothing, mistakes);

    static bool IsSame(string one, string other) => string.Equals(Path.GetFullPath(one), Path.GetFullPath(other), StringComparison.Ordinal);

    EvidenceRequest ReadEach(ParseResult parsed, LocatedEvidence evidence, List<Mistake> mistakes) => new()
    {
        Evidence = evidence,
        As = parsed.GetValue(_as),
        Map = ReadMap(parsed, mistakes),
        Format = formats.Single(format => Word(format) == parsed.GetValue(_format)),
        Site = Checked.Try(() => SiteFile.Find(parsed.GetValue(_site)), SiteFile.None, mistakes),
        Threads = ReadThreads(parsed.GetValue(_threads)!, mistakes),
        MemoryBytes = parsed.GetValue(_memory) is { } size ? Checked.Try<long?>(() => MemorySize.Read("--memory", size), null, mistakes) : null,
        Zone = Checked.Try(() => TimeZoneName.Find("--timezone", parsed.GetValue(_timezone)!), TimeZoneInfo.Utc, mistakes),
        Dates = parsed.GetValue(_dateOrder) switch { null => null, "day-first" => DateOrder.DayFirst, _ => DateOrder.MonthFirst },
        Quiet = parsed.GetValue(_quiet),
        NoColor = parsed.GetValue(_noColor),
    };

    MappedLog? ReadMap(ParseResult parsed, List<Mistake> mistakes)
    {
        if (parsed.GetValue(_map) is not { } path)
        {
            return null;
        }
        if (parsed.GetValue(_as) is not null)
        {
            mistakes.Add(new($"{MapFile.Option} {path}: --as says already how sources are read", null, $"leave --as or {MapFile.Option} out"));
        }
        return Checked.Try<MappedLog?>(() => new(MapFile.Read(path)), null, mistakes);
    }

    static string Word(OutputFormat format) => format.ToString().ToLowerInvariant();

    LocatedEvidence LocateNamed(ParseResult parsed, IReadOnlyList<string> otherwise, List<Mistake> mistakes) =>
        Locate(parsed, parsed.GetValue(_paths) is { Length: > 0 } named ? named : [.. otherwise], mistakes);

    /// <summary>The files behind paths; each mistake is added. A flag that is not known arrives as one more path.</summary>
    public LocatedEvidence Locate(ParseResult parsed, string[] paths, List<Mistake> mistakes)
    {
        var flags = paths.Where(path => path.Length > 1 && path[0] == '-' && !Path.Exists(path)).ToList();
        mistakes.AddRange(flags.Select(flag => new Mistake($"{flag}: there is no such flag", null, $"nameward {parsed.CommandResult.Command.Name} --help")));
        return flags.Count > 0 ? Nothing : Checked.Try(() => EvidenceLocator.Locate(paths, new() { As = parsed.GetValue(_as) }), Nothing, mistakes);
    }

    /// <summary>The value of <c>--threads</c>; 1 where it is none, with the mistake added.</summary>
    public static int ReadThreads(string text, List<Mistake> mistakes)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= 1024)
        {
            return threads;
        }
        mistakes.Add(new($"--threads {text}: not a number of threads", null, "a number from 1 to 1024"));
        return 1;
    }
}
