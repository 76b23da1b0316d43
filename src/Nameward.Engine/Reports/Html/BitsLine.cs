using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Html;

/// <summary>The sum of a finding on a line: where it starts, the thresholds, and where it stands.</summary>
static class BitsLine
{
    const double Top = 58, Thickness = 12, Middle = 64, WidthOfCritical = 80;

    /// <summary>Both drawings: 860 and 340 wide.</summary>
    public static void Write(HtmlPage page, TriageFinding finding)
    {
        page.Add($"<figure>");
        Draw(page, finding, 860, "wide");
        Draw(page, finding, 340, "narrow");
        page.Add($"</figure>\n");
    }

    static void Draw(HtmlPage page, TriageFinding finding, double width, string name)
    {
        var id = page.NextFigure();
        var low = Math.Min(Math.Min(finding.Prior.Bits, finding.Bits), Ranking.WatchFrom) - 2;
        var high = Math.Max(Math.Max(finding.Prior.Bits, finding.Bits), Ranking.CriticalFrom) + 5;
        double X(double bits) => 8 + (width - 16) * (bits - low) / (high - low);
        page.Add($"<svg class=\"{name}\" viewBox=\"0 0 {width} 112\" role=\"img\" aria-labelledby=\"{id}\">\n");
        page.Add($"<title id=\"{id}\">The sum on a line: it starts at {HtmlPage.Bits(finding.Prior.Bits)} bits, is watched from −6, can escalate from 0, is critical from +10. This finding stands at {HtmlPage.Bits(finding.Bits)}.</title>\n");
        double[] edges = [8, X(Ranking.WatchFrom), X(0), X(Ranking.CriticalFrom), width - 8];
        for (var band = 0; band < 4; band++)
        {
            page.Add($"<rect class=\"z{band}\" x=\"{edges[band]}\" y=\"{Top}\" width=\"{edges[band + 1] - edges[band]}\" height=\"{Thickness}\"/>");
        }
        foreach (var edge in edges[1..^1])
        {
            page.Add($"<line class=\"ax\" x1=\"{edge}\" y1=\"{Top - 4}\" x2=\"{edge}\" y2=\"{Top + Thickness + 4}\"/>");
        }
        page.Add($"<text class=\"tk\" x=\"{edges[1]}\" y=\"92\" text-anchor=\"end\">watch −6</text><text class=\"tk\" x=\"{edges[2] + 3}\" y=\"92\">0 escalate</text>");
        var isAtEdge = edges[3] + WidthOfCritical > width;
        page.Add($"<text class=\"tk\" x=\"{(isAtEdge ? width - 8 : edges[3] + 3)}\" y=\"{(edges[3] - edges[2] < 80 || isAtEdge ? 109 : 92)}\" text-anchor=\"{(isAtEdge ? "end" : "start")}\">+10 critical</text>\n");
        Dots(page, finding, X, width);
        page.Add($"</svg>\n");
    }

    // The label of the finding gives way to none; that of the sum without its strongest family is left out where the two would touch.
    static void Dots(HtmlPage page, TriageFinding finding, Func<double, double> x, double width)
    {
        var (start, here, without) = (x(finding.Prior.Bits), x(finding.Bits), x(WhySection.WithoutStrongest(finding)));
        page.Add($"<circle class=\"dot\" cx=\"{start}\" cy=\"{Middle}\" r=\"6\"/><text class=\"nt\" x=\"{Math.Max(8, start - 28)}\" y=\"{(Math.Abs(here - start) < 190 ? 26 : 44)}\">start {HtmlPage.Bits(finding.Prior.Bits)}</text>");
        if (finding.Conclusive && width > 400 && here - without > 200 && without - start > 160)
        {
            page.Add($"<circle class=\"dot\" cx=\"{without}\" cy=\"{Middle}\" r=\"6\"/><text class=\"nt\" x=\"{without}\" y=\"44\" text-anchor=\"middle\">without strongest {HtmlPage.Bits(WhySection.WithoutStrongest(finding))}</text>");
        }
        var anchor = here > width - 80 ? "end" : here < 80 ? "start" : "middle";
        page.Add($"<circle class=\"dot hotdot\" cx=\"{here}\" cy=\"{Middle}\" r=\"8\"/><text class=\"et\" x=\"{(anchor == "end" ? width - 8 : anchor == "start" ? 8 : here)}\" y=\"44\" text-anchor=\"{anchor}\">{finding.Id} {HtmlPage.Bits(finding.Bits)}</text>\n");
    }
}
