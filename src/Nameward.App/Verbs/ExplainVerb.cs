using System.CommandLine;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary><c>explain CASE FINDING</c>: how one finding of a case was weighed, from its record alone.</summary>
static class ExplainVerb
{
    const string About = """
        How one finding of a case was weighed: every signal with its value, what is usual and its bits, those of zero bits too; the start, the sum, the lines,
        and what would change it. It needs the case alone, not the evidence.

        Examples:
          nameward explain 12 F1
          nameward explain case-0318 F1
          nameward explain case-0318 F2 --format json
        """;

    const string Table = "table", Json = "json";

    public static Command Create()
    {
        var named = new Argument<string>("CASE") { Description = CaseArgument.About };
        var finding = new Argument<string>("FINDING") { Description = "The id of a finding, as F1." };
        var format = new Option<string>("--format") { Description = $"What to print: {Table} or {Json}.", DefaultValueFactory = _ => Table };
        format.AcceptOnlyFromAmong(Table, Json);
        var (store, noColor) = (StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command("explain", About) { named, finding, format, store, noColor };
        verb.SetAction(parsed =>
        {
            using var record = CaseArgument.Open(parsed.GetValue(named)!, parsed.GetValue(store));
            var weighing = CaseRecord.Explain(record, parsed.GetValue(finding)!);
            if (parsed.GetValue(format) == Json)
            {
                Screen.WriteData(WhyNotJson.ExplainLine(weighing));
                return ExitStatus.Done;
            }
            var screen = Screen.ForOutput(parsed.GetValue(noColor));
            screen.Write(TerminalWhyNot.Render(weighing, screen.WithSuffixes()));
            return ExitStatus.Done;
        });
        return verb;
    }
}
