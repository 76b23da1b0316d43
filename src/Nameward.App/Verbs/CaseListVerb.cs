using System.CommandLine;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Reports.CaseFiles;

namespace Nameward.App.Verbs;

/// <summary><c>case list</c>: the cases of the store, open ones first, the gravest of them first.</summary>
static class CaseListVerb
{
    const string About = """
        The cases that are not closed, gravest first: decision, verdict, state, age, who works on it, and the next task that is missing.

        Examples:
          nameward case list
          nameward case list --all --format csv
          nameward case list --state waiting
        """;

    const string Table = "table", Json = "json", Csv = "csv";

    public static Command Create()
    {
        var all = new Option<bool>("--all") { Description = "Closed ones too." };
        var state = new Option<string>("--state") { Description = $"Only those of a state: {string.Join(", ", CaseWords.States)}." };
        state.AcceptOnlyFromAmong([.. CaseWords.States]);
        var format = new Option<string>("--format") { Description = $"What to print: {Table}, {Json} or {Csv}.", DefaultValueFactory = _ => Table };
        format.AcceptOnlyFromAmong(Table, Json, Csv);
        var (store, noColor) = (StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("list", About) { all, state, format, store, noColor };
        verb.SetAction(parsed =>
        {
            using var desk = CaseDesk.ToRead(parsed.GetValue(store));
            var kept = desk.Store.Cases.Heads().Where(head => head.Case is not null).Select(head => KeptCase.Of(desk.Store.Cases, head)).ToList();
            var shown = kept.Where(one => IsShown(one.File, parsed.GetValue(state), parsed.GetValue(all))).Order(KeptCase.GravestFirst).ToList();
            switch (parsed.GetValue(format))
            {
                case Json:
                    Screen.WriteData(CasesJson.Line(shown));
                    break;
                case Csv:
                    Screen.WriteData(CasesJson.Csv(shown));
                    break;
                default:
                    var screen = Screen.ForOutput(parsed.GetValue(noColor));
                    screen.Write(TerminalCases.List(shown, kept.Count - shown.Count, CaseDesk.Now, screen.WithSuffixes()));
                    break;
            }
            return ExitStatus.Done;
        });
        return verb;
    }

    static bool IsShown(CaseFile file, string? state, bool all) => state is not null ? CaseWords.Of(file.State) == state : all || !file.IsClosed;
}
