using Nameward.Engine.Cases.Runbooks;

namespace Nameward.Engine.Reports;

/// <summary>The words for how far a check of the runbook got.</summary>
static class RunbookWords
{
    /// <summary>The word of the contract.</summary>
    public static string Of(CheckState state) => state switch
    {
        CheckState.Found => "found",
        CheckState.CannotTell => "cannot-tell",
        CheckState.ToDo => "to-do",
        _ => "nothing",
    };

    /// <summary>The same for people. A source that was read has nothing the matter with it; a check that found nothing looked.</summary>
    public static string Spoken(RunbookRow row, RunbookCheck check) => (row.Id, check.State) switch
    {
        ("log-sources", CheckState.Nothing) => "read",
        ("log-sources", _) => "missing",
        ("questions", CheckState.Found) => "yes",
        ("questions", CheckState.Nothing) => "no",
        ("level-2" or "containment", CheckState.Nothing) => "nothing to do",
        (_, CheckState.Found) => "found",
        (_, CheckState.ToDo) => "to do",
        (_, CheckState.CannotTell) => "cannot tell",
        _ => "nothing found",
    };

    /// <summary>How far a row got: "2 found, 1 cannot tell, 2 nothing found".</summary>
    public static string Counted(RunbookRow row) => string.Join(", ", row.Checks.GroupBy(check => (check.State, Word: Spoken(row, check))).OrderBy(group => group.Key.State)
        .Select(group => $"{Figures.Count(group.Count())} {group.Key.Word}"));
}
