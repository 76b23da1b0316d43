using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Reports;

/// <summary>The policy in force on a terminal, and how its test cases went.</summary>
public static class TerminalPolicy
{
    const int Indent = 12;

    /// <summary>Every clause: what it decides, its words, its condition, where it comes from.</summary>
    public static IReadOnlyList<StyledLine> Render(PolicyDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        page.Line(new Run($"{Figures.Count(document.Policy.Clauses.Length, "clause")}; the gravest decision of those that fire counts, and where none fires it is close", Style.Bold));
        foreach (var clause in document.Policy.Clauses)
        {
            page.Blank();
            page.Labelled(new(Words.Of(clause.Then), clause.Then == Decision.Escalate ? Style.Alarm : Style.Caution), Indent, [new Run(page.Escape.Ours(clause.Id), Style.Bold)]);
            page.Labelled(Run.Plain(""), Indent, page.Escape.Ours(clause.Text));
            page.Labelled(Run.Plain("  when"), Indent, page.Escape.Ours(PolicyJson.Flow(PolicyJson.When(clause.When))));
            page.Labelled(Run.Plain("  from"), Indent, page.Escape.Ours(document.Origins[clause.Id]));
        }
        page.Blank();
        document.Off.ToList().ForEach(off => page.Labelled(Run.Plain("off"), Indent, page.Escape.Ours(off)));
        document.Warnings.ToList().ForEach(warning => page.Labelled(new("warning", Style.Caution), Indent, page.Escape.Ours(warning)));
        return page.Lines;
    }

    /// <summary>Each case: whether it gave what was expected, and what it gave where not.</summary>
    public static IReadOnlyList<StyledLine> Render(ImmutableArray<PolicyTestOutcome> outcomes, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        foreach (var outcome in outcomes)
        {
            page.Labelled(outcome.Wrong is null ? new("pass", Style.Calm) : new("fail", Style.Alarm), Indent, page.Escape.Ours(outcome.Name));
            if (outcome.Wrong is { } wrong)
            {
                page.Labelled(Run.Plain(""), Indent, page.Escape.Ours($"{outcome.At}: {wrong}"));
            }
        }
        var failed = outcomes.Count(outcome => outcome.Wrong is not null);
        page.Blank();
        page.Line(new Run(failed == 0 ? $"{Figures.Count(outcomes.Length, "case")}, all pass" : $"{Figures.Count(failed)} of {Figures.Count(outcomes.Length, "case")} fail", Style.Bold));
        return page.Lines;
    }
}

/// <summary>How a case of a policy's test went.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Wrong">What was decided in place of what was expected; null where it was as expected.</param>
public sealed record PolicyTestOutcome(string Name, string At, string? Wrong);
