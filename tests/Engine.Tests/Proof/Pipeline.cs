using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;

namespace Nameward.Engine.Tests.Proof;

/// <summary>The whole pipeline in this process, from files to the triage record.</summary>
static class Pipeline
{
    /// <summary>Blocks so small that even a short file is cut into many segments; no record of an ordinary capture or log is larger.</summary>
    public const int SmallBlock = 16 << 10;

    public static TriageDocument Triage(string path) => Triage([path]);

    public static TriageDocument Triage(IReadOnlyList<string> paths, int threads = 2, int? blockBytes = null, Func<IEvidence, IEvidence>? through = null, SiteFacts? site = null)
    {
        var options = new ReadingOptions();
        options = blockBytes is { } bytes ? options with { BlockBytes = bytes } : options;
        using var evidence = new FileEvidence(EvidenceLocator.Locate(paths, options), options);
        return new Investigation(new() { Threads = threads, Site = site ?? SiteFacts.None }, TimeProvider.System).Triage(through is null ? evidence : through(evidence));
    }

    /// <summary>The JSON document without its <c>run</c> object, the only part in which two runs may differ.</summary>
    public static string JsonWithoutRun(TriageDocument document)
    {
        var line = Encoding.UTF8.GetString(TriageJson.Line(document));
        using var json = JsonDocument.Parse(line);
        var run = json.RootElement.GetProperty("run").GetRawText();
        return line.Remove(line.IndexOf(run, StringComparison.Ordinal), run.Length);
    }
}
