using System.Collections.Immutable;

namespace Nameward.Engine.Reports.Notices;

/// <summary>The outbox on a terminal: what waits, since when and why; what was delivered and what was given up.</summary>
public static class TerminalNotices
{
    const int Indent = 12;

    /// <summary>Every notice, what waits first.</summary>
    public static IReadOnlyList<StyledLine> List(ImmutableArray<NoticeEntry> entries, DateTime now, TerminalOptions options)
    {
        var page = new TerminalPage(options, now);
        if (entries.IsEmpty)
        {
            page.Line(new Run("There is no notice.", Style.Bold));
            return page.Lines;
        }
        foreach (var entry in entries.OrderByDescending(entry => entry.IsWaiting))
        {
            Entry(page, entry, now);
        }
        page.Blank();
        page.Line(Run.Plain($"{Figures.Count(entries.Length, "notice")}: {entries.Count(entry => entry.IsWaiting)} waiting, {entries.Count(entry => entry.Delivered is not null)} delivered, {entries.Count(entry => entry.Dropped is not null)} dropped."));
        return page.Lines;
    }

    /// <summary>How tries went.</summary>
    public static IReadOnlyList<StyledLine> Sent(ImmutableArray<NoticeEntry> entries, DateTime now, TerminalOptions options)
    {
        var page = new TerminalPage(options, now);
        foreach (var entry in entries)
        {
            Entry(page, entry, now);
        }
        page.Line(Run.Plain(entries.IsEmpty ? "Nothing is due." : $"{Figures.Count(entries.Count(entry => entry.Delivered is not null), "notice")} delivered, {entries.Count(entry => entry.IsWaiting)} kept for another try."));
        return page.Lines;
    }

    static void Entry(TerminalPage page, NoticeEntry entry, DateTime now)
    {
        var state = NoticesJson.State(entry, now);
        var style = state switch { "failing" => Style.Alarm, "waiting" => Style.Caution, "delivered" => Style.Calm, _ => Style.Plain };
        page.Labelled(new(state, style), Indent, page.Escape.Ours($"{entry.Channel}: {entry.Title}"), 2);
        page.Labelled(Run.Plain(""), Indent, page.Escape.Ours($"{entry.Id}, {page.Clock.Minute(entry.Created)}{Words(page, entry, now)}"));
        if (entry is { IsWaiting: true, Fault: { } fault })
        {
            page.Labelled(Run.Plain(""), Indent, page.Escape.Ours($"failed {Figures.Count(entry.Tries, "time")}: {fault}"));
        }
    }

    static string Words(TerminalPage page, NoticeEntry entry, DateTime now) => entry switch
    {
        { Delivered: { } at } => $"; delivered {page.Clock.Minute(at)}, {Figures.Count(entry.Tries, "try", "tries")}",
        { Dropped: { } at } => $"; dropped {page.Clock.Minute(at)}: {entry.Reason}",
        _ => (entry.FailingSince is { } since ? $"; failing for {Figures.Duration(now - since)}" : "") + (entry.Next <= now ? "; due" : $"; next try {page.Clock.Minute(entry.Next)}"),
    };
}
