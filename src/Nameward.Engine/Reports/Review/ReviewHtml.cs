using System.Text;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.Html;

namespace Nameward.Engine.Reports.Review;

/// <summary>A review as one page that opens without a network, loads nothing and prints well; in the style of <see cref="HtmlReport"/>.</summary>
public static class ReviewHtml
{
    /// <summary>The page, UTF-8.</summary>
    public static byte[] Render(ReviewDocument review, IDefang defang)
    {
        var page = new HtmlPage(defang, new Clock(review.Run.AsOf));
        var sections = ReviewSheet.Of(review);
        PageFrame.Open(page, new("Review. Nameward"), sections[0].Id, "Skip to the summary");
        Header(page, review);
        PageFrame.Contents(page, "review", [.. sections.Select(section => (section.Id, section.Row)), ("provenance", "Provenance")]);
        foreach (var section in sections)
        {
            page.Add($"\n<section id=\"{section.Id}\"><p class=\"row\">{section.Row}</p><h2>{page.Headline(section.Headline)}</h2>\n");
            foreach (var part in section.Parts)
            {
                Part(page, part);
            }
            page.Add($"</section>\n");
        }
        ProvenanceSection.Write(page, review.Record.Evidence, review.Run, ReviewDocument.SchemaName);
        PageFrame.Close(page, review.Run.Version);
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    static void Header(HtmlPage page, ReviewDocument review)
    {
        var decision = review.Record.Decision.Decision;
        page.Add($"<div class=\"mast\"><span><b>Nameward</b> post-incident review</span><span>Case {HostileText.Text(review.Case)}</span><span>draft, from facts</span><span>All times UTC</span></div>\n");
        page.Add($"<header class=\"verdict {new Markup(decision is "escalate" or "watch" or "close" ? decision : "profile")}\">\n<p class=\"word\">REVIEW</p>\n<h1>{page.Headline(review.Record.Decision.Line)}</h1>\n<dl class=\"facts\">\n");
        Fact(page, "Active", Lasted(review, "active"), "first to last sign in the evidence");
        Fact(page, "Could be escalated", review.Gap.AsItIs?.Moment is { } moment ? ReviewWords.Time(moment.At) : ReviewWords.Time(review.Findings.Min(finding => finding.FirstEscalation?.Time)), review.Gap.AsItIs is null ? "by the record; not judged again" : $"found by {Figures.Count(review.Gap.Replays, "replay")}");
        Fact(page, "Left", review.Bytes.Select(bytes => bytes.Payload).OfType<Cases.TriagePayload>().ToList() is { Count: > 0 } payloads ? Figures.Size(payloads.Sum(payload => payload.UpBytes.High)) : "not known", "at most, through channels");
        Fact(page, "It stopped", review.Verified is { } verified ? Figures.Spoken(verified.Outcome) : "not known", review.Verified is null ? "nobody verified" : "by later evidence");
        page.Add($"</dl>\n</header>\n");
    }

    static string Lasted(ReviewDocument review, string id) => review.Dwell.FirstOrDefault(span => span.Id == id)?.Lasted is { } lasted ? Figures.Duration(lasted) : "not known";

    static void Part(HtmlPage page, SheetPart part)
    {
        if (part.Columns.IsEmpty)
        {
            Lines(page, part);
        }
        else if (!part.Rows.IsEmpty)
        {
            Table(page, part);
        }
    }

    static void Lines(HtmlPage page, SheetPart part)
    {
        var isList = part.Title is not null;
        if (part.Lines.IsEmpty)
        {
            return;
        }
        if (part.Title is { Length: > 0 } title)
        {
            page.Add($"<h3>{title}</h3>\n");
        }
        page.Add($"{new Markup(isList ? "<ul>\n" : "")}");
        foreach (var line in part.Lines)
        {
            page.Add($"{new Markup(isList ? "<li>" : "<p>")}{line}{new Markup(isList ? "</li>\n" : "</p>\n")}");
        }
        page.Add($"{new Markup(isList ? "</ul>\n" : "")}");
    }

    static void Table(HtmlPage page, SheetPart part)
    {
        page.Table(part.Lines[0].Render(text => text.Raw), part.Columns.AsSpan());
        foreach (var row in part.Rows)
        {
            page.Add($"<tr role=\"row\">");
            foreach (var (at, cell) in row.Index())
            {
                var column = part.Columns[at];
                var css = at == 0 ? " class=\"lead\"" : column[0] == '#' ? " class=\"num\"" : "";
                page.Add($"<td role=\"cell\" data-h=\"{column.TrimStart('#')}\"{new Markup(css)}><span{new Markup(cell.Kind switch { SheetCellKind.Blank => " class=\"tag warn\"", SheetCellKind.Whole => " class=\"nb\"", _ => "" })}>{cell.Text}</span></td>");
            }
            page.Add($"</tr>\n");
        }
        page.EndTable();
    }

    static void Fact(HtmlPage page, string label, string value, string exactly) => page.Add($"<div><dt>{label}</dt><dd><b>{value}</b>{exactly}</dd></div>\n");
}
