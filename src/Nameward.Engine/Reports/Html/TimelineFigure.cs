using System.Globalization;
using System.Text;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Html;

/// <summary>What a finding did over time: queries in each interval, the sum of the bytes of new names, and the moment that sufficed to escalate.</summary>
static class TimelineFigure
{
    const int MostTableRows = 400;
    // Of bold text of 13 px, at most.
    const double WidthOfLetter = 8;

    /// <summary>Both drawings, their caption, and a table of the figures.</summary>
    public static void Write(HtmlPage page, TriageDocument document, TriageFinding finding)
    {
        var timeline = finding.Timeline!;
        page.Add($"<figure>");
        Draw(page, document, finding, TimelineLayout.Wide);
        Draw(page, document, finding, TimelineLayout.Narrow);
        page.Add($"<figcaption>{finding.Title}. ");
        page.Add($"{(timeline.Usual is { Length: 2 } usual ? $"Blue band: what is usual here, {Figures.Value(usual[0])} to {Figures.Value(usual[1])}." : "What is usual here is not known: no baseline covers it.")}");
        page.Add($"{(Gaps(document, timeline).Any() ? " Hatched: a source has no records there, so nothing can be said." : "")}</figcaption></figure>\n");
        Table(page, timeline);
    }

    static void Draw(HtmlPage page, TriageDocument document, TriageFinding finding, TimelineLayout layout)
    {
        var timeline = finding.Timeline!;
        var plot = new Plot(page, timeline, layout);
        var hasBytes = timeline.Bytes.Any(bytes => bytes > 0);
        var bottom = hasBytes ? layout.BytesBase : layout.QueryBase;
        var id = page.NextFigure();
        page.Add($"<svg class=\"{layout.Name}\" viewBox=\"0 0 {layout.Width} {bottom + 44}\" role=\"img\" aria-labelledby=\"{id} {id}d\">\n");
        page.Add($"<title id=\"{id}\">Finding {finding.Id}: queries per {Interval(timeline)}{(hasBytes ? " and bytes of new names, running total" : "")}</title>\n");
        page.Add($"<desc id=\"{id}d\">{Described(page, timeline)}</desc>\n");
        page.Add($"<defs><pattern id=\"{id}h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\"/></pattern></defs>\n");
        foreach (var (from, to) in Gaps(document, timeline))
        {
            Hatch(plot, id, from, to, layout.QueryTop, layout.QueryBase);
            Hatch(plot, id, from, to, layout.BytesTop, hasBytes ? layout.BytesBase : layout.BytesTop);
        }
        Queries(plot);
        if (hasBytes)
        {
            Bytes(plot);
        }
        Escalation(plot, finding, bottom);
        if (hasBytes)
        {
            page.Add($"<text class=\"pt\" x=\"0\" y=\"{layout.BytesTop - 29}\">Bytes of new names, running total</text>\n");
            page.Add($"<text class=\"et\" x=\"{layout.Right}\" y=\"{layout.BytesTop}\" text-anchor=\"end\">{Figures.Size(timeline.Bytes.Sum())}</text>\n");
        }
        TimeAxis(plot, bottom);
        page.Add($"</svg>");
    }

    static void Hatch(Plot plot, string id, DateTime from, DateTime to, double top, double bottom)
    {
        if (bottom > top)
        {
            plot.Page.Add($"<rect fill=\"url(#{id}h)\" x=\"{plot.X(from)}\" y=\"{top}\" width=\"{plot.X(to) - plot.X(from)}\" height=\"{bottom - top}\"/>\n");
        }
    }

    static void Queries(Plot plot)
    {
        var (page, timeline, layout) = (plot.Page, plot.Timeline, plot.Layout);
        var bars = plot.Bars();
        var top = Math.Max(bars.Max(), timeline.Usual is { Length: 2 } band ? band[1] : 0) * 1.05 + 0.5;
        double Y(double value) => layout.QueryBase - (layout.QueryBase - layout.QueryTop) * Math.Min(value, top) / top;
        page.Add($"<text class=\"pt\" x=\"0\" y=\"16\">Queries per {Interval(timeline)}{(plot.PerBar > 1 ? $", the busiest of each {plot.PerBar}" : "")}</text>\n");
        Marks(plot, top, 4, Y, value => Figures.Count((long)value));
        if (timeline.Usual is { Length: 2 } usual)
        {
            page.Add($"<rect class=\"usual\" x=\"{layout.Left}\" y=\"{Y(usual[1])}\" width=\"{layout.Right - layout.Left}\" height=\"{Math.Max(1, Y(usual[0]) - Y(usual[1]))}\"/>\n");
        }
        var width = (layout.Right - layout.Left) / bars.Length;
        for (var bar = 0; bar < bars.Length; bar++)
        {
            if (bars[bar] > 0)
            {
                page.Add($"<rect class=\"bar\" x=\"{layout.Left + bar * width}\" y=\"{Y(bars[bar])}\" width=\"{Math.Max(0.5, width - Math.Min(2, width / 5))}\" height=\"{layout.QueryBase - Y(bars[bar])}\"/>\n");
            }
        }
        if (timeline.Usual is { Length: 2 } line)
        {
            page.Add($"<line class=\"usualline\" x1=\"{layout.Left}\" y1=\"{Y(line[1])}\" x2=\"{layout.Right}\" y2=\"{Y(line[1])}\"/><text class=\"us\" x=\"{layout.Left}\" y=\"{layout.QueryBase + 18}\">blue band: usual, {Figures.Value(line[0])} to {Figures.Value(line[1])}</text>\n");
        }
        page.Add($"<line class=\"ax\" x1=\"{layout.Left}\" y1=\"{layout.QueryBase}\" x2=\"{layout.Right}\" y2=\"{layout.QueryBase}\"/>\n");
    }

    static void Bytes(Plot plot)
    {
        var (page, timeline, layout) = (plot.Page, plot.Timeline, plot.Layout);
        double total = timeline.Bytes.Sum(), top = total * 1.1;
        double Y(double value) => layout.BytesBase - (layout.BytesBase - layout.BytesTop) * value / top;
        Marks(plot, top, 2, Y, value => value == 0 ? "0" : Figures.Size((long)value).Replace(" bytes", "", StringComparison.Ordinal));
        var path = new StringBuilder();
        double sum = 0;
        for (var at = 0; at < timeline.Bytes.Length; at++)
        {
            var isTurn = at % plot.PerBar == 0 && (timeline.Bytes[at] > 0 || sum > 0);
            path.Append(isTurn ? string.Create(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{plot.X(plot.Start(at)):0.#} {Y(sum):0.#} ") : "");
            sum += timeline.Bytes[at];
        }
        path.Append(string.Create(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{layout.Right:0.#} {Y(total):0.#}"));
        var first = timeline.Bytes.TakeWhile(bytes => bytes == 0).Count();
        page.Add($"<path class=\"area\" d=\"{path.ToString()} L{layout.Right} {layout.BytesBase} L{plot.X(plot.Start(first))} {layout.BytesBase}Z\"/><path class=\"cum\" d=\"{path.ToString()}\"/>\n");
        page.Add($"<line class=\"ax\" x1=\"{layout.Left}\" y1=\"{layout.BytesBase}\" x2=\"{layout.Right}\" y2=\"{layout.BytesBase}\"/>\n");
    }

    static void Marks(Plot plot, double top, int most, Func<double, double> y, Func<double, string> label)
    {
        foreach (var mark in Axis.Marks(top, most))
        {
            plot.Page.Add($"<line class=\"grid\" x1=\"{plot.Layout.Left}\" y1=\"{y(mark)}\" x2=\"{plot.Layout.Right}\" y2=\"{y(mark)}\"/><text class=\"tk\" x=\"{plot.Layout.Left - 6}\" y=\"{y(mark) + 4}\" text-anchor=\"end\">{label(mark)}</text>\n");
        }
    }

    static void Escalation(Plot plot, TriageFinding finding, double bottom)
    {
        if (finding.FirstEscalation is not { } first || first.Time < plot.Timeline.From || first.Time > plot.End)
        {
            return;
        }
        var x = plot.X(first.Time);
        var when = $"{plot.Page.Clock.Second(first.Time)} enough to escalate";
        var width = when.Length * WidthOfLetter;
        var (textX, anchor) = x + 10 + width <= plot.Layout.Right ? (x + 10, "start") : x - 10 - width >= 0 ? (x - 10, "end") : (plot.Layout.Right, "end");
        plot.Page.Add($"<line class=\"esc\" x1=\"{x}\" y1=\"34\" x2=\"{x}\" y2=\"{bottom}\"/><path class=\"escm\" d=\"M{x - 5} 28h10l-5 8z\"/>");
        plot.Page.Add($"<text class=\"et\" x=\"{textX}\" y=\"34\" text-anchor=\"{anchor}\">{when}</text>");
        plot.Page.Add($"<text class=\"nt\" x=\"{textX}\" y=\"50\" text-anchor=\"{anchor}\">query {Figures.Count(first.Query)}, {Figures.Count(first.PayloadBytes, "byte")} gone</text>\n");
    }

    static void TimeAxis(Plot plot, double bottom)
    {
        var (page, layout) = (plot.Page, plot.Layout);
        var isDays = (plot.End - plot.Timeline.From).TotalHours > 36;
        foreach (var tick in Axis.Times(plot.Timeline.From, plot.End, layout.MostTicks))
        {
            var x = plot.X(tick);
            var anchor = x > layout.Right - 16 ? "end" : x < layout.Left + 8 ? "start" : "middle";
            page.Add($"<line class=\"ax\" x1=\"{x}\" y1=\"{bottom}\" x2=\"{x}\" y2=\"{bottom + 5}\"/><text class=\"tk\" x=\"{x}\" y=\"{bottom + 20}\" text-anchor=\"{anchor}\">{tick.ToString(isDays && tick.TimeOfDay == TimeSpan.Zero ? "d MMM" : "HH:mm", CultureInfo.InvariantCulture)}</text>\n");
        }
        page.Add($"<text class=\"tk\" x=\"{layout.Right}\" y=\"{bottom + 38}\" text-anchor=\"end\">{(isDays ? "" : Clock.Prose(plot.Timeline.From) + ", ")}UTC</text>");
    }

    static string Described(HtmlPage page, TriageTimeline timeline) =>
        $"From {page.Clock.Minute(timeline.From)}, at most {Figures.Count(timeline.Queries.Max())} queries per {Interval(timeline)}, {Figures.Count(timeline.Queries.Sum())} in all; "
        + $"{Figures.Count(timeline.Queries.Count(count => count == 0))} of {Figures.Count(timeline.Queries.Length)} intervals are silent. The same figures are in the table below.";

    static void Table(HtmlPage page, TriageTimeline timeline)
    {
        page.Add($"<details class=\"noprint\"><summary>The figures, per {Interval(timeline)}</summary>");
        var busy = Enumerable.Range(0, timeline.Queries.Length).Where(at => timeline.Queries[at] > 0 || At(timeline.Bytes, at) > 0).ToList();
        var rest = busy.Count > MostTableRows ? $" The first {MostTableRows} are listed, {Figures.Count(busy.Count - MostTableRows)} more are in case.json." : "";
        page.Table($"{Figures.Count(timeline.Queries.Length - busy.Count)} silent intervals are left out.{rest}", "From", "#Queries", "#Bytes of new names");
        foreach (var at in busy.Take(MostTableRows))
        {
            var from = page.Clock.Second(timeline.From.AddSeconds((double)at * timeline.Interval));
            page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"From\" class=\"lead\">{from}</td><td role=\"cell\" data-h=\"Queries\" class=\"num\">{Figures.Count(timeline.Queries[at])}</td>");
            page.Add($"<td role=\"cell\" data-h=\"Bytes of new names\" class=\"num\">{Figures.Count(At(timeline.Bytes, at))}</td></tr>\n");
        }
        page.EndTable();
        page.Add($"</details>\n");
    }

    static long At(IReadOnlyList<long> counts, int at) => at < counts.Count ? counts[at] : 0;

    static IEnumerable<(DateTime From, DateTime To)> Gaps(TriageDocument document, TriageTimeline timeline)
    {
        var end = timeline.From.AddSeconds((double)timeline.Interval * timeline.Queries.Length);
        return document.Coverage.Gaps.Where(gap => gap.From < end && gap.To > timeline.From)
            .Select(gap => (gap.From > timeline.From ? gap.From : timeline.From, gap.To < end ? gap.To : end));
    }

    static string Interval(TriageTimeline timeline) => timeline.Interval switch
    {
        60 => "minute",
        3600 => "hour",
        86_400 => "day",
        var seconds when seconds % 3600 == 0 => $"{seconds / 3600} hours",
        var seconds when seconds % 60 == 0 => $"{seconds / 60} minutes",
        var seconds => Figures.Count(seconds, "second"),
    };

    sealed record Plot(HtmlPage Page, TriageTimeline Timeline, TimelineLayout Layout)
    {
        internal int PerBar { get; } = (Timeline.Queries.Length + Layout.MostBars - 1) / Layout.MostBars;

        internal DateTime End => Start(Timeline.Queries.Length);

        internal DateTime Start(int interval) => Timeline.From.AddSeconds((double)interval * Timeline.Interval);

        internal double X(DateTime time) => Layout.Left + (Layout.Right - Layout.Left) * (time - Timeline.From).TotalSeconds / ((double)Timeline.Interval * Timeline.Queries.Length);

        // The busiest interval of each bar, so that the usual band, which is of one interval, keeps its meaning.
        internal double[] Bars() => [.. Timeline.Queries.Chunk(PerBar).Select(chunk => (double)chunk.Max())];
    }
}
