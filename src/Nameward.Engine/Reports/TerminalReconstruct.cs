using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Reports;

/// <summary>The sessions of channels on a terminal: for each who spoke what with whom, how much went each way, what was said, and what is missing.</summary>
public static class TerminalReconstruct
{
    const int Indent = 10, MostEvents = 16, MostFiles = 8, TimeColumns = 15;
    const string Bars = " .:-=+*#%@";

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(ReconstructDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, document.Run.AsOf);
        page.Labelled(Run.Plain(""), 0, [new(SessionWords.Headline(document), Style.Bold), Run.Plain("; all times UTC")]);
        TerminalEvidence.Damage(page, document.Evidence);
        foreach (var session in document.Sessions)
        {
            page.Blank();
            Session(page, session);
        }
        page.Blank();
        page.Labelled(new("Limits", Style.Bold), Indent, string.Join("; ", document.Coverage.Limits.Select(page.Phrase)));
        if (options.WrittenTo is { } folder)
        {
            page.Labelled(new("Written", Style.Bold), Indent, page.Escape.Ours(folder));
        }
        TerminalEvidence.Read(page, document.Evidence, document.Coverage.Gaps, document.Run.ElapsedSeconds);
        return page.Lines;
    }

    static void Session(TerminalPage page, ReconstructedSession numbered)
    {
        var session = numbered.Session;
        page.Labelled(new(numbered.Id, Style.Bold), Indent, [new(session.Title, Style.Bold),
            Run.Plain($"{(session.Key.Length > 0 ? $" {session.Key}" : "")}, {page.Escape.Hostile(HostileText.Address(session.Client))} {page.Phrase(SessionWords.Through(session))}")], 3);
        Line(page, "When", $"{(session is { First: { } first, Last: { } last } ? page.Clock.Span(first, last) : "no record has a time")}; {SessionWords.Messages(session)}{(numbered.Finding is { } finding ? $"; finding {finding}" : "")}");
        Line(page, "Up", SessionWords.Side(session.Up));
        Line(page, "Down", SessionWords.Side(session.Down));
        Line(page, "Read", $"{(session.Codec.Length > 0 ? session.Codec + "; " : "")}certainty {SessionWords.Certainty(session.Certainty)}");
        Plot(page, session.Timeline);
        foreach (var (at, file) in session.Files.Take(page.Options.ListsAll ? int.MaxValue : MostFiles).Index())
        {
            Line(page, at == 0 ? "Files" : "", $"{numbered.Id}/{file.Name}  {Figures.Count(file.Content.Length, "byte")}, {file.Kind}, SHA-256 {file.Sha256[..16]}");
        }
        foreach (var (at, note) in session.Notes.Index())
        {
            Line(page, at == 0 ? "Notes" : "", page.Phrase(note));
        }
        Events(page, session);
    }

    static void Plot(TerminalPage page, SessionTimeline? timeline)
    {
        if (timeline is null || timeline.Up.Length < 2)
        {
            return;
        }
        foreach (var (label, bytes) in new[] { ("up", timeline.Up), ("down", timeline.Down) })
        {
            var most = bytes.Max();
            if (most > 0)
            {
                var bars = string.Concat(bytes.Take(page.Width - Indent - 30).Select(value => Bars[value == 0 ? 0 : 1 + (int)Math.Min(Bars.Length - 2, (Bars.Length - 1) * value / (most + 1))]));
                page.Line(Run.Plain(new string(' ', Indent) + $"|{bars}|  {label}, {Figures.Size(most)} at most in {Figures.Duration(TimeSpan.FromSeconds(timeline.Seconds))}"));
            }
        }
    }

    static void Events(TerminalPage page, RebuiltSession session)
    {
        var shown = page.Options.ListsAll ? session.Events.Length : Math.Min(MostEvents, session.Events.Length);
        foreach (var told in session.Events.Take(shown))
        {
            var sign = told.Way switch { Way.Up => ">", Way.Down => "<", _ => " " };
            page.Labelled(Run.Plain($"  {(told.Time is { } time ? Clock.Millisecond(time) : "")}".PadRight(TimeColumns) + sign), TimeColumns + 2,
                $"{page.Phrase(told.What)}{(told.Bytes > 0 ? $" ({Figures.Count(told.Bytes, "byte")})" : "")}", page.Options.ListsAll ? 20 : 3);
        }
        if (session.Events.Length + session.MoreEvents > shown)
        {
            Line(page, "", $"and {Figures.Count(session.Events.Length + session.MoreEvents - shown)} more lines{(page.Options.ListsAll ? " that were not kept" : " (--all prints them)")}");
        }
    }

    static void Line(TerminalPage page, string label, string text) => page.Labelled(new(label, Style.Bold), Indent, text, 3);
}
