using System.Collections.Immutable;
using Nameward.Engine.Baselines;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Verdicts;

/// <summary>
/// The answer to the third question: do queries deviate from what is normal? "No" needs a baseline of this site of at least seven days other than those judged, and nothing that
/// deviates; figures that came with the program give words alone.
/// </summary>
static class Deviating
{
    const int MostReasons = 3;

    /// <summary>What would answer it.</summary>
    public static string Missing { get; } = $"{NumberOf(NormalDays.FewestDays)} days of this site's own traffic: nameward learn PATH --baseline FILE, then --baseline FILE";

    /// <summary>Whether a baseline of this site is known well enough for the days of the evidence.</summary>
    public static bool HasBaseline(Scene scene) => scene.Normal is not null && !scene.JudgedDays.IsEmpty && scene.JudgedDays.All(day => day.IsJudged);

    /// <summary>The answer.</summary>
    public static Answered Of(ImmutableArray<Finding> findings, Scene scene)
    {
        var deviating = findings.Where(finding => Questions.AnsweredBy(finding) == QuestionId.DeviationFromNormal && finding.Level >= Level.Medium).ToList();
        var hasBaseline = HasBaseline(scene);
        ImmutableArray<string> missing = hasBaseline ? [] : [Missing];
        return (deviating.Count, hasBaseline) switch
        {
            ( > 0, _) => new(QuestionId.DeviationFromNormal, Answer.Yes, [.. deviating.Take(MostReasons).SelectMany(Reasons), .. Against(scene)], [.. deviating.Select(finding => finding.Id)], missing),
            (_, true) => new(QuestionId.DeviationFromNormal, Answer.No, [Sentence.Of($"none of {Quantity.Of(scene.JudgedDays.Sum(day => day.Hosts.Length), "client-day")} deviates"), .. Against(scene)], [], missing),
            _ => new(QuestionId.DeviationFromNormal, Answer.CannotTell, [.. Against(scene, "nothing is found ")], [], missing),
        };
    }

    /// <summary>What deviates, with its quantiles where it is a day as a whole.</summary>
    static IEnumerable<Sentence> Reasons(Finding finding) => finding.Weighing.Subject is DeviatingHost host
        ? finding.Weighing.Signals.Where(signal => finding.Weighing.BitsOf(signal) > Bits.Zero).Take(MostReasons).Select(signal => Sentence.Of($"{host.Client} ").Then("", signal.Text))
        : [finding.Strongest.Text];

    /// <summary>What the evidence was compared with.</summary>
    static IEnumerable<Sentence> Against(Scene scene, string before = "")
    {
        if (HasBaseline(scene))
        {
            var normal = scene.JudgedDays.Select(day => day.Normal!).MinBy(normal => normal.Count)!;
            yield return Sentence.Of($"against this site's own {Quantity.Of(normal.Count, "day")} from {normal.From:yyyy-MM-dd} to {normal.To:yyyy-MM-dd}, {Quantity.Of(normal.ClientDays, "client-day")}");
            yield break;
        }
        var known = scene.Normal is { } some ? $"its baseline has {Quantity.Of(some.Count, "day")}, {NormalDays.FewestDays} other than those judged and {NormalDays.FewestClientDays} client-days are needed" : "not this site's";
        yield return Sentence.Of($"{before}against shipped figures, {known}");
        if (ShippedWords.Farthest(scene) is { } farthest)
        {
            yield return Sentence.Of("for comparison: ").Then("", farthest);
        }
    }

    static string NumberOf(int days) => days == 7 ? "seven" : Quantity.Count(days);
}
