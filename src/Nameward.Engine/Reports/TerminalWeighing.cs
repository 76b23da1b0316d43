using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>One weighing in full on a terminal: each signal with its bits under both innocent explanations, then the sum and the lines.</summary>
static class TerminalWeighing
{
    /// <summary>Column at which the text of a weighing begins.</summary>
    public const int Indent = 4;

    const int BitsColumn = 8, LabelColumn = 13;
    const double FullBits = 20;

    /// <summary>The block, and an empty line.</summary>
    public static void Write(TerminalPage page, WhyNotWeighing weighing)
    {
        var id = weighing.Finding is { } finding ? page.Escape.Ours(finding) + " " : "";
        page.Labelled(Run.Plain("  -"), Indent, [new($"{id}{weighing.Level}, {Figures.Bits(weighing.Bits)} bits: ", Style.Bold), Run.Plain(page.Phrase(weighing.Title))], 3);
        Explanations(page, weighing);
        Signals(page, weighing);
        Labelled(page, "start", $"{Figures.Bits(weighing.Prior.Bits)}  {page.Phrase(weighing.Prior.Text)}");
        Labelled(page, "sum", Sum(weighing));
        foreach (var change in weighing.WouldChange)
        {
            Labelled(page, "change", page.Phrase(change));
        }
        NotRun(page, weighing.DidNotRun, "    not run", Indent + LabelColumn);
        page.Blank();
    }

    /// <summary>Detectors that did not run, each reason once.</summary>
    public static void NotRun(TerminalPage page, ImmutableArray<DidNotRun> missing, string label, int indent)
    {
        foreach (var reason in missing.GroupBy(run => run.Because))
        {
            page.Labelled(Run.Plain(label), indent, $"{string.Join(", ", reason.Select(run => page.Escape.Ours(run.Detector)))}: {page.Escape.Ours(reason.Key)}");
            label = "";
        }
    }

    static void Labelled(TerminalPage page, string label, string text) => page.Labelled(Run.Plain("    " + label), Indent + LabelColumn, text);

    // Both sums, so that it is seen which explanation counts and by how much.
    static void Explanations(TerminalPage page, WhyNotWeighing weighing)
    {
        if (weighing is { AsBrowsing: { } browsing, AsLookUps: { } lookUps })
        {
            var counts = weighing.Explanation == "look-ups" ? "a look-up service explains it better" : "browsing explains it better";
            Labelled(page, "explained", browsing == lookUps ? "against anything innocent alike" : $"against browsing {Figures.Bits(browsing)}, against look-ups {Figures.Bits(lookUps)}: {counts}, and counts");
        }
    }

    static void Signals(TerminalPage page, WhyNotWeighing weighing)
    {
        var strongest = weighing.Signals.Select(signal => Math.Abs(signal.Bits)).Append(FullBits).Max();
        var cells = (page.IsWide ? 20 : 10) / strongest;
        var bars = weighing.Signals.Select(signal => Ranking.IsZero(signal.Bits) ? "" : TerminalWhy.Bar(signal.Bits, cells, page.Options.Charset)).ToList();
        var width = bars.Select(bar => bar.Length).Append(0).Max() + 2;
        foreach (var (signal, bar) in weighing.Signals.Zip(bars))
        {
            var column = Indent + BitsColumn + Both(signal).Length + width;
            var lines = Wrapping.Lines([Run.Plain(Words(page, signal))], page.Width - column, 4, page.Escape.Ellipsis);
            page.Line([Run.Plain($"{"",Indent}{Figures.Bits(signal.Bits),6}  {Both(signal)}"), new(bar, signal.Bits < 0 ? Style.BarAgainst : Style.BarFor),
                Run.Plain(new string(' ', width - bar.Length)), .. lines.FirstOrDefault([])]);
            foreach (var line in lines.Skip(1))
            {
                page.Line([Run.Plain(new string(' ', column)), .. line]);
            }
        }
    }

    // The bits under both explanations where they differ in any signal of it.
    static string Both(WhyNotSignal signal) => signal is { AsBrowsing: { } browsing, AsLookUps: { } lookUps } && browsing != lookUps
        ? $"({Figures.Bits(browsing)}/{Figures.Bits(lookUps)}) ".PadRight(15) : new string(' ', 15);

    static string Words(TerminalPage page, WhyNotSignal signal)
    {
        var measured = signal.Value is null && signal.Baseline is null ? "" : $" [{Figures.Value(signal.Value)}; usual {Figures.Value(signal.Baseline)}]";
        return $"{page.Escape.Ours(signal.Id)}: {page.Phrase(signal.Text)}{measured}";
    }

    static string Sum(WhyNotWeighing weighing)
    {
        var sum = $"{Figures.Bits(weighing.Bits)}  {weighing.Level}";
        return $"{sum}; {Distance(weighing.Watched, "watched", "watch")}; {Distance(weighing.Escalates, "escalated", "escalate")}";
    }

    static string Distance(WhyNotLine line, string reached, string reach) => line switch
    {
        { IsReached: true } => $"{reached} (from {Figures.Bits(line.From)})",
        { Missing: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{line.Missing:0.0} missing to {reach} (from {Figures.Bits(line.From)})"),
        _ => $"bits enough to {reach} (from {Figures.Bits(line.From)}), but not all that it takes",
    };
}
