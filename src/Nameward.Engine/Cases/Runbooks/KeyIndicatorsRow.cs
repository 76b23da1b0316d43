using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Runbooks;

/// <summary>"Key Indicators": for each of them what the detectors that look for it say of the findings at watch or above.</summary>
static class KeyIndicatorsRow
{
    const int MostTold = 5;

    public static RunbookRow Of(TriageDocument document) => new("key-indicators", "Key indicators", null, [.. KeyIndicator.All.Select(indicator => Check(indicator, document))]);

    static RunbookCheck Check(KeyIndicator indicator, TriageDocument document)
    {
        var speaking = document.Watched().Select(finding => (Finding: finding, Signal: Strongest(finding, indicator))).Where(pair => pair.Signal is not null).ToList();
        var notRun = speaking.SelectMany(pair => pair.Finding.DidNotRun).Where(run => indicator.Detectors.Contains(run.Detector)).DistinctBy(run => run.Detector);
        return new()
        {
            Id = indicator.Id,
            Asks = indicator.Asks,
            State = speaking.Count > 0 ? CheckState.Found : document.Evidence.Any(source => source.Observed > 0) ? CheckState.Nothing : CheckState.CannotTell,
            Found = [.. speaking.Take(MostTold).Select(pair => Sentence.Of(pair.Finding.Id).Then(": ", pair.Signal!.Text)),
                .. speaking.Count > MostTold ? [Sentence.Of($"{speaking.Count - MostTold} more findings")] : ImmutableArray<Sentence>.Empty],
            NotSeen = [.. notRun.Select(run => Sentence.Of($"{run.Detector} did not run: {run.Because}"))],
            Findings = speaking.Select(pair => pair.Finding).Ids(),
        };
    }

    static TriageSignal? Strongest(TriageFinding finding, KeyIndicator indicator) =>
        finding.Signals.Where(signal => signal.Bits > 0 && indicator.Detectors.Contains(signal.Detector)).MaxBy(signal => signal.Bits);
}
