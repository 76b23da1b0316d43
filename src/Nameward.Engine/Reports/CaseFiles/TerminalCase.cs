using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Trails;

namespace Nameward.Engine.Reports.CaseFiles;

/// <summary>One case on a terminal. Event time and the machine's clock stand in blocks of their own, and are never put in one order.</summary>
public static class TerminalCase
{
    const int Indent = 13, TimeIndent = 23, MostFindings = 10, MostSources = 6;

    /// <summary>The lines, styled and escaped.</summary>
    /// <param name="kept">The case.</param>
    /// <param name="now">The machine's clock, UTC.</param>
    /// <param name="options">The terminal.</param>
    public static IReadOnlyList<StyledLine> Render(KeptCase kept, DateTime now, TerminalOptions options)
    {
        var page = new TerminalPage(options, null);
        Header(page, kept, now);
        Findings(page, kept.File);
        Tasks(page, kept.File);
        Kept(page, kept.File);
        Runs(page, kept.File);
        Events(page, kept.File);
        Trail(page, kept);
        return page.Lines;
    }

    static void Header(TerminalPage page, KeptCase kept, DateTime now)
    {
        var file = kept.File;
        page.Line(new Run($"Case {kept.Number}: {file.Newest.Decision}", TerminalCases.Of(file.Newest.Decision)), Run.Plain($", {CaseWords.Of(file.State)}, {page.Escape.Hostile(file.Assignee, "assigned to nobody")}"));
        page.Labelled(Run.Plain(""), 0, page.Phrase(file.Newest.Line));
        Line(page, "Opened", $"{Moment(file.Opened)}, {TerminalCases.Age(file.Opened, now)} ago; id {file.Uid:D}");
        if (file.Closing is { } closing)
        {
            Line(page, "Closed", $"{Moment(closing.At)} by {page.Escape.Hostile(closing.By)} as {closing.As}{(closing.Of is { } of ? $" of {of:D}" : "")}: {page.Escape.Hostile(closing.Reason)}");
        }
        page.Blank();
    }

    static void Findings(TerminalPage page, CaseFile file)
    {
        var findings = file.Newest.Findings;
        foreach (var (at, finding) in findings.Take(MostFindings).Index())
        {
            page.Labelled(new(at == 0 ? "Findings" : "", Style.Bold), Indent, $"{page.Escape.Hostile(finding.Id)} {page.Escape.Hostile(finding.Level)}: {page.Phrase(finding.Title)}", 2);
        }
        if (file.Newest.FindingCount > MostFindings)
        {
            page.Labelled(Run.Plain(""), Indent, $"{Figures.Count(file.Newest.FindingCount - MostFindings)} more");
        }
        page.Blank();
    }

    static void Tasks(TerminalPage page, CaseFile file)
    {
        string? row = null;
        foreach (var task in file.Tasks)
        {
            var label = task.Task.Row == row ? "" : Figures.Capital(Figures.Spoken(row = task.Task.Row));
            var done = task.IsOpen ? "[ ]" : task.State == CaseTask.Done ? "[x]" : "[-]";
            var by = task.IsOpen ? "" : $" ({(task.State == CaseTask.NotNeeded ? "not needed, " : "")}{page.Escape.Hostile(task.By, "")}{(task.Found is { } found ? ": " + page.Phrase(found) : "")})";
            page.Labelled(new(label, Style.Bold), Indent, $"{done} {task.Task.Id}: {task.Task.Text.TrimEnd('.')}{by}", 3);
        }
        page.Blank();
    }

    static void Kept(TerminalPage page, CaseFile file)
    {
        Many(page, "Tickets", file.Tickets.Select(ticket => page.Escape.Hostile(ticket)));
        Many(page, "Attached", file.Attachments.Select(one => $"{page.Escape.Hostile(one.Name)}, {Figures.Size(one.Bytes)}, SHA-256 {one.Sha256}"));
        Many(page, "Notes", file.Notes.Select(note => $"{Moment(note.At)} {page.Escape.Hostile(note.By)}: {page.Escape.Hostile(note.Text)}"));
        page.Blank();
    }

    static void Runs(TerminalPage page, CaseFile file)
    {
        Many(page, "Triages", file.Runs.Select(run => $"{Moment(run.At)} {run.Decision}: {Figures.Count(run.FindingCount, "finding")}; version {page.Escape.Hostile(run.Version)}, configuration {page.Escape.Hostile(run.Configuration)}"));
        Many(page, "Sources", file.Newest.Sources.Take(MostSources).Select(source => $"{page.Escape.Hostile(source.Path)}, {Figures.Size(source.Bytes)}, SHA-256 {page.Escape.Hostile(source.Sha256, "not taken")}"));
        if (file.Newest.SourceCount > MostSources)
        {
            page.Labelled(Run.Plain(""), Indent, $"{Figures.Count(file.Newest.SourceCount - MostSources)} more");
        }
        page.Blank();
    }

    static void Events(TerminalPage page, CaseFile file)
    {
        page.Line(new Run("What the evidence shows (times of the evidence, UTC)", Style.Bold));
        foreach (var seen in file.Events)
        {
            page.Labelled(Run.Plain($"  {Moment(seen.At)}"), TimeIndent, page.Phrase(seen.What), 2);
        }
        page.Blank();
    }

    static void Trail(TerminalPage page, KeptCase kept)
    {
        page.Line(new Run("What was done (clock of the machine, UTC)", Style.Bold));
        foreach (var row in kept.File.Rows)
        {
            page.Labelled(Run.Plain($"  {Moment(row.At)}"), TimeIndent, $"{row.Number}. {page.Escape.Hostile(Who(row))}: {page.Phrase(RowWords.Of(row))}", 3);
        }
        page.Blank();
        page.Labelled(kept.Problem is null ? new("Trail", Style.Calm) : new("Trail", Style.Alarm), Indent,
            kept.Problem is { } problem ? page.Escape.Ours(problem) : $"whole: {Figures.Count(kept.Head.Count, "row")}; the last has the hash {kept.Head.Hash}");
    }

    static Observations.HostileText Who(TrailRow row) => Observations.HostileText.Text(row.Who);

    static void Many(TerminalPage page, string label, IEnumerable<string> texts)
    {
        foreach (var (at, text) in texts.Index())
        {
            page.Labelled(new(at == 0 ? label : "", Style.Bold), Indent, text, 4);
        }
    }

    static void Line(TerminalPage page, string label, string text) => page.Labelled(new(label, Style.Bold), Indent, text);

    static string Moment(DateTime time) => $"{Clock.Date(time)} {time.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)}";
}
