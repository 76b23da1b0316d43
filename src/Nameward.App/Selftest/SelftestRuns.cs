using System.Collections.Immutable;
using System.Text.Json;
using Nameward.App.Settings;
using Nameward.App.Verbs;
using Nameward.Engine;
using Nameward.Engine.Baselines;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Reports;

namespace Nameward.App.Selftest;

/// <summary>Whole triage runs over the evidence that is carried: once each, for all checks that look at what came out.</summary>
sealed class SelftestRuns(SelftestPlace place)
{
    /// <summary>The runs: id, evidence, site file or -, indicator list or -, and the decision expected.</summary>
    public const string Expected = "selftest/runs.tsv";

    /// <summary>Which runs have a baseline: id of the run, and its file.</summary>
    public const string Baselines = "selftest/baselines.tsv";

    const string None = "-";

    readonly Dictionary<string, JsonElement> _documents = [];

    /// <summary>A check for each run: its decision.</summary>
    public IEnumerable<SelftestCheck> Decisions() => Rows.Select(run =>
        new SelftestCheck("decisions", run[0], run[4], Document(run[0])?.GetProperty("decision").GetProperty("decision").GetString()));

    /// <summary>Whether any number of threads gives the same document over all evidence.</summary>
    public SelftestCheck Threads()
    {
        var threads = Math.Max(2, Environment.ProcessorCount);
        var evidence = Rows.Select(run => run[1]).Where(Carries).Distinct().ToList();
        var (one, many) = evidence.Count == 0 ? ("no evidence", "") : (Rest(Triage(evidence, new() { Threads = 1 })), Rest(Triage(evidence, new() { Threads = threads })));
        return new("machine", $"1 thread and {threads}", "the same document", one == many ? "the same document" : "documents that differ");
    }

    /// <summary>The triage document of a run; null where there is no such run, or its evidence is not carried.</summary>
    public JsonElement? Document(string id)
    {
        if (Rows.FirstOrDefault(run => run[0] == id) is not { } row || !Carries(row[1]))
        {
            return null;
        }
        if (!_documents.TryGetValue(id, out var document))
        {
            _documents.Add(id, document = Triage([row[1]], new() { Threads = 1, Site = Site(row[2]).Settings.Facts, Indicators = Lists(row[3]), Normal = Normal(id) }));
        }
        return document;
    }

    ImmutableArray<string[]> Rows => place.Files.Table(Expected, columns: 5);

    bool Carries(string name) => place.Files.Names.Contains(name);

    SiteFile Site(string name) => name == None ? SiteFile.None : SiteFile.Find(place[name]);

    Indicators Lists(string lists) => lists == None ? Indicators.None : new([.. lists.Split(',').Select(List)]);

    /// <summary>A list as <c>--intel</c> takes it: a file, or a use and a file.</summary>
    IndicatorFeed List(string text)
    {
        var use = FeedUse.Indicators;
        var name = text.Split('=', 2) is [var word, var rest] && FeedUseWords.TryRead(word, out use) ? rest : text;
        var feed = IndicatorFeed.Read(Path.GetFileName(name), place.Files.Find(name).ToArray(), out _)!;
        return feed with { Settings = feed.Settings with { Use = use } };
    }

    Baseline? Normal(string run) =>
        place.Files.Table(Baselines, columns: 2).FirstOrDefault(row => row[0] == run) is [_, var name] && Carries(name) ? StoredBaseline.Read(BaselineOption.Flag, place[name]) : null;

    JsonElement Triage(IEnumerable<string> names, InvestigationSettings settings)
    {
        using var evidence = place.Evidence(names);
        var line = TriageJson.Line(new Investigation(settings, TimeProvider.System).Triage(evidence));
        using var json = JsonDocument.Parse(line);
        return json.RootElement.Clone();
    }

    /// <summary>All of a document but the object in which two runs differ.</summary>
    static string Rest(JsonElement document) => string.Join('\n', document.EnumerateObject().Where(part => part.Name != "run").Select(part => part.Value.GetRawText()));
}
