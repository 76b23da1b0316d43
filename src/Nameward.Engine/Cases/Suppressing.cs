using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>
/// Takes what an analyst suppressed out of what is decided on: it stays in the record with the suppression's reason and end, is neither among the facts of the policy nor what answers a question,
/// and is counted. What is proved is shown, whoever suppressed it.
/// </summary>
sealed class Suppressing
{
    readonly ImmutableArray<Suppression> _inForce;
    readonly ImmutableArray<Finding> _findings;
    readonly ImmutableArray<TriageFinding> _pages;

    /// <summary>Marks the findings that suppressions in force hide.</summary>
    public Suppressing(ImmutableArray<Suppression> inForce, ImmutableArray<Finding> findings, ImmutableArray<TriageFinding> pages)
    {
        // Of several that hide one finding the last to end is named: the finding comes back with it.
        _inForce = [.. inForce.OrderByDescending(suppression => suppression.Until).ThenBy(suppression => suppression.Id, StringComparer.Ordinal)];
        (_findings, _pages) = (findings, [.. pages.Select(page => page with { Suppressed = ByOf(SuppressibleFinding.Of(page)) })]);
    }

    /// <summary>All pages, the suppressed behind the others.</summary>
    public ImmutableArray<TriageFinding> Pages => [.. Shown, .. _pages.Where(page => page.Suppressed is not null)];

    /// <summary>The pages of the findings that count.</summary>
    public ImmutableArray<TriageFinding> Shown => [.. _pages.Where(page => page.Suppressed is null)];

    /// <summary>The findings that count.</summary>
    public ImmutableArray<Finding> Counted => [.. _findings.Where((_, i) => _pages[i].Suppressed is null)];

    /// <summary>The suppressions in force with what each hides, by id.</summary>
    public ImmutableArray<TriageSuppression> Suppressions => [.. _inForce.OrderBy(suppression => suppression.Id, StringComparer.Ordinal).Select(suppression => new TriageSuppression(suppression,
        _pages.Count(page => page.Suppressed?.Id == suppression.Id && SuppressibleFinding.Of(page).IsWatched),
        _pages.Count(page => page.Suppressed?.Id == suppression.Id && !SuppressibleFinding.Of(page).IsWatched),
        Proved(suppression).Count()))];

    /// <summary>What is shown though it falls under a suppression.</summary>
    public IEnumerable<Sentence> Limits => _inForce.SelectMany(suppression => Proved(suppression)
        .Select(page => Sentence.Of($"{page.Id} falls under the suppression {suppression.Id} and is shown all the same: it is proved, and no suppression hides a proof")));

    /// <summary>An answer, with what is suppressed of its question among the reasons.</summary>
    public Answered Say(Answered answer)
    {
        var hidden = _pages.Where((page, i) => page.Suppressed is not null && SuppressibleFinding.Of(page).IsWatched && Questions.AnsweredBy(_findings[i]) == answer.Question)
            .GroupBy(page => page.Suppressed!.Id).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return hidden.Count == 0 ? answer : answer with
        {
            Reasons =
            [
                .. answer.Answer == Answer.No ? answer.Reasons.Select(reason => Sentence.Of("apart from what is suppressed: ").Then("", reason)) : answer.Reasons,
                .. hidden.Select(group => Sentence.Of($"{Quantity.Of(group.Count(), "finding")} {(group.Count() == 1 ? "is" : "are")} suppressed by {group.Key} until {group.First().Suppressed!.Until:yyyy-MM-dd}: {group.First().Suppressed!.Reason}")),
            ],
        };
    }

    IEnumerable<TriageFinding> Proved(Suppression suppression) => _pages.Where(page => SuppressibleFinding.Of(page) is { IsProved: true } finding && finding.FallsUnder(suppression));

    SuppressedBy? ByOf(SuppressibleFinding finding) => !finding.IsProved && _inForce.FirstOrDefault(finding.FallsUnder) is { } suppression
        ? new(suppression.Id, suppression.Reason, suppression.By, suppression.Until) : null;
}
