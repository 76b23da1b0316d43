using System.Text;
using Nameward.Engine.Cases.Reviewing;

namespace Nameward.Engine.Reports.Review;

/// <summary>A review as Markdown (CommonMark with tables), to be filled in and kept.</summary>
public static class ReviewMarkdown
{
    /// <summary>The file, UTF-8.</summary>
    public static byte[] Render(ReviewDocument review, IDefang defang)
    {
        var (text, escape) = (new StringBuilder(), new EscapeMarkdown(defang));
        text.Append($"# Review of case {escape.Hostile(Observations.HostileText.Text(review.Case))} (draft)\n\n");
        text.Append("Drafted from facts. What stands in brackets as \\[to fill in: ...\\] no evidence can tell. All times UTC.\n\n");
        text.Append($"**{escape.Sentence(review.Record.Decision.Line).TrimEnd('.')}**\n\n");
        foreach (var section in ReviewSheet.Of(review))
        {
            text.Append($"## {EscapeMarkdown.Ours(section.Row)}: {escape.Sentence(section.Headline).TrimEnd('.')}\n\n");
            foreach (var part in section.Parts)
            {
                Part(text, escape, part);
            }
        }
        text.Append($"Drafted by nameward {EscapeMarkdown.Ours(review.Run.Version)}, {ReviewDocument.SchemaName}, {Clock.Rfc3339(review.Run.Started)}.\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static void Part(StringBuilder text, EscapeMarkdown escape, SheetPart part)
    {
        if (part.Columns.IsEmpty)
        {
            Lines(text, escape, part);
        }
        else if (!part.Rows.IsEmpty)
        {
            text.Append(escape.Sentence(part.Lines[0])).Append("\n\n");
            text.Append($"| {string.Join(" | ", part.Columns.Select(column => column.TrimStart('#')))} |\n|{string.Concat(part.Columns.Select(column => column[0] == '#' ? " ---: |" : " --- |"))}\n");
            text.AppendJoin("", part.Rows.Select(row => $"| {string.Join(" | ", row.Select(cell => escape.Sentence(cell.Text)))} |\n")).Append('\n');
        }
    }

    static void Lines(StringBuilder text, EscapeMarkdown escape, SheetPart part)
    {
        if (part is { Title: { } title, Lines.IsEmpty: false })
        {
            text.Append(title.Length == 0 ? "" : $"{EscapeMarkdown.Ours(title)}:\n\n").AppendJoin("", part.Lines.Select(line => $"- {escape.Sentence(line)}\n")).Append('\n');
            return;
        }
        text.AppendJoin("", part.Lines.Select(line => $"{escape.Sentence(line)}\n\n"));
    }
}
