using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Evidence;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>The words of <c>evaluate</c> on the command line.</summary>
sealed class EvaluateOptions
{
    /// <summary>The flag that names the plot to write.</summary>
    public const string PlotFlag = "--plot";

    readonly Argument<string[]> _tables = new("TRUTH") { Description = "Tables of labelled evidence.", Arity = ArgumentArity.OneOrMore };
    readonly Option<string> _format = new("--format") { Description = "What to print: table, json or csv.", DefaultValueFactory = _ => "table" };
    readonly Option<string> _plot = new(PlotFlag) { Description = "Draw the bits of every session over its rate into this file (SVG), whole or not at all.", HelpName = "FILE" };
    readonly Option<string> _only = new("--only") { Description = "Only files whose path in the table contains this.", HelpName = "TEXT" };
    readonly Option<bool> _all = new("--all") { Description = "Every session, false alarm and unread file on a line of its own." };
    readonly Option<bool> _when = new("--when") { Description = "Replay each file until the moment at which it first escalates, and say it." };
    readonly Option<string> _site = new("--site") { Description = $"Site file by which each file is judged; {SiteFile.NoFile} where not given.", HelpName = "FILE" };
    readonly Option<string[]> _intel = IntelOption.Create();
    readonly Option<string> _policy = PolicyOption.Create();
    readonly Option<string> _threads = EvidenceOptions.Threads();
    readonly Option<bool> _quiet = EvidenceOptions.QuietFlag();
    readonly Option<bool> _noColor = EvidenceOptions.NoColor();

    /// <summary>Adds them to the verb.</summary>
    public void AddTo(Command verb)
    {
        _format.AcceptOnlyFromAmong("table", "json", "csv");
        verb.Arguments.Add(_tables);
        Option[] all = [_format, _plot, _only, _all, _when, _site, _intel, _policy, _threads, _quiet, _noColor];
        foreach (var option in all)
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Checks everything that can be checked before any work; each mistake is added to <paramref name="mistakes"/>.</summary>
    public EvaluateRequest Read(ParseResult parsed, List<Mistake> mistakes) => new()
    {
        Files = Checked.Try(() => Find(parsed.GetValue(_tables) ?? [], parsed.GetValue(_only)), [], mistakes),
        Format = parsed.GetValue(_format) switch { "json" => OutputFormat.Json, "csv" => OutputFormat.Csv, _ => OutputFormat.Table },
        Plot = parsed.GetValue(_plot) is { } plot ? Checked.Try(() => CheckPlot(plot), plot, mistakes) : null,
        All = parsed.GetValue(_all),
        When = parsed.GetValue(_when),
        Settings = ReadSettings(parsed, mistakes),
        Threads = EvidenceOptions.ReadThreads(parsed.GetValue(_threads)!, mistakes),
        Quiet = parsed.GetValue(_quiet),
        NoColor = parsed.GetValue(_noColor),
    };

    InvestigationSettings ReadSettings(ParseResult parsed, List<Mistake> mistakes)
    {
        var site = Checked.Try(() => SiteFile.Find(parsed.GetValue(_site) ?? SiteFile.NoFile), SiteFile.None, mistakes);
        return new() { Site = site.Settings.Facts, Indicators = IntelOption.Read(parsed.GetValue(_intel), site, mistakes), Policy = PolicyOption.Read(parsed.GetValue(_policy), site, mistakes).Policy };
    }

    static string CheckPlot(string path)
    {
        WholeFile.Check(PlotFlag, path);
        return path;
    }

    static ImmutableArray<LabelledEvidence> Find(string[] tables, string? only)
    {
        var mistakes = new List<Mistake>();
        var read = tables.Distinct().Select(table => KeyValuePair.Create(table, Checked.Try(() => ReadTable(table), [], mistakes))).ToList();
        if (mistakes.Count > 0)
        {
            throw new UserError([.. mistakes]);
        }
        var files = TruthFile.Gather(read).Where(file => only is null || file.PathInTable.Contains(only, StringComparison.Ordinal)).ToList();
        if (files.Count == 0)
        {
            throw only is null ? new UserError($"{string.Join(", ", tables)}: no file is labelled", null, "a line for each session, and one for each file in which nothing happened")
                : new UserError($"--only {only}: no labelled file has that in its path", null, "leave --only out");
        }
        return Located(files);
    }

    /// <summary>Finds the files that tables label.</summary>
    /// <exception cref="UserError">One of them is not there.</exception>
    public static ImmutableArray<LabelledEvidence> Located(IEnumerable<TruthFile> files)
    {
        var mistakes = new List<Mistake>();
        var found = files.Select(file => Locate(file, mistakes)).ToImmutableArray();
        return mistakes.Count == 0 ? found : throw TruthTable.Shortened(mistakes);
    }

    static ImmutableArray<TruthLine> ReadTable(string path)
    {
        try
        {
            using var text = new StreamReader(path);
            return TruthTable.Read(path, text);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"{path}: {(fault is FileNotFoundException or DirectoryNotFoundException or ArgumentException ? "there is no such file" : fault.Message)}", null, "name a readable table (TRUTH.tsv)");
        }
    }

    static LabelledEvidence Locate(TruthFile file, List<Mistake> mistakes)
    {
        var wrong = new List<Mistake>();
        var evidence = Checked.Try(() => EvidenceLocator.Locate([file.Path], new()), new([], []), wrong);
        mistakes.AddRange(wrong.Select(mistake => mistake with { What = string.Create(CultureInfo.InvariantCulture, $"{file.Table}, line {file.Line}: {mistake.What}") }));
        return new(file, evidence, evidence.Sources.Sum(source => Length(source.Path)));
    }

    static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
