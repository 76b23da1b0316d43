using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases.Reviewing;

/// <summary>One way in which the evidence is judged again.</summary>
/// <param name="Kind">What is otherwise.</param>
/// <param name="Id">Which.</param>
/// <param name="What">The same in words.</param>
/// <param name="Settings">By what is judged.</param>
public sealed record GapVariant(GapKind Kind, string Id, Sentence What, ReviewSettings Settings)
{
    /// <summary>Most formats that are left out, or left alone: those of most records.</summary>
    public const int MostFormats = 8;

    /// <summary>Id of the clause that a lower threshold adds.</summary>
    public const string LowerClause = "earlier-channel";

    /// <summary>Ordinals of the sources that are there; empty for all.</summary>
    public ImmutableHashSet<int> Sources { get; init; } = [];

    /// <summary>The evidence as it is.</summary>
    public static GapVariant AsItIs(ReviewSettings settings) => new(GapKind.AsItIs, "as-it-is", Sentence.Of("all sources, settings as they are"), settings);

    /// <summary>Each format alone and each left out; none where there is one format.</summary>
    public static IEnumerable<GapVariant> OfSources(TriageDocument whole, ReviewSettings settings)
    {
        var formats = whole.Evidence.Select((source, at) => (source.Format, source.Observed, At: at)).Where(source => source is { Format: not null, Observed: > 0 })
            .GroupBy(source => source.Format!).OrderByDescending(format => format.Sum(source => source.Observed)).ThenBy(format => format.Key, StringComparer.Ordinal).ToList();
        if (formats.Count < 2)
        {
            return [];
        }
        var all = Enumerable.Range(0, whole.Evidence.Length);
        return formats.Take(MostFormats).SelectMany(format =>
        {
            ImmutableHashSet<int> its = [.. format.Select(source => source.At)];
            return new[]
            {
                new GapVariant(GapKind.SourceAlone, format.Key, Sentence.Of($"{format.Key} alone"), settings) { Sources = its },
                new GapVariant(GapKind.SourceMissing, format.Key, Sentence.Of($"without {format.Key}"), settings) { Sources = [.. all.Except(its)] },
            };
        });
    }

    /// <summary>The policy with one clause more, which escalates at medium what the case was told by: none where nothing but a proof told it.</summary>
    public static GapVariant? OfThreshold(IEnumerable<TriageFinding> ofCase, ReviewSettings settings)
    {
        var detectors = ofCase.Where(finding => finding.Level is "critical" or "high").SelectMany(finding => finding.Signals).Where(signal => signal.Bits > 0).Select(signal => signal.Detector).ToHashSet();
        var behaviour = FindingKind.All.Where(kind => kind.Question == QuestionId.DeviationFromNormal && !kind.IsListed).SelectMany(kind => kind.Detectors)
            .Where(detector => detectors.Contains(detector.Id) && detector.Triggers.All(trigger => trigger.Family != Family.Proof)).Select(detector => detector.Id).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        if (behaviour.IsEmpty || settings.Policy.Clauses.Any(clause => clause.Id == LowerClause))
        {
            return null;
        }
        var clause = new Clause(LowerClause, "what told this case escalates at medium, before a second family agrees", Decision.Escalate,
            new FindingThat { Level = Level.Medium, Questions = [QuestionId.DeviationFromNormal], Detectors = behaviour });
        return PolicyCheck.Of([.. settings.Policy.Clauses, clause]).IsEmpty
            ? new(GapKind.Threshold, LowerClause, Sentence.Of($"escalate at medium what {string.Join(", ", behaviour)} tell"), settings with { Policy = settings.Policy with { Clauses = [.. settings.Policy.Clauses, clause] } }) : null;
    }
}
