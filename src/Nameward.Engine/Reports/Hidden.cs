using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>What suppressions hide of a triage: always counted, with the reason and the end.</summary>
static class Hidden
{
    /// <summary>A sentence for each suppression that hides something.</summary>
    public static ImmutableArray<Sentence> In(TriageDocument document) => [.. document.Suppressions.Where(suppression => suppression.Hides + suppression.HidesBelow > 0).Select(Told)];

    static Sentence Told(TriageSuppression hiding)
    {
        string[] counts = [.. hiding.Hides > 0 ? [Quantity.Of(hiding.Hides, "finding")] : Array.Empty<string>(), .. hiding.HidesBelow > 0 ? [Quantity.Of(hiding.HidesBelow, "finding") + " below watch"] : Array.Empty<string>()];
        return Sentence.Of($"{string.Join(" and ", counts)} by {hiding.What.Id} until {hiding.What.Until:yyyy-MM-dd} (").Then("", hiding.What.Scope.Words).Then("): ", Sentence.Of($"{hiding.What.Reason}"));
    }
}
