using System.Globalization;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>An evaluation on a terminal: what was found of what is known, how soon, how quietly; then what was missed and what was false, one by one.</summary>
public static class TerminalEvaluation
{
    const int Indent = 10, MostAlarms = 12, MostUnread = 6;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(EvaluationDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, document.Run.AsOf);
        Headline(page, document);
        Found(page, document);
        Delay(page, document.Delay);
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
        var (all, quiet) = (document.Found[0], document.Quiet[^1]);
        page.Labelled(Run.Plain(""), 0,
        [
            new($"{Figures.Count(all.Found)} of {Figures.Count(all.Sessions, "session")} found; ", Style.Bold),
            new(quiet.Escalations == 0 ? "no false escalation" : Figures.Count(quiet.Escalations, "false escalation"), quiet.Escalations == 0 ? Style.Calm : Style.Alarm),
            new($" in {Figures.Count(quiet.ClientDays, "client-day")}", Style.Bold),
        ]);
        page.Blank();
    }

    static void Found(TerminalPage page, EvaluationDocument document)
    {
        page.Line(new("Found".PadRight(Indent), Style.Bold), Run.Plain($"{"",-22}{"sessions",10}{"found",8}"));
        var by = "";
        foreach (var sum in document.Found.Where(sum => sum.Sessions > 0))
        {
            Row(page, sum.By == by ? "" : Named(sum.By), sum.By == "rate" && sum.Value != RateDecade.Unknown ? $"{sum.Value} bytes/s" : sum.Value, sum);
            by = sum.By;
        }
        Apart(page, "apart", "under 1 kB, watch will do", document.Small);
        Apart(page, document.Small.Sessions > 0 ? "" : "apart", "may be missed", document.MayBeMissed);
        page.Blank();
    }

    static string Named(string by) => by == "all" ? "" : by;

    static void Apart(TerminalPage page, string by, string value, FoundSum sum)
    {
        if (sum.Sessions > 0)
        {
            Row(page, by, value, sum);
        }
    }

    static void Row(TerminalPage page, string by, string value, FoundSum sum)
    {
        var name = Wrapping.Fit(page.Escape.Hostile(HostileText.Text(Figures.Spoken(value))), 25, page.Escape.Ellipsis);
        page.Line(Run.Plain($"  {by,-10}{name,-25}{Figures.Count(sum.Sessions),5}{Figures.Count(sum.Found),8}{Percent(sum),8}"));
    }

    static string Percent(FoundSum sum) => sum.Sessions == 0 ? "" : (100.0 * sum.Found / sum.Sessions).ToString("0", CultureInfo.InvariantCulture) + " %";

    static void Delay(TerminalPage page, EscalationDelay delay)
    {
        if (delay.Timed > 0)
        {
            page.Labelled(new("Delay", Style.Bold), Indent, $"until the first escalation, {Figures.Count(delay.Timed)} of {Figures.Count(delay.Sessions, "session")} of 4 kB and more, half of them and nine in ten within: "
                + $"{Value(delay.Queries.Median)} and {Figures.Count((long)delay.Queries.NinetyPercent!, "query", "queries")}; {Value(delay.Seconds.Median)} and {Value(delay.Seconds.NinetyPercent)} seconds; "
                + $"{Value(delay.LeakedBytes.Median)} and {Figures.Count((long)delay.LeakedBytes.NinetyPercent!, "byte")} that can have left");
            page.Blank();
        }
    }

    // Two decimals of a second say nothing here.
    static string Value(double? value) => value is { } some ? Math.Round(some, some < 10 ? 1 : 0, MidpointRounding.AwayFromZero).ToString("#,0.#", CultureInfo.InvariantCulture) : "not known";

    static void Quiet(TerminalPage page, EvaluationDocument document)
    {
        var first = true;
        foreach (var quiet in document.Quiet.Where(quiet => quiet.Files > 0))
        {
            var where = quiet.Where switch
            {
                "benign-files" => Figures.Count(quiet.Files, "benign file"),
                "other-clients" => $"clients that no line names, in {Figures.Count(quiet.Files, "more file")}",
                _ => "both",
            };
            var watches = $"; {Figures.Count(quiet.Watches, "false watch", "false watches")}{(quiet.WatchesPerFiftyClientsAndDay is { } rate ? $", {Figures.Value(rate)} for 50 clients and day" : "")}";
            page.Labelled(new(first ? "Quiet" : "", Style.Bold), Indent, $"{where}: {EvaluationWords.Rate(quiet)}{watches}");
            first = false;
        }
        var elsewhere = document.FalseAlarms.Count(alarm => alarm.Standing == Standing.OfLabelledClient);
        if (elsewhere > 0)
        {
            page.Labelled(Run.Plain(""), Indent, $"labelled clients in zones of no session: {Figures.Count(elsewhere, "false alarm")}");
        }
        page.Blank();
    }

    static void Ranking(TerminalPage page, EvaluationDocument document)
    {
        if (document.Ranked.Length > 0)
        {
            page.Labelled(new("Ranking", Style.Bold), Indent, string.Join("; ", document.Precision.Where((precision, at) => at == 0 || precision.Of > document.Precision[at - 1].Of)
                .Select(precision => $"{Figures.Count(precision.True)} of the {Figures.Count(precision.Of)} highest findings are true"))
                + (document.Related > 0 ? $" ({Figures.Count(document.Related)} that only belong to a session left out)" : ""));
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
            page.Labelled(new($"  {Figures.Bits(alarm.Finding.Bits),6}  ", alarm.Escalates ? Style.Alarm : Style.Caution), Indent, $"{alarm.Finding.Level}: {About(page, alarm)}; {page.Escape.Hostile(alarm.File)}");
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
