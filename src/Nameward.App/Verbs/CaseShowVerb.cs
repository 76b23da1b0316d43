using System.CommandLine;
using Nameward.Engine.Reports.CaseFiles;

namespace Nameward.App.Verbs;

/// <summary><c>case show CASE</c>: all of one case, and whether its trail is whole.</summary>
static class CaseShowVerb
{
    const string About = """
        All of one case: findings, tasks with what is done, notes, tickets, files, triages, what the evidence shows and when, what was done and by whom, and whether the
        trail is whole. The hash at the end belongs in a ticket: who changes the store later cannot change it there.

        Examples:
          nameward case show 12
          nameward case show 12 --format json
        """;

    const string Table = "table", Json = "json";

    public static Command Create()
    {
        var number = CaseWorkVerbs.Number();
        var format = new Option<string>("--format") { Description = $"What to print: {Table} or {Json}.", DefaultValueFactory = _ => Table };
        format.AcceptOnlyFromAmong(Table, Json);
        var (store, noColor) = (StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("show", About) { number, format, store, noColor };
        verb.SetAction(parsed =>
        {
            using var desk = CaseDesk.ToRead(parsed.GetValue(store));
            var kept = desk.Find(parsed.GetValue(number)!);
            if (parsed.GetValue(format) == Json)
            {
                Screen.WriteData(CaseJson.Line(kept));
                return ExitStatus.Done;
            }
            var screen = Screen.ForOutput(parsed.GetValue(noColor));
            screen.Write(TerminalCase.Render(kept, CaseDesk.Now, screen.WithSuffixes()));
            return ExitStatus.Done;
        });
        return verb;
    }
}
