using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Reviewing;

/// <summary>Draws lessons from a review by rules, each of which rests on one fact of it.</summary>
static class ReviewLessons
{
    const string AroundTheResolver = "around-the-resolver";
    const int MostSources = 4;

    static readonly TimeSpan Long = TimeSpan.FromHours(1), Fresh = TimeSpan.FromDays(7);

    /// <summary>The lessons, in the order of the runbook.</summary>
    public static IEnumerable<ReviewLesson> Of(ReviewDocument review) =>
        [.. Sources(review), .. Gap(review), .. Resolvers(review), .. Changes(review), .. Lists(review), .. Age(review), .. Times(review), .. Containment(review)];

    static IEnumerable<ReviewLesson> Sources(ReviewDocument review) => review.Record.Coverage.Sources.Where(source => !source.Present).Take(MostSources)
        .Select(source => new ReviewLesson("source-missing", Sentence.Of($"{source.Source}: not among the evidence; {source.Note}"), "turn it on, or say in writing why not"));

    static IEnumerable<ReviewLesson> Gap(ReviewDocument review)
    {
        foreach (var row in review.Gap.Rows)
        {
            if (row.Kind == GapKind.SourceMissing && row.Moment is null && review.Gap.AsItIs?.Moment is not null)
            {
                yield return new("one-source", Sentence.Of($"{row.What} nothing escalates: all hung on that source"), "keep it, watch that it is not silent, and add one that shows the same");
            }
            if (row.Kind == GapKind.SourceMissing && review.Gap.Earlier(row) is { } by && by < -Long)
            {
                yield return new("source-late", Sentence.Of($"{row.What} it escalates {Quantity.Of((long)-by.TotalMinutes, "minute")} later"), "keep that source");
            }
            if (row.Kind == GapKind.Threshold && review.Patch.Clause is not null)
            {
                yield return new("threshold", Sentence.Of($"{row.What}: it would have escalated earlier, and nothing else of this evidence with it"), "take patch/policy.yaml, and try it with nameward evaluate over evidence of your own first");
            }
        }
        if (review.Gap.Rows.FirstOrDefault(row => row.Kind == GapKind.Patch && review.Gap.Earlier(row) > TimeSpan.Zero) is { } patched)
        {
            yield return new("patch", Sentence.Of($"{patched.What} it escalates {Quantity.Of((long)review.Gap.Earlier(patched)!.Value.TotalSeconds, "second")} earlier"), "take the patch over");
        }
    }

    static IEnumerable<ReviewLesson> Resolvers(ReviewDocument review)
    {
        if (review.Record.Findings.FirstOrDefault(finding => finding.Detector == AroundTheResolver || finding.Signals.Any(signal => signal.Detector == AroundTheResolver && signal.Bits > 0)) is { } around)
        {
            yield return new("resolver-bypassed", Sentence.Of($"{around.Id}: ").Then("", around.Title), "let hosts reach port 53, 853 and DNS over HTTPS only at the approved resolvers");
        }
        foreach (var finding in review.Findings.Where(finding => !finding.Subject.Zones.IsEmpty && !finding.Traits.Any(trait => trait.Kind is TraitKind.NameServer or TraitKind.NameServerAddress)))
        {
            yield return new("name-servers-unseen", Sentence.Of($"who serves {finding.Subject.Zones[0]} is not seen in the evidence"), "record answers too, or capture beside the resolver: the next zone of the same server is found by it");
        }
    }

    static IEnumerable<ReviewLesson> Changes(ReviewDocument review)
    {
        var odd = review.Record.Changes.Where(change => !change.IsRoutine && change.Outcome is "no-ticket" or "outside-window" or "wrong-object").ToList();
        if (odd.Count > 0)
        {
            yield return new("change-without-approval", Sentence.Of($"{Quantity.Of(odd.Count, "change")} of configuration {(odd.Count == 1 ? "was" : "were")} made without approval, the first {(odd.Min(change => change.Time) is { } first ? first.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "at a time that is not known")}"), "alert on changes of forwarders, zones and logging that no ticket names");
        }
        if (review.Record.Tickets is null && review.Record.Changes.Length > 0)
        {
            yield return new("no-tickets", Sentence.Of("changes of configuration were seen, and no change requests were given to hold them against"), "give them: --tickets, or tickets in the site file");
        }
    }

    static IEnumerable<ReviewLesson> Lists(ReviewDocument review) => review.Record.Questions.Where(question => question.Answer == "cannot-tell")
        .Select(question => new ReviewLesson("cannot-tell", Sentence.Of($"the question {question.Id.Replace('-', ' ')} could not be answered{(question.Missing.IsEmpty ? "" : ": missing " + string.Join("; ", question.Missing))}"), "bring what is missing, and triage again"));

    static IEnumerable<ReviewLesson> Age(ReviewDocument review)
    {
        if (review.NewestList is { } made && review.Findings.Min(finding => finding.FirstSeen) is { } first && first - made > Fresh)
        {
            yield return new("old-lists", Sentence.Of($"the newest list of indicators was {Quantity.Of((long)(first - made).TotalDays, "day")} old at the first sign"), "renew lists from a timer: nameward intel update");
        }
    }

    static IEnumerable<ReviewLesson> Times(ReviewDocument review) => review.Dwell.Where(span => span.Id is "to-escalate" or "to-open" or "to-contain" && span.Lasted > Long)
        .Select(span => new ReviewLesson("slow-" + span.Id, Sentence.Of($"from \"{span.From}\" to \"{span.To}\" it took {Quantity.Of((long)span.Lasted!.Value.TotalHours, "hour")}"), span.Id == "to-open" ? "let the program run by itself: nameward triage from a timer, with --notify" : "say who decides, and by when"));

    static IEnumerable<ReviewLesson> Containment(ReviewDocument review)
    {
        if (review.Findings.Any(finding => finding.Level is "critical" or "high") && review.Pack is null)
        {
            yield return new("no-pack", Sentence.Of("no containment pack is given"), "nameward contain CASE --out DIR, and name it here with --pack DIR");
        }
        if (review.Verified is not { Outcome: "proven" })
        {
            yield return new("not-verified", review.Verified is { } verified ? Sentence.Of($"the verification is {verified.Outcome.Replace('-', ' ')}") : Sentence.Of("nobody verified that it stopped"), "nameward verify CASE PATH on evidence from after the block");
        }
    }
}
