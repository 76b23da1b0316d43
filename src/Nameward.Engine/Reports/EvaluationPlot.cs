using System.Globalization;
using System.Text;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>
/// An evaluation as one picture (SVG 1.1, no script, nothing loaded, light and dark): the bits of each labelled session over its rate, and beside them those of the
/// highest innocent findings, with the lines from which a finding escalates and is watched.
/// </summary>
public static class EvaluationPlot
{
    const string Style = """
        :root{--paper:#ffffff;--ink:#15181c;--ink2:#4b535d;--line:#d5dae0;--found:#1b5a92;--watch:#6f4e00;--alarm:#a8330d}
        @media (prefers-color-scheme:dark){:root{--paper:#13161a;--ink:#e7eaee;--ink2:#aab2bc;--line:#333a43;--found:#8abdf0;--watch:#e8bf5c;--alarm:#ff9a73}}
        .paper{fill:var(--paper)}text{fill:var(--ink2);font:13px system-ui,"Segoe UI","Noto Sans","Liberation Sans",sans-serif}
        .head{fill:var(--ink);font-size:17px;font-weight:650}.sub{font-size:13px}.strong{fill:var(--ink);font-weight:600}
        .grid{stroke:var(--line);fill:none}.limit{stroke:var(--ink);stroke-width:1.5}.watchline{stroke:var(--ink2);stroke-width:1.5;stroke-dasharray:6 4}
        .found{fill:var(--found);fill-opacity:.75;stroke:var(--paper)}.watched{fill:none;stroke:var(--watch);stroke-width:2}.missed{fill:none;stroke:var(--alarm);stroke-width:2}
        .innocent{fill:var(--alarm);stroke:var(--alarm);stroke-width:1.5}.beside{fill:none;stroke:var(--alarm);stroke-width:1.5}.edge{stroke:var(--ink2);fill:none}
        """;

    /// <summary>The picture, whole.</summary>
    public static byte[] Render(EvaluationDocument document, IDefang defang)
    {
        var layout = new PlotLayout(document);
        var escape = new EscapeHtml(defang);
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {PlotLayout.Width} {PlotLayout.Height}\" role=\"img\" aria-labelledby=\"t d\">");
        Line(svg, $"<title id=\"t\">{EscapeHtml.Encode(Title(document))}</title>");
        Line(svg, $"<desc id=\"d\">{EscapeHtml.Encode(Description(document))}</desc>");
        Line(svg, $"<style>{Style}</style>");
        Line(svg, $"<rect class=\"paper\" width=\"{PlotLayout.Width}\" height=\"{PlotLayout.Height}\"/>");
        Line(svg, $"<text class=\"head\" x=\"{PlotLayout.Left}\" y=\"30\">{EscapeHtml.Encode(Title(document))}</text>");
        Line(svg, $"<text class=\"sub\" x=\"{PlotLayout.Left}\" y=\"50\">{EscapeHtml.Encode(Description(document))}</text>");
        Axes(svg, layout);
        foreach (var point in layout.Sessions)
        {
            Session(svg, point, escape);
        }
        foreach (var point in layout.Innocents)
        {
            var look = point.Of.Standing == Standing.OfLabelledClient ? "beside" : "innocent";
            Line(svg, $"<path class=\"{look}\" d=\"M{Number(point.X)} {Number(point.Y - 6)}l6 10h-12z\"><title>{Innocent(point.Of, escape)}</title></path>");
        }
        Key(svg, layout);
        Line(svg, $"</svg>");
        return Encoding.UTF8.GetBytes(svg.ToString());
    }

    static string Title(EvaluationDocument document) => $"{EvaluationWords.Found(document)}, {EvaluationWords.Quiet(document)}";

    static string Description(EvaluationDocument document) =>
        $"Bits over the line of every labelled session over its rate; beside them the {(document.Ranked.Any(finding => finding.IsFalse) ? "highest innocent findings" : "innocent findings, of which there are none")}";

    static void Axes(StringBuilder svg, PlotLayout layout)
    {
        foreach (var mark in layout.BitMarks)
        {
            Line(svg, $"<path class=\"grid\" d=\"M{PlotLayout.Left} {Number(layout.Y(mark))}H{PlotLayout.Right}\"/>");
            Line(svg, $"<text x=\"{PlotLayout.Left - 8}\" y=\"{Number(layout.Y(mark) + 4)}\" text-anchor=\"end\">{Number(mark).Replace('-', '−')}</text>");
        }
        foreach (var (x, label) in layout.Columns)
        {
            Line(svg, $"<path class=\"grid\" d=\"M{Number(x)} {PlotLayout.Top}V{PlotLayout.Bottom}\"/>");
            Line(svg, $"<text x=\"{Number(x)}\" y=\"{PlotLayout.Bottom + 20}\" text-anchor=\"middle\">{label}</text>");
        }
        Line(svg, $"<path class=\"limit\" d=\"M{PlotLayout.Left} {Number(layout.Y(0))}H{PlotLayout.Right}\"/>");
        Line(svg, $"<path class=\"watchline\" d=\"M{PlotLayout.Left} {Number(layout.Y(-6))}H{PlotLayout.Right}\"/>");
        Line(svg, $"<text class=\"strong\" x=\"{PlotLayout.Right + 6}\" y=\"{Number(layout.Y(0) + 4)}\">escalates</text>");
        Line(svg, $"<text class=\"strong\" x=\"{PlotLayout.Right + 6}\" y=\"{Number(layout.Y(-6) + 4)}\">watched</text>");
        Line(svg, $"<text x=\"{PlotLayout.Left - 8}\" y=\"{Number(layout.NoFindingY + 4)}\" text-anchor=\"end\">none</text>");
        Line(svg, $"<path class=\"edge\" d=\"M{Number(PlotLayout.InnocentFrom)} {PlotLayout.Top}V{PlotLayout.Bottom}M{Number(PlotLayout.RateFrom)} {PlotLayout.Top}V{PlotLayout.Bottom}\"/>");
        Caption(svg, (PlotLayout.Left + PlotLayout.RateFrom) / 2, "rate 0 or not known");
        Caption(svg, (PlotLayout.RateFrom + PlotLayout.InnocentFrom) / 2, "payload, bytes a second");
        Caption(svg, (PlotLayout.InnocentFrom + PlotLayout.Right) / 2, "innocent");
        Line(svg, $"<text transform=\"translate(18 {(PlotLayout.Top + PlotLayout.Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">bits over the line</text>");
    }

    static void Caption(StringBuilder svg, double x, string text) => Line(svg, $"<text x=\"{Number(x)}\" y=\"{PlotLayout.Bottom + 42}\" text-anchor=\"middle\">{text}</text>");

    static void Session(StringBuilder svg, PlotPoint<EvaluatedSession> point, EscapeHtml escape)
    {
        var (x, y) = (Number(point.X), Number(point.Y));
        var title = $"<title>{About(point.Of, escape)}</title>";
        switch (point.Of.Outcome)
        {
            case Outcome.Escalated:
                Line(svg, $"<circle class=\"found\" cx=\"{x}\" cy=\"{y}\" r=\"5\">{title}</circle>");
                break;
            case Outcome.Watched:
                Line(svg, $"<circle class=\"watched\" cx=\"{x}\" cy=\"{y}\" r=\"5\">{title}</circle>");
                break;
            default:
                Line(svg, $"<path class=\"missed\" d=\"M{Number(point.X - 5)} {Number(point.Y - 5)}l10 10m0 -10l-10 10\">{title}</path>");
                break;
        }
    }

    static string About(EvaluatedSession session, EscapeHtml escape) =>
        $"{escape.Bare(session.Truth.Subject.Text)}, {EscapeHtml.Encode(session.Truth.Label)}{(session.Truth.Tool is { } tool ? EscapeHtml.Encode($" by {tool}") : "")}: "
        + $"{(session.Finding is { } finding ? $"{finding.Level}, {Figures.Bits(finding.Bits)} bits" : "no finding")}; {escape.Bare(session.File)}";

    static string Innocent(EvaluatedFinding innocent, EscapeHtml escape)
    {
        var subject = innocent.Finding.Subject;
        HostileText?[] parts = [subject.Client, subject.Zone ?? subject.Server];
        return $"{string.Join(' ', parts.OfType<HostileText>().Select(escape.Bare))}: {innocent.Finding.Level}, {Figures.Bits(innocent.Finding.Bits)} bits; {escape.Bare(innocent.File)}";
    }

    static void Key(StringBuilder svg, PlotLayout layout)
    {
        const double Y = PlotLayout.Height - 20, X = PlotLayout.Left;
        int Count(Outcome outcome) => layout.Sessions.Count(point => point.Of.Outcome == outcome);
        Line(svg, $"<circle class=\"found\" cx=\"{Number(X + 6)}\" cy=\"{Number(Y - 4)}\" r=\"5\"/><text x=\"{Number(X + 18)}\" y=\"{Number(Y)}\">escalated ({Count(Outcome.Escalated)})</text>");
        Line(svg, $"<circle class=\"watched\" cx=\"{Number(X + 156)}\" cy=\"{Number(Y - 4)}\" r=\"5\"/><text x=\"{Number(X + 168)}\" y=\"{Number(Y)}\">watched ({Count(Outcome.Watched)})</text>");
        Line(svg, $"<path class=\"missed\" d=\"M{Number(X + 291)} {Number(Y - 9)}l10 10m0 -10l-10 10\"/><text x=\"{Number(X + 308)}\" y=\"{Number(Y)}\">missed ({Count(Outcome.Missed)})</text>");
        Line(svg, $"<path class=\"innocent\" d=\"M{Number(X + 430)} {Number(Y - 10)}l6 10h-12z\"/><text x=\"{Number(X + 442)}\" y=\"{Number(Y)}\">innocent, the highest {layout.Innocents.Length}</text>");
        Line(svg, $"<path class=\"beside\" d=\"M{Number(X + 640)} {Number(Y - 10)}l6 10h-12z\"/><text x=\"{Number(X + 652)}\" y=\"{Number(Y)}\">of these, labelled clients in other zones</text>");
    }

    static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    static void Line(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
