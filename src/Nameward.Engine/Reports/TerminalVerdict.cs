using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>The decision, the four answers and what comes next, on a terminal.</summary>
static class TerminalVerdict
{
    const int Indent = 11, AnswerColumn = 33, ReasonColumn = 46, MostCommands = 4;

    /// <summary>The decision word and its line, then what to do at once and what not.</summary>
    public static void Header(TerminalPage page, TriageDocument document)
    {
        var decision = document.Decision;
        page.Labelled(Badge(decision.Decision), Indent, [new(page.Phrase(decision.Line), Style.Bold)]);
        if (document.Findings.Skip(1).FirstOrDefault(Ranking.Escalates) is { } other)
        {
            page.Labelled(Run.Plain(""), Indent, "also: " + page.Phrase(other.Title));
        }
        List(page, "do now", decision.DoNow);
        List(page, "do not", decision.DoNot);
        page.Blank();
    }

    /// <summary>The four questions, each with its answer and the first reason.</summary>
    public static void Questions(TerminalPage page, TriageDocument document)
    {
        page.Line(new Run("Four questions", Style.Bold));
        var number = 0;
        foreach (var question in document.Questions)
        {
            var answer = Answer(question.Answer);
            var label = $"{++number} {Wording.Short(question.Id)}".PadRight(AnswerColumn);
            var lines = Wrapping.Lines([Run.Plain(Reason(page, question))], page.Width - ReasonColumn, page.IsWide ? 2 : 3, page.Escape.Ellipsis);
            page.Line([Run.Plain(label), answer, Run.Plain(new string(' ', ReasonColumn - AnswerColumn - answer.Text.Length)), .. lines.FirstOrDefault([])]);
            foreach (var line in lines.Skip(1))
            {
                page.Line([Run.Plain(new string(' ', ReasonColumn)), .. line]);
            }
        }
        page.Blank();
    }

    /// <summary>The commands of the next steps, after the folder that was written.</summary>
    public static void Next(TerminalPage page, TriageDocument document)
    {
        if (page.Options.WrittenTo is { } folder)
        {
            page.Labelled(new("Written", Style.Bold), 10, $"{page.Escape.Ours(folder)} ({Files(page)})");
        }
        var commands = document.Decision.NextSteps.Where(step => step.Command is not null).Select(step => page.Escape.Ours(EscapeShell.Command(step.Command!))).Distinct().ToList();
        var lines = Joined(commands, page.IsWide ? page.Width - 10 : 0).ToList();
        for (var at = 0; at < Math.Min(lines.Count, MostCommands); at++)
        {
            page.Labelled(at == 0 ? new("Next", Style.Bold) : Run.Plain(""), 10, lines[at]);
        }
        if (lines.Count > MostCommands)
        {
            page.Labelled(Run.Plain(""), 10, $"{lines.Count - MostCommands} more in the report");
        }
    }

    static void List(TerminalPage page, string label, ImmutableArray<Sentence> sentences)
    {
        for (var at = 0; at < sentences.Length; at++)
        {
            page.Labelled(Run.Plain(at == 0 ? label : ""), Indent, page.Phrase(sentences[at]));
        }
    }

    static Run Badge(string decision) => decision switch
    {
        "escalate" => new(" ESCALATE ", Style.EscalateBadge),
        "watch" => new(" WATCH ", Style.WatchBadge),
        _ => new(" CLOSE ", Style.CloseBadge),
    };

    static Run Answer(string answer) => answer switch
    {
        "yes" => new("YES", Style.Alarm),
        "no" => new("no", Style.Calm),
        _ => new("CANNOT TELL", Style.Caution),
    };

    // The wide form has room for what is missing, too.
    static string Reason(TerminalPage page, TriageQuestion question)
    {
        var missing = question.Missing.Length > 0 ? "missing: " + page.Escape.Ours(question.Missing[0]) : "";
        if (question.Reasons.Length == 0)
        {
            return missing;
        }
        var reason = page.Phrase(question.Reasons[0]);
        var more = question.Reasons.Length > 1 ? $"; {question.Reasons.Length - 1} more" : "";
        return reason + more + (page.IsWide && missing.Length > 0 ? "; " + missing : "");
    }

    static string Files(TerminalPage page)
    {
        var files = page.Options.Written.OrderBy(file => file is "report.html" ? 0 : file is "case.json" ? 1 : 2).ToList();
        var named = page.IsWide ? files.Count : Math.Min(2, files.Count);
        var names = string.Join(", ", files.Take(named).Select(page.Escape.Ours));
        return files.Count > named ? $"{names}, {files.Count - named} more" : names;
    }

    static IEnumerable<string> Joined(List<string> commands, int width)
    {
        var line = "";
        foreach (var command in commands)
        {
            if (line.Length > 0 && line.Length + 3 + command.Length > width)
            {
                yield return line;
                line = "";
            }
            line += line.Length > 0 ? "   " + command : command;
        }
        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
