using System.CommandLine;

namespace Nameward.App.Verbs;

/// <summary><c>case</c>: the cases of the store, and what is done to them.</summary>
static class CaseVerb
{
    const string About = """
        Cases: what nameward triage --case kept, with its tasks from the runbook, notes, tickets, files and state. Every action is a row of an audit trail that is only
        ever added to: who, when, what, and what was before.

        Examples:
          nameward case list
          nameward case show 12
          nameward case note 12 "the owner of lab-pc7 knows nothing of it"
          nameward case close 12 --as true-positive --reason "iodine on lab-pc7"
          nameward case bundle 12 --out case-12.tar
          nameward case links 12
        """;

    public static Command Create() => new("case", About)
    {
        CaseListVerb.Create(), CaseShowVerb.Create(), CaseWorkVerbs.Note(), CaseWorkVerbs.Assign(), CaseWorkVerbs.Status(), CaseWorkVerbs.Task(), CaseWorkVerbs.Ticket(), CaseWorkVerbs.Attach(),
        CaseCloseVerb.Close(), CaseCloseVerb.Reopen(), CaseFileVerbs.Export(), CaseFileVerbs.Import(), CaseFileVerbs.Bundle(),
        CaseLinksVerb.Links(), CaseLinksVerb.Campaigns(),
    };
}
