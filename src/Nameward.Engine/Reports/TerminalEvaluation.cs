using System.Globalization;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.Review;

namespace Nameward.Engine.Reports;

/// <summary>An evaluation on a terminal: what was found of what is known, how soon, how quietly; then what was missed and what was false, one by one.</summary>
public static class TerminalEvaluation
{
    const int Indent = 10, NameColumns = 38, QuietColumns = 25, MostAlarms = 12, MostUnread = 6;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(EvaluationDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, document.Run.AsOf);
        Headline(page, document);
        Found(page, document);
        Delay(page, document.Delay);
        Moments(page, document);
        Quiet(page, document);
        Ranking(page, document);
        Tools(page, document.Tools);
        TerminalSessions.Write(page, document);
        FalseAlarms(page, document);
        Unread(page, document);
        page.Blank();
        page.Labelled(new("Read", Style.Bold), Indent,
            $"{Figures.Count(document.Files.Length, "labelled file")}, each by itself, in {Figures.Elapsed(document.Run.ElapsedSeconds)}{(options.WrittenTo is { } file ? page.Escape.Ours($"; plot in {file}") : "")}");
        return page.Lines;
    }

    static void Headline(TerminalPage page, EvaluationDocument document)
    {
        var isQuiet = document.Quiet[^1].Escalations == 0;
        page.Labelled(Run.Plain(""), 0, [new(EvaluationWords.Found(document) + "; ", Style.Bold), new(EvaluationWords.Quiet(document), isQuiet ? Style.Calm : Style.Alarm)]);
        page.Blank();
    }

    static void Found(TerminalPage page, EvaluationDocument document)
    {
        page.Line(new("Found".PadRight(NameColumns), Style.Bold), Run.Plain($"{"sessions",10}{"found",8}"));
        var by = "all";
        foreach (var sum in document.Found.Append(document.Small).Append(document.MayBeMissed).Where(sum => sum.Sessions > 0))
        {
            var name = Wrapping.Fit(page.Escape.Hostile(HostileText.Text(Kind(sum))), NameColumns - 12, page.Escape.Ellipsis);
            page.Line(Run.Plain($"  {(sum.By == by ? "" : sum.By),-10}{name}".PadRight(NameColumns) + $"{Figures.Count(sum.Sessions),10}{Figures.Count(sum.Found),8}{Percent(sum),8}"));
            by = sum.By;
        }
        page.Blank();
    }

    static void Moments(TerminalPage page, EvaluationDocument document)
    {
        const int Most = 40;
        foreach (var (at, file) in document.Files.Where(file => file.IsTimed).Take(Most).Index())
        {
            page.Labelled(new(at == 0 ? "Escalates" : "", Style.Bold), Indent + 2, $"{page.Escape.Hostile(file.Path)}: {ReviewWords.Moment(file.Moment)}", 2);
        }
        page.Blank();
    }

    static string Kind(FoundSum sum) => (sum.By, sum.Value) switch
    {
        ("all", _) => "that must be found",
        ("rate", RateDecade.Unknown) => "not known",
        ("rate", RateDecade.More) => "10k bytes/s and more",
        ("rate", var decade) => $"{decade} bytes/s",
        ("apart", "small") => "under 1 kB: watched",
        _ => Figures.Spoken(sum.Value),
    };

    static string Percent(FoundSum sum) => (100.0 * sum.Found / sum.Sessions).ToString("0", CultureInfo.InvariantCulture) + " %";

    static void Delay(TerminalPage page, EscalationDelay delay)
    {
        if (delay.Timed == 0)
        {
            return;
        }
        page.Line(new("Delay".PadRight(NameColumns), Style.Bold), Run.Plain($"{"half of them",15}{"nine in ten",15}"));
        Quantiles(page, "queries", delay.Queries);
        Quantiles(page, "seconds", delay.Seconds);
        Quantiles(page, "bytes that can have left", delay.LeakedBytes);
        page.Labelled(Run.Plain(""), 2, $"Until the first escalation; {Figures.Count(delay.Timed)} of {Figures.Count(delay.Sessions, "session")} of 4 kB and more.");
        page.Blank();
    }

    static void Quantiles(TerminalPage page, string name, Quantiles quantiles) =>
        page.Line(Run.Plain($"  {name}".PadRight(NameColumns) + $"{Value(quantiles.Median),15}{Value(quantiles.NinetyPercent),15}"));

    // Two decimals of a second say nothing here.
    static string Value(double? value) => value is { } some ? Math.Round(some, some < 10 ? 1 : 0, MidpointRounding.AwayFromZero).ToString("#,0.#", CultureInfo.InvariantCulture) : "not known";

    static void Quiet(TerminalPage page, EvaluationDocument document)
    {
        page.Line(new("Quiet".PadRight(QuietColumns), Style.Bold), Run.Plain($"{"files",6}{"client-days",13}{"escalations",13}{"",11}{"watches",9}"));
        foreach (var quiet in document.Quiet.Where(quiet => quiet.Files > 0))
        {
            var name = quiet.Where switch { "benign-files" => "benign files", "other-clients" => "clients of no session", _ => "both" };
            page.Line(Run.Plain($"  {name}".PadRight(QuietColumns)
                + $"{Figures.Count(quiet.Files),6}{Figures.Count(quiet.ClientDays),13}{Figures.Count(quiet.Escalations),13}  {Rate(quiet),-13}{Figures.Count(quiet.Watches),5}"));
        }
        page.Labelled(Run.Plain(""), 2, "Beside the escalations their rate for 1,000 client-days" + (document.Quiet.Any(quiet => quiet.BoundPerThousandClientDays is not null) ? "; where there was none this is no rate but the bound that it is below, with 95 % confidence (3/N)" : "") + $". {Figures.Value(document.Quiet[^1].WatchesPerFiftyClientsAndDay)} watches for 50 clients and day.");
        var elsewhere = document.FalseAlarms.Count(alarm => alarm.Standing == Standing.OfLabelledClient);
        if (elsewhere > 0)
        {
            page.Labelled(Run.Plain(""), 2, $"Not counted here: {Figures.Count(elsewhere, "alarm")} of labelled clients, in zones of no session.");
        }
        page.Blank();
    }

    static string Rate(Quietness quiet) => quiet.BoundPerThousandClientDays is { } bound ? $"below {Figures.Value(bound)}" : quiet.PerThousandClientDays is { } rate ? Figures.Value(rate) : "";

    static void Ranking(TerminalPage page, EvaluationDocument document)
    {
        if (document.Ranked.Length > 0)
        {
            page.Labelled(new("Ranking", Style.Bold), Indent, string.Join("; ", document.Precision.Where((precision, at) => at == 0 || precision.Of > document.Precision[at - 1].Of)
                .Select(precision => $"{Figures.Count(precision.True)} of the {Figures.Count(precision.Of)} highest findings are true"))
                + (document.Related > 0 ? $"; left out: {Figures.Count(document.Related, "finding")} of the same channels at other clients or servers" : ""));
        }
    }

    static void Tools(TerminalPage page, ToolNaming tools)
    {
        page.Labelled(new("Tools", Style.Bold), Indent, $"{Figures.Count(tools.Right)} named right, {Figures.Count(tools.Wrong)} wrong, {Figures.Count(tools.None)} not; {Figures.Count(tools.Unlabelled)} where the table names none; "
            + $"{Figures.Count(tools.InBenignFiles)} in benign files, {Figures.Count(tools.OtherwiseFalse)} more of ordinary traffic");
        page.Blank();
    }

    static void FalseAlarms(TerminalPage page, EvaluationDocument document)
    {
        var alarms = document.FalseAlarms.ToList();
        if (alarms.Count == 0)
        {
            return;
        }
        page.Line(new("False alarms", Style.Bold), Run.Plain(", highest first"));
        var most = page.Options.ListsAll ? alarms.Count : MostAlarms;
        foreach (var alarm in alarms.Take(most))
        {
            page.Labelled(new($"  {Figures.Bits(alarm.Finding.Bits),6}  ", alarm.Escalates ? Style.Alarm : Style.Caution), Indent, $"{alarm.Finding.Level}: {About(page, alarm)}{(alarm.Standing == Standing.OfLabelledClient ? ", a labelled client" : "")}; {page.Escape.Hostile(alarm.File)}");
        }
        if (alarms.Count > most)
        {
            page.Labelled(Run.Plain(""), Indent, $"and {Figures.Count(alarms.Count - most)} more (--all lists them)");
        }
    }

    static string About(TerminalPage page, EvaluatedFinding alarm)
    {
        var subject = alarm.Finding.Subject;
        HostileText?[] parts = [subject.Client, subject.Zone ?? subject.Server];
        return string.Join(' ', parts.OfType<HostileText>().Select(page.Escape.Hostile));
    }

    static void Unread(TerminalPage page, EvaluationDocument document)
    {
        if (document.Unread.Length > 0)
        {
            page.Blank();
            var most = page.Options.ListsAll ? document.Unread.Length : MostUnread;
            page.Labelled(new("Not read", Style.Caution), Indent, $"{Figures.Count(document.Unread.Length, "file")} of no known format: {string.Join(", ", document.Unread.Take(most).Select(file => page.Escape.Hostile(file.Path)))}"
                + (document.Unread.Length > most ? $" and {Figures.Count(document.Unread.Length - most)} more (--all lists them)" : ""));
        }
    }
}
