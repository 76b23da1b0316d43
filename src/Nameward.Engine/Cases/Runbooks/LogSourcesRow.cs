using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Runbooks;

/// <summary>"Log Sources to Investigate": each kind of source, whether it was among the evidence, and when it was silent.</summary>
static class LogSourcesRow
{
    public static RunbookRow Of(TriageDocument document) => new("log-sources", "Log sources to investigate", null, [.. document.Coverage.Sources.Select(Source), Whole(document)]);

    static RunbookCheck Source(CoverageSource source) => new()
    {
        Id = "source-" + source.Source.Replace(' ', '-'),
        Asks = source.Source,
        State = source.Present ? CheckState.Nothing : CheckState.CannotTell,
        Found = source.Present ? [Sentence.Of(source.Note)] : [],
        NotSeen = source.Present ? [] : [Sentence.Of(source.Note)],
    };

    /// <summary>What is wrong with what was read: gaps, damage, and what no source of it shows.</summary>
    static RunbookCheck Whole(TriageDocument document)
    {
        var gaps = document.Coverage.Gaps.Select(gap => Sentence.Of($"{gap.Source} has no records from {gap.From:yyyy-MM-dd HH:mm} to {gap.To:yyyy-MM-dd HH:mm}"));
        var damage = document.Evidence.Where(source => source.Damage is not null).Select(source => Sentence.Of($"{source.Path}: {source.Damage!}"));
        ImmutableArray<Sentence> missing = [.. gaps, .. damage];
        return new()
        {
            Id = "whole-evidence",
            Asks = "Sources without gaps or damage",
            State = missing.IsEmpty ? CheckState.Nothing : CheckState.CannotTell,
            NotSeen = [.. missing, .. document.Coverage.Limits],
            Next = [.. document.Coverage.ToBeSurer.Select(bring => new NextStep(1, Sentence.Of($"bring {bring}"), null))],
        };
    }
}
