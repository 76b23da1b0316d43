using Nameward.Engine.Cases.Reviewing;

namespace Nameward.Engine.Reports.Review;

/// <summary>A review on a terminal: what happened and how long, what would have told it earlier, and what is to be learned; the rest stands in its files.</summary>
public static class TerminalReview
{
    const int Indent = 12, MostLessons = 8;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(ReviewDocument review, TerminalOptions options)
    {
        var page = new TerminalPage(options, review.Run.AsOf);
        page.Labelled(new("Review", Style.Bold), Indent, page.Phrase(review.Record.Decision.Line));
        page.Labelled(Run.Plain(""), Indent, [new(page.Phrase(ReviewWords.Stopped(review)), review.Verified is { Outcome: "proven" } ? Style.Calm : Style.Caution)]);
        page.Blank();
        foreach (var (at, span) in review.Dwell.Index())
        {
            var lasted = span.Lasted is not { } some ? "not known" : some < TimeSpan.Zero ? $"{Figures.Duration(-some)} before" : Figures.Duration(some);
            page.Labelled(new(at == 0 ? "Dwell" : "", Style.Bold), Indent, $"{lasted}: {span.From} ({ReviewWords.Time(span.FromAt)}) to {span.To} ({ReviewWords.Time(span.ToAt)})", 3);
        }
        page.Blank();
        Gap(page, review.Gap);
        foreach (var (at, lesson) in review.Lessons.Take(MostLessons).Index())
        {
            page.Labelled(new(at == 0 ? "Lessons" : "", Style.Bold), Indent, $"{page.Phrase(lesson.Fact)}: {lesson.Do}", 3);
        }
        if (review.Lessons.Length > MostLessons)
        {
            page.Labelled(Run.Plain(""), Indent, $"{review.Lessons.Length - MostLessons} more in the files: --out DIR");
        }
        page.Blank();
        foreach (var (at, why) in review.Patch.Because.Index())
        {
            page.Labelled(new(at == 0 ? "Patch" : "", Style.Bold), Indent, page.Phrase(why), 3);
        }
        foreach (var (at, limit) in review.Limits.Index())
        {
            page.Labelled(new(at == 0 ? "Not told" : "", Style.Bold), Indent, page.Phrase(limit), 3);
        }
        page.Blank();
        if (options.WrittenTo is { } folder)
        {
            page.Labelled(new("Written", Style.Bold), Indent, $"{page.Escape.Ours(folder)}: open review.html, fill in review.md", 3);
        }
        return page.Lines;
    }

    static void Gap(TerminalPage page, DetectionGap gap)
    {
        if (gap.AsItIs is { } asItIs)
        {
            page.Labelled(new("Gap", Style.Bold), Indent, [new($"as it is: {asItIs.Decision}, escalates {ReviewWords.Moment(asItIs.Moment)}", Style.Bold)]);
        }
        foreach (var row in gap.Rows)
        {
            page.Labelled(Run.Plain(""), Indent, $"{page.Phrase(row.What)}: {row.Decision}, escalates {ReviewWords.Moment(row.Moment)}, {ReviewWords.Earlier(gap, row)}", 3);
        }
        foreach (var note in gap.Notes)
        {
            page.Labelled(gap.AsItIs is null ? new("Gap", Style.Bold) : Run.Plain(""), Indent, page.Phrase(note), 3);
        }
        page.Blank();
    }
}
