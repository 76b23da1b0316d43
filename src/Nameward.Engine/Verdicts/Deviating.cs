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
    const int MostFindings = 3, MostMeasures = 5;

    /// <summary>What would answer it.</summary>
    public static string Missing { get; } = $"{NumberOf(NormalDays.FewestDays)} days of this site's own traffic: nameward learn PATH --baseline FILE, then --baseline FILE";

    /// <summary>Whether a baseline of this site is known well enough for the days of the evidence.</summary>
    public static bool HasBaseline(Scene scene) => scene.Normal is not null && !scene.JudgedDays.IsEmpty && scene.JudgedDays.All(day => day.IsJudged);

    /// <summary>The answer.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="scene">What was seen.</param>
    /// <param name="hole">What of the evidence is missing; null for nothing.</param>
    public static Answered Of(ImmutableArray<Finding> findings, Scene scene, Hole? hole = null)
    {
        const QuestionId Question = QuestionId.DeviationFromNormal;
        var deviating = findings.Where(finding => Questions.AnsweredBy(finding) == QuestionId.DeviationFromNormal && finding.Level >= Level.Medium).ToList();
        var hasBaseline = HasBaseline(scene);
        ImmutableArray<string> missing = [.. hasBaseline ? ImmutableArray<string>.Empty : [Missing], .. hole is null ? ImmutableArray<string>.Empty : [Hole.Missing]];
        var otherwise = missing.IsEmpty ? Answer.No : Answer.CannotTell;
        return Answered.By(Question, deviating.Count == 0 ? null : deviating.Max(finding => finding.Level), otherwise) switch
        {
            Answer.Yes => new(Question, Answer.Yes, [.. deviating.Take(MostFindings).SelectMany(Reasons), Against(scene)], [.. deviating.Select(finding => finding.Id)], missing) { Otherwise = otherwise },
            Answer.No => new(Question, Answer.No, [None(scene), Against(scene)], [], missing) { Otherwise = otherwise },
            _ => new(Question, Answer.CannotTell, hasBaseline ? [None(scene), Against(scene), hole!.Why] : [Nothing(scene)], [], missing) { Otherwise = otherwise },
        };
    }

    static Sentence None(Scene scene) => Sentence.Of($"none of {Quantity.Of(scene.JudgedDays.Sum(day => day.Hosts.Length), "client-day")} deviates");

    /// <summary>What deviates, with its quantiles where it is a day as a whole.</summary>
    static IEnumerable<Sentence> Reasons(Finding finding) => finding.Weighing.Subject is DeviatingHost host
        ? finding.Weighing.Signals.Where(signal => finding.Weighing.BitsOf(signal) > Bits.Zero).Take(MostMeasures).Select(signal => Sentence.Of($"{host.Client} ").Then("", signal.Text))
        : [finding.Strongest.Text];

    /// <summary>What the evidence was compared with.</summary>
    static Sentence Against(Scene scene)
    {
        if (!HasBaseline(scene))
        {
            return Sentence.Of($"against shipped figures, {(scene.Normal is null ? "not this site's" : Own(scene))}");
        }
        var normal = scene.JudgedDays.Select(day => day.Normal!).MinBy(normal => normal.Count)!;
        return Sentence.Of($"against this site's own {Quantity.Of(normal.Count, "day")} from {normal.From:yyyy-MM-dd} to {normal.To:yyyy-MM-dd}, {Quantity.Of(normal.ClientDays, "client-day")}");
    }

    /// <summary>What is not found, and what is beside the figures that came with the program.</summary>
    static Sentence Nothing(Scene scene) => ShippedWords.Farthest(scene) is { } farthest
        ? Sentence.Of("nothing is found; most of all beside shipped figures: ").Then("", farthest).Then("; ", Sentence.Of(Own(scene)))
        : Sentence.Of($"nothing deviates from shipped figures; {Own(scene)}");

    static string Own(Scene scene) => scene.Normal is { } some
        ? $"this site's own are of {Quantity.Of(some.Count, "day")}, and {NormalDays.FewestDays} beside those judged are needed, with {NormalDays.FewestClientDays} client-days"
        : "this site's own are not known";

    static string NumberOf(int days) => days == 7 ? "seven" : Quantity.Count(days);
}
