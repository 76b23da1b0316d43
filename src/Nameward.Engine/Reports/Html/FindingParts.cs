using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Html;

/// <summary>What every finding shows: its subject, its sum of bits, a bar for each signal, and the signals that gave nothing.</summary>
static class FindingParts
{
    /// <summary>The subject and the plain facts of a finding.</summary>
    public static void About(HtmlPage page, TriageFinding finding)
    {
        page.Add($"<dl class=\"about\">\n");
        Text(page, "Client", finding.Subject.Client);
        foreach (var zone in finding.Subject.Zones.Length > 0 ? finding.Subject.Zones : finding.Subject.Zone is { } only ? [only] : [])
        {
            Text(page, "Zone", zone);
        }
        Text(page, "Server", finding.Subject.Server);
        Text(page, "Process", finding.Subject.Process);
        if (finding.Payload is { } payload)
        {
            Words(page, "Bytes out", Figures.Bounds(payload.UpBytes.Low, payload.UpBytes.High));
            Words(page, "Bytes in", Figures.Bounds(payload.DownBytes.Low, payload.DownBytes.High));
        }
        Words(page, "Seen", $"{page.Clock.Second(finding.FirstSeen, "not known")} to {page.Clock.Second(finding.LastSeen, "not known")}, {Figures.Count(finding.Queries, "query", "queries")}");
        Words(page, "Tool", finding.Tool);
        Words(page, "Sessions", finding.Sessions.Length > 0 ? string.Join(", ", finding.Sessions) : null);
        foreach (var sighting in finding.AlsoSeen)
        {
            page.Add($"<div><dt>Also seen</dt><dd>{sighting.Text}</dd></div>\n");
        }
        if (finding.Server is { Place: { } place } server)
        {
            page.Add($"<div><dt>Stands in</dt><dd>{server.Address}: {place.Words}</dd></div>\n");
        }
        foreach (var zone in finding.Infrastructure)
        {
            Infrastructure(page, zone);
        }
        foreach (var zone in finding.Reputations)
        {
            page.Add($"<div><dt>Standing</dt><dd>{zone.Zone}: {(zone.Score is { } score ? $"{Figures.Count(score)} of 100, {zone.Word}" : zone.Word)}</dd></div>\n");
        }
        Words(page, "ATT&CK", finding.Techniques.Length > 0 ? string.Join(", ", finding.Techniques) : null);
        page.Add($"</dl>\n");
    }

    /// <summary>The line of the sum, the sum in words, the bars, and the fold of what gave nothing.</summary>
    public static void Bits(HtmlPage page, TriageFinding finding)
    {
        BitsLine.Write(page, finding);
        var above = finding.Families.Where(family => family.Bits > 0).Sum(family => family.Bits);
        var below = finding.Families.Where(family => family.Bits < 0).Sum(family => family.Bits);
        page.Add($"<p class=\"sum\">{HtmlPage.Bits(finding.Prior.Bits)} start, {HtmlPage.Bits(above)} for, {(below < 0 ? HtmlPage.Bits(below) : "−0.0")} against = <b>{HtmlPage.Bits(finding.Bits)} bits</b></p>\n");
        page.Add($"<p class=\"key\"><span class=\"kf\">for, to the right of the line</span><span class=\"ka\">against, to the left</span></p>\n");
        Signals(page, finding);
        Silent(page, finding);
    }

    static void Infrastructure(HtmlPage page, TriageInfrastructure zone)
    {
        page.Add($"<div><dt>Name servers</dt><dd>{zone.Zone}: {ProfileWords.InShort(zone.Conclusion)}");
        foreach (var statement in zone.Statements)
        {
            page.Add($"; {statement.Text}");
        }
        foreach (var address in zone.Addresses.Where(address => address.Place is not null))
        {
            page.Add($"; {address.Address} stands in {address.Place!.Words}");
        }
        page.Add($"</dd></div>\n");
    }

    static void Text(HtmlPage page, string label, HostileText? text)
    {
        if (text is { } some)
        {
            page.Add($"<div><dt>{label}</dt><dd>{some} {page.Copy(some)}</dd></div>\n");
        }
    }

    static void Words(HtmlPage page, string label, string? words)
    {
        if (words is not null)
        {
            page.Add($"<div><dt>{label}</dt><dd>{words}</dd></div>\n");
        }
    }

    static void Signals(HtmlPage page, TriageFinding finding)
    {
        var scale = BarScale.Of(finding);
        page.Add($"<div class=\"sig\" role=\"table\" aria-label=\"Signals of finding {finding.Id}, in bits\">");
        page.Add($"<div class=\"it\" role=\"row\"><span class=\"t quiet\" role=\"cell\">Start: {finding.Prior.Text}</span><span class=\"b\" role=\"cell\"></span><span class=\"num\" role=\"cell\">{HtmlPage.Bits(finding.Prior.Bits)}</span></div>\n");
        foreach (var family in Ranking.Families(finding))
        {
            var signals = Ranking.Speaking(finding, family.Family);
            page.Add($"<div class=\"fam\" role=\"row\"><span role=\"rowheader\">{Figures.Capital(Figures.Spoken(family.Family))}</span><span class=\"b\" role=\"cell\"></span>");
            page.Add($"<span class=\"num\" role=\"cell\"><span{new Markup(signals.Length == 1 ? " class=\"sr\"" : "")}>{HtmlPage.Bits(family.Bits)}</span></span></div>\n");
            foreach (var signal in signals)
            {
                Signal(page, signal, scale);
            }
        }
        page.Add($"<div class=\"tot\" role=\"row\"><span role=\"rowheader\">Sum</span><span class=\"b\" role=\"cell\"></span><span class=\"num\" role=\"cell\">{HtmlPage.Bits(finding.Bits)}</span></div></div>\n");
    }

    static void Signal(HtmlPage page, TriageSignal signal, BarScale scale)
    {
        page.Add($"<div class=\"it\" role=\"row\"><span class=\"t\" role=\"cell\">{signal.Text} <span class=\"id\"><code>{signal.Id}</code>{Measured(signal)}</span></span><span class=\"b\" role=\"cell\">");
        page.Add($"<svg class=\"sb\" viewBox=\"0 0 240 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        page.Add($"<rect class=\"{(signal.Bits > 0 ? "for" : "ag")}\" x=\"{Math.Min(scale.Zero, scale.X(signal.Bits))}\" y=\"0\" width=\"{Math.Abs(scale.X(signal.Bits) - scale.Zero)}\" height=\"12\"/>");
        page.Add($"<line class=\"zero\" x1=\"{scale.Zero}\" y1=\"-2\" x2=\"{scale.Zero}\" y2=\"14\"/></svg></span><span class=\"num\" role=\"cell\">{HtmlPage.Bits(signal.Bits)}</span></div>\n");
    }

    static string Measured(TriageSignal signal) => signal.Value is null ? "" : $" {Figures.Value(signal.Value)}{(signal.Baseline is null ? "" : $", usual {Figures.Value(signal.Baseline)}")}";

    static void Silent(HtmlPage page, TriageFinding finding)
    {
        var silent = Ranking.Silent(finding);
        if (silent.Length == 0 && finding.DidNotRun.Length == 0)
        {
            return;
        }
        page.Add($"<details><summary>{Figures.Headline(silent.Length, "signal")} gave nothing; {Figures.Count(finding.DidNotRun.Length, "detector")} did not run</summary>\n");
        page.Table("Each gave 0 bits; what did not run says nothing either way.", "Signal", "What was found");
        foreach (var row in finding.DidNotRun)
        {
            page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Signal\" class=\"lead\"><code>{row.Detector}</code></td><td role=\"cell\" data-h=\"What was found\"><span><span class=\"tag none\">did not run</span> {row.Because}</span></td></tr>\n");
        }
        foreach (var signal in silent)
        {
            page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Signal\" class=\"lead\"><code>{signal.Id}</code></td><td role=\"cell\" data-h=\"What was found\"><span>{signal.Text}<span class=\"id\">{Measured(signal)}</span></span></td></tr>\n");
        }
        page.EndTable();
        page.Add($"</details>\n");
    }
}

/// <summary>One scale for all the bars of a finding: 240 wide, zero where the strongest bar against still fits.</summary>
readonly record struct BarScale(double Zero, double PerBit)
{
    internal static BarScale Of(TriageFinding finding)
    {
        var right = finding.Signals.Select(signal => signal.Bits).Append(20).Max();
        var left = -finding.Signals.Select(signal => signal.Bits).Append(-4).Min();
        return new(240 * left / (left + right), 240 / (left + right));
    }

    internal double X(double bits) => Zero + bits * PerBit;
}
