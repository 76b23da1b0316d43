using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Reports.Html;

/// <summary>Bytes of a session over time: up above the line, down below it, both by one scale.</summary>
static class SessionFigure
{
    const double Top = 28, Half = 84, Axis = 40;

    /// <summary>Both drawings, a caption, and a table of the figures.</summary>
    public static void Write(HtmlPage page, string session, SessionTimeline timeline)
    {
        page.Add($"<figure>");
        Draw(page, session, timeline, new("wide", 860, 52, 846, 8));
        Draw(page, session, timeline, new("narrow", 340, 44, 334, 4));
        page.Add($"<figcaption>Bytes in each {Figures.Duration(TimeSpan.FromSeconds(timeline.Seconds))}: up above the line, down below it, by one scale.</figcaption></figure>\n");
    }

    static void Draw(HtmlPage page, string session, SessionTimeline timeline, Frame frame)
    {
        var id = page.NextFigure();
        var most = Math.Max(1, Math.Max(timeline.Up.Max(), timeline.Down.Max()));
        var middle = Top + Half;
        double Height(long bytes) => Half * bytes / most;
        page.Add($"<svg class=\"{frame.Name}\" viewBox=\"0 0 {frame.Width} {middle + Half + Axis}\" role=\"img\" aria-labelledby=\"{id}\">\n");
        page.Add($"<title id=\"{id}\">{session}: {Figures.Count(timeline.Up.Sum(), "byte")} up and {Figures.Count(timeline.Down.Sum(), "byte")} down from {page.Clock.Second(timeline.From)} on, at most {Figures.Count(most)} in {Figures.Duration(TimeSpan.FromSeconds(timeline.Seconds))}</title>\n");
        page.Add($"<text class=\"pt\" x=\"0\" y=\"16\">Bytes per {Figures.Duration(TimeSpan.FromSeconds(timeline.Seconds))}</text>\n");
        foreach (var mark in Html.Axis.Marks(most, 2).Where(mark => mark > 0))
        {
            Mark(page, frame, middle - Height((long)mark), mark);
            Mark(page, frame, middle + Height((long)mark), mark);
        }
        Bars(page, frame, timeline.Up, "bar", value => (middle - Height(value), Height(value)));
        Bars(page, frame, timeline.Down, "usual", value => (middle, Height(value)));
        page.Add($"<line class=\"ax\" x1=\"{frame.Left}\" y1=\"{middle}\" x2=\"{frame.Right}\" y2=\"{middle}\"/>");
        page.Add($"<text class=\"nt\" x=\"0\" y=\"{middle - 6}\">up</text><text class=\"nt\" x=\"0\" y=\"{middle + 16}\">down</text>\n");
        Times(page, frame, timeline, middle + Half);
        page.Add($"</svg>");
    }

    static void Mark(HtmlPage page, Frame frame, double y, double mark) =>
        page.Add($"<line class=\"grid\" x1=\"{frame.Left}\" y1=\"{y}\" x2=\"{frame.Right}\" y2=\"{y}\"/><text class=\"tk\" x=\"{frame.Left - 6}\" y=\"{y + 4}\" text-anchor=\"end\">{Figures.Size((long)mark).Replace(" bytes", "", StringComparison.Ordinal)}</text>\n");

    static void Bars(HtmlPage page, Frame frame, ImmutableArray<long> bytes, string kind, Func<long, (double Y, double Height)> place)
    {
        var width = (frame.Right - frame.Left) / bytes.Length;
        foreach (var (at, value) in bytes.Index())
        {
            if (value > 0)
            {
                var (y, height) = place(value);
                page.Add($"<rect class=\"{kind}\" x=\"{frame.Left + at * width}\" y=\"{y}\" width=\"{Math.Max(0.5, width - Math.Min(2, width / 5))}\" height=\"{Math.Max(0.5, height)}\"/>");
            }
        }
        page.Add($"\n");
    }

    static void Times(HtmlPage page, Frame frame, SessionTimeline timeline, double bottom)
    {
        var end = timeline.From.AddSeconds((double)timeline.Seconds * timeline.Up.Length);
        var form = (end - timeline.From) switch { { TotalHours: > 36 } => "d MMM", { TotalMinutes: < 10 } => "HH:mm:ss", _ => "HH:mm" };
        page.Add($"<line class=\"ax\" x1=\"{frame.Left}\" y1=\"{bottom}\" x2=\"{frame.Right}\" y2=\"{bottom}\"/>\n");
        foreach (var tick in Html.Axis.Times(timeline.From, end, frame.MostTicks))
        {
            var x = frame.Left + (frame.Right - frame.Left) * (tick - timeline.From) / (end - timeline.From);
            var anchor = x > frame.Right - 24 ? "end" : x < frame.Left + 8 ? "start" : "middle";
            page.Add($"<line class=\"ax\" x1=\"{x}\" y1=\"{bottom}\" x2=\"{x}\" y2=\"{bottom + 5}\"/><text class=\"tk\" x=\"{x}\" y=\"{bottom + 20}\" text-anchor=\"{anchor}\">{tick.ToString(form, CultureInfo.InvariantCulture)}</text>\n");
        }
    }

    /// <summary>Where a drawing lies.</summary>
    sealed record Frame(string Name, double Width, double Left, double Right, int MostTicks);
}
