using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Runbooks;

namespace Nameward.Engine.Reports;

/// <summary>The rows of the runbook on a terminal, a line each: how far the program got, and what is left to a person.</summary>
static class TerminalRunbook
{
    const int Indent = 4, TitleColumn = 25;

    /// <summary>Writes them, but for the questions and the decision, which stand above.</summary>
    public static void Write(TerminalPage page, TriageDocument document)
    {
        page.Line(new Run("Runbook", Style.Bold));
        foreach (var row in document.Runbook.Where(row => row.Id is not ("technique" or "questions" or "decision")))
        {
            page.Labelled(Run.Plain(Title(row)), TitleColumn, $"{RunbookWords.Counted(row)}{Open(page, row)}", page.IsWide ? 2 : 3);
        }
        page.Blank();
    }

    static string Title(RunbookRow row) => new string(' ', Indent) + row.Id switch
    {
        "log-sources" => "log sources",
        "key-indicators" => "key indicators",
        "level-1" => "level 1",
        "level-2" => "level 2",
        _ => row.Id,
    };

    /// <summary>What is left to a person, or cannot be told, by name.</summary>
    static string Open(TerminalPage page, RunbookRow row)
    {
        var open = row.Checks.Where(check => check.State is CheckState.ToDo or CheckState.CannotTell).Select(check => Words(check)).ToList();
        return open.Count == 0 ? "" : ": " + page.Escape.Ours(string.Join(", ", open));
    }

    static string Words(RunbookCheck check) => check.Id.StartsWith("source-", StringComparison.Ordinal) ? check.Asks : check.Id.Replace('-', ' ');
}
