namespace Nameward.Engine.Reports;

/// <summary>The program's own proof on a terminal: a line for each check, what failed with what was expected, and the sum.</summary>
public static class SelftestText
{
    const int OutcomeColumns = 12, MostOfWhat = 40, Gap = 2;

    /// <summary>The lines.</summary>
    public static IReadOnlyList<StyledLine> Render(SelftestDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        page.Line(new Run($"nameward {page.Escape.Ours(document.Version)}", Style.Bold));
        foreach (var (name, value) in document.Machine)
        {
            page.Labelled(Run.Plain("  " + name), OutcomeColumns, page.Escape.Ours(value));
        }
        foreach (var group in document.Checks.GroupBy(check => check.Group))
        {
            page.Blank();
            page.Line(new Run(char.ToUpperInvariant(group.Key[0]) + group.Key[1..], Style.Bold));
            var columns = Math.Min(MostOfWhat, group.Max(check => check.What.Length));
            foreach (var check in group)
            {
                Check(page, check, columns);
            }
        }
        page.Blank();
        Sum(page, document);
        return page.Lines;
    }

    static void Check(TerminalPage page, SelftestCheck check, int columns)
    {
        var outcome = new Run("  " + check.Outcome switch { SelftestOutcome.Held => "held", SelftestOutcome.Failed => "FAILED", _ => "unproved" }, check.Outcome switch { SelftestOutcome.Held => Style.Calm, SelftestOutcome.Failed => Style.Alarm, _ => Style.Caution });
        var what = page.Escape.Ours(check.What).PadRight(columns) + new string(' ', Gap);
        page.Labelled(outcome, OutcomeColumns, check.Outcome switch
        {
            SelftestOutcome.Held => what + page.Escape.Ours(check.Found!),
            SelftestOutcome.Failed => $"{what}expected {page.Escape.Ours(check.Expected!)}; found {page.Escape.Ours(check.Found ?? "nothing: it could not be tried")}",
            _ => what + "not proved here",
        });
    }

    static void Sum(TerminalPage page, SelftestDocument document)
    {
        page.Line(new Run($"{document.Count(SelftestOutcome.Held)} held, {document.Count(SelftestOutcome.Failed)} failed, {document.Count(SelftestOutcome.NotProved)} not proved here",
            document.Held ? Style.Calm : Style.Alarm));
        if (document.Do is { } advice)
        {
            page.Labelled(new("do", Style.Bold), 4, page.Escape.Ours(advice));
        }
    }
}
