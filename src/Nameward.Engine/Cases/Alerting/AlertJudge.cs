using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Alerting;

/// <summary>Decides which rules are written: those that fire on the case, and neither on all else nor on evidence that is known to be good more often than is allowed.</summary>
/// <param name="plan">The rules that were tried.</param>
/// <param name="read">How they did on the evidence of the case.</param>
/// <param name="benign">How they did on evidence that is known to be good; null where none was named.</param>
/// <param name="budget">How often a rule may fire beside the case.</param>
sealed class AlertJudge(AlertPlan plan, AlertSink read, AlertSink? benign, long budget)
{
    /// <summary>All rules, each with how it did and why it is not written.</summary>
    public ImmutableArray<AlertRule> Rules() => [.. plan.Rules.Select(Judged), .. plan.Forms.Select((trial, i) => Judged(trial.Finding, i))];

    /// <summary>The rules where the evidence is gone: those of what the case names, untested.</summary>
    public static ImmutableArray<AlertRule> Untested(ContainedCase contained, ImmutableArray<Block> blocks) => [.. AlertPlan.Indicators(contained, blocks)];

    AlertRule Judged(AlertRule rule, int at)
    {
        var (mine, others) = (read.OfCase[at].Sum([]), read.OfOthers[at].Sum([]));
        var count = new AlertCount(mine.Queries, mine.Clients, mine.First, others.Queries, benign?.OfOthers[at].Sum([]).Queries);
        return rule with { Count = count, Because = rule.Because ?? WhyNot(count) };
    }

    AlertRule Judged(ContainedFinding finding, int at)
    {
        var trials = plan.Forms[at].Forms.Select((form, k) => new Trial(form, read.FormsOfCase[at][k], read.FormsOfOthers[at][k], benign?.FormsOfOthers[at][k])).ToList();
        // The adversary's next channel need not have the same types and lengths: the widest form that tells amply apart, else the one that tells best.
        var best = trials.FirstOrDefault(trial => trial.Factor >= AlertThreshold.AmpleFactor) ?? trials.MaxBy(trial => trial.Factor)!;
        var ofAnyType = trials.Single(trial => trial.Form.Key == (best.Form with { Types = [] }).Key);
        var names = AlertThreshold.Between(best.Case.Middle, best.MostOfOthers);
        var (hours, clients, first) = best.Case.Reaching(names);
        var count = new AlertCount(hours, clients, first, best.Others.Reaching(names).Hours, best.Benign?.Reaching(names).Hours,
            ofAnyType.Others.ClientsByQueries(names) + (ofAnyType.Benign?.ClientsByQueries(names) ?? 0) <= budget);
        var title = Sentence.Of($"{names} different names in an hour, {best.Form.Words}");
        var why = Sentence.Of($"in half of its hours a client of {finding.Id} asks for {best.Case.Middle} such names, any other for {best.MostOfOthers} in two hours at most{Measured()}; the threshold is their geometric mean");
        return AlertPlan.Rule(plan.Case.Label, "names", at + 1, new ManyNames(best.Form, names), title, why, [finding]) with { Level = "high", Count = count, Because = WhyNot(best) ?? WhyNot(count) };
    }

    Sentence? WhyNot(AlertCount count) => count switch
    {
        { Fires: 0 } => Sentence.Of("it does not fire on the case: the evidence does not show what it looks for"),
        _ when count.Others > budget => Sentence.Of($"it fires {Quantity.Of(count.Others, "time")} on what is not of the case"),
        _ when count.Benign > budget => Sentence.Of($"it fires {Quantity.Of(count.Benign.Value, "time")} on evidence that is known to be good"),
        _ => null,
    };

    Sentence? WhyNot(Trial trial) => trial switch
    {
        { Case.Middle: 0 } => Sentence.Of("the evidence carries no times or no clients, by which it counts"),
        _ when read.Others.Queries == 0 && benign is null => Sentence.Of("the evidence shows nobody else, from whom it could be told apart: name evidence that is known to be good (--benign)"),
        { IsFull: true } => Sentence.Of("there are more names of that form than can be counted one by one"),
        _ when !AlertThreshold.IsApart(trial.Case.Middle, trial.MostOfOthers) => Sentence.Of($"others do the same: {trial.MostOfOthers} such names in two hours, and {trial.Case.Middle} in an hour of the case; no threshold has a factor of two to each"),
        _ => null,
    };

    string Measured() => $", of {Quantity.Of(read.Others.Queries + (benign?.Others.Queries ?? 0), "query")} of {Quantity.Of(read.Others.Clients + (benign?.Others.Clients ?? 0), "client")} that are not of the case";

    sealed record Trial(LabelForm Form, FormCount Case, FormCount Others, FormCount? Benign)
    {
        public int MostOfOthers { get; } = Math.Max(Others.MostInTwoHours, Benign?.MostInTwoHours ?? 0);

        public double Factor => (double)Case.Middle / Math.Max(1, MostOfOthers);

        public bool IsFull => Others.IsFull || Benign is { IsFull: true };
    }
}
