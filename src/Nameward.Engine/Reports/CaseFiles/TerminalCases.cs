using Nameward.Engine.Cases.Files;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.CaseFiles;

/// <summary>Cases on a terminal: all of them, a line or two each; what an action did.</summary>
public static class TerminalCases
{
    const int Indent = 9, DecisionColumns = 10, StateColumns = 15, AgeColumns = 10;

    /// <summary>The list.</summary>
    /// <param name="cases">The cases, in order.</param>
    /// <param name="left">How many were left out by what was asked for.</param>
    /// <param name="now">The machine's clock, UTC.</param>
    /// <param name="options">The terminal.</param>
    public static IReadOnlyList<StyledLine> List(IReadOnlyList<KeptCase> cases, int left, DateTime now, TerminalOptions options)
    {
        var page = new TerminalPage(options, now);
        if (cases.Count == 0)
        {
            page.Line(new Run(left == 0 ? "There is no case." : "There is no such case.", Style.Bold));
        }
        else
        {
            page.Line(new Run("Case".PadRight(Indent) + "Decision".PadRight(DecisionColumns) + "State".PadRight(StateColumns) + "Age".PadRight(AgeColumns) + "Assigned to", Style.Bold));
        }
        foreach (var kept in cases)
        {
            Write(page, kept, now);
        }
        if (left > 0)
        {
            page.Line(Run.Plain($"{Figures.Count(left, "case")} not shown; --all shows all"));
        }
        else if (cases.Count == 0)
        {
            page.Line(Run.Plain("nameward triage PATH --case new  opens one"));
        }
        return page.Lines;
    }

    /// <summary>What an action did, and what to do next.</summary>
    /// <param name="kept">The case behind it.</param>
    /// <param name="said">What was done.</param>
    /// <param name="more">More lines.</param>
    /// <param name="options">The terminal.</param>
    public static IReadOnlyList<StyledLine> Done(KeptCase kept, Sentence said, IEnumerable<Sentence> more, TerminalOptions options)
    {
        var page = new TerminalPage(options, null);
        page.Labelled(new($"case {kept.Number}", Style.Bold), Indent, page.Escape.Sentence(said));
        foreach (var line in more)
        {
            page.Labelled(Run.Plain(""), Indent, page.Escape.Sentence(line));
        }
        return page.Lines;
    }

    static void Write(TerminalPage page, KeptCase kept, DateTime now)
    {
        var file = kept.File;
        page.Line(new Run($"{kept.Number}".PadRight(Indent), Style.Bold), new(file.Newest.Decision.PadRight(DecisionColumns), file.IsClosed ? Style.Plain : Of(file.Newest.Decision)),
            Run.Plain((file.Closing?.As ?? CaseWords.Of(file.State)).PadRight(StateColumns) + Age(file.Opened, now).PadRight(AgeColumns) + page.Escape.Hostile(file.Assignee, "nobody")));
        page.Labelled(Run.Plain(""), Indent, page.Phrase(file.Newest.Line), 2);
        if (!file.IsClosed && file.OpenTasks.FirstOrDefault() is { } task)
        {
            page.Labelled(Run.Plain(""), Indent, $"next ({task.Task.Id}): {task.Task.Text}", 1);
        }
        if (kept.Problem is { } problem)
        {
            page.Labelled(new("  trail", Style.Alarm), Indent, page.Escape.Ours(problem));
        }
    }

    internal static string Age(DateTime since, DateTime now) => Figures.Duration(now > since ? now - since : TimeSpan.Zero);

    internal static Style Of(string decision) => decision switch { "escalate" => Style.Alarm, "watch" => Style.Caution, _ => Style.Calm };
}
