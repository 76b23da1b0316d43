using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Html;

/// <summary>The top of the page: the word, the verdict in one line, what to do now and what not, and four facts.</summary>
static class VerdictHeader
{
    /// <summary>Writes it.</summary>
    public static void Write(HtmlPage page, TriageDocument document)
    {
        var decision = document.Decision;
        page.Add($"<div class=\"mast\"><span><b>Nameward</b> DNS triage</span>");
        if (document.Run.AsOf is { } asOf)
        {
            page.Add($"<span>Evidence to <time datetime=\"{Clock.Rfc3339(asOf)}\">{Clock.Prose(asOf)}, {page.Clock.Second(asOf)} UTC</time></span>");
        }
        if (document.Case is { } kept)
        {
            page.Add($"<span>Case {Figures.Count(kept.Number)}, {kept.State}</span>");
        }
        page.Add($"<span>All times UTC</span></div>\n<header class=\"verdict {decision.Decision}\">\n");
        page.Add($"<h1><span class=\"word\">{decision.Decision.ToUpperInvariant()}<span class=\"sr\">: </span></span><br>{page.Headline(decision.Line)}</h1>\n");
        if (document.Findings.Skip(1).FirstOrDefault(Ranking.Escalates) is { } other)
        {
            page.Add($"<p class=\"also\">Also: {other.Title}</p>\n");
        }
        DoNow(page, decision);
        Damage(page, document);
        foreach (var hidden in Hidden.In(document))
        {
            page.Add($"<p class=\"also\"><span class=\"tag warn\">suppressed</span> {hidden}</p>\n");
        }
        page.Add($"<dl class=\"facts\">\n");
        if (document.Findings.FirstOrDefault(Ranking.IsWatched) is { } gravest)
        {
            OfFinding(page, document, gravest);
        }
        else
        {
            OfReading(page, document);
        }
        page.Add($"</dl>\n</header>\n");
    }

    static void DoNow(HtmlPage page, TriageDecision decision)
    {
        if (decision.DoNow.Length == 0 && decision.DoNot.Length == 0)
        {
            return;
        }
        page.Add($"<div class=\"now\">");
        Listed(page, "Do now", decision.DoNow);
        Listed(page, "Do not", decision.DoNot);
        page.Add($"</div>\n");
    }

    static void Damage(HtmlPage page, TriageDocument document)
    {
        const int MostNamed = 4;
        var damaged = document.Evidence.Where(source => Wording.Damage(source) is not null).ToList();
        foreach (var source in damaged.Take(MostNamed))
        {
            page.Add($"<p class=\"also\"><span class=\"tag warn\">damaged</span> {source.Path}: {Wording.Damage(source)}</p>\n");
        }
        if (damaged.Count > MostNamed)
        {
            page.Add($"<p class=\"also\"><span class=\"tag warn\">damaged</span> {Figures.Count(damaged.Count - MostNamed)} more, under <a href=\"#provenance\">Provenance</a></p>\n");
        }
    }

    static void Listed(HtmlPage page, string label, IReadOnlyList<Sentence> sentences)
    {
        if (sentences.Count > 0)
        {
            page.Add($"<p><b>{label}</b></p>");
        }
        foreach (var sentence in sentences)
        {
            page.Add($"<p>{sentence}</p>");
        }
    }

    static void OfFinding(HtmlPage page, TriageDocument document, TriageFinding finding)
    {
        var payload = document.Findings.Where(Ranking.IsWatched).Select(other => other.Payload).FirstOrDefault(payload => payload is not null);
        Fact(page, "Data that left", payload is null ? "Not known" : Left(payload.UpBytes), payload is null
            ? "nothing in this evidence bounds it" : Figures.Bounds(payload.UpBytes.Low, payload.UpBytes.High));
        Fact(page, "Still active?", finding.Active switch { true => "Yes", false => "No", null => "Cannot tell" }, LastSeen(page, document, finding));
        Fact(page, "How sure?", finding.Conclusive ? "Proof" : "Not proved", $"{finding.Id} is {finding.Level}, {Math.Abs(finding.Bits):0.0} bits {(finding.Bits >= 0 ? "over" : "under")} the line");
        var hosts = Ranking.Hosts(document).Length;
        var findings = Ranking.Watched(document).Length;
        Fact(page, "Who is affected?", hosts == 0 ? "Not known" : Figures.Count(hosts, "host"), $"in {Figures.Count(findings, "finding")} at watch or above");
    }

    // Nothing decoded is no reason to say that nothing left.
    static string Left(ByteBounds bounds) => bounds.Low > 0 ? Figures.Size(bounds.Low) : $"up to {Figures.Size(bounds.High)}";

    static void OfReading(HtmlPage page, TriageDocument document)
    {
        Fact(page, "What was read", Figures.Count(document.Evidence.Sum(source => source.Records), "record"), $"in {Figures.Count(document.Evidence.Length, "file")}");
        var (from, to) = (document.Evidence.Min(source => source.From), document.Evidence.Max(source => source.To));
        Fact(page, "Time covered", from is null || to is null ? "Not known" : Figures.Duration(to.Value - from.Value),
            from is null || to is null ? "no record has a time" : page.Clock.Span(from.Value, to.Value));
        var nearest = document.Findings.FirstOrDefault();
        Fact(page, "Nearest finding", nearest is null ? "None" : HtmlPage.Bits(nearest.Bits) + " bits", nearest is null ? "no detector found anything" : $"{nearest.Id}, {nearest.Level}; watch from −6");
        Fact(page, "What was not seen", Figures.Count(document.Coverage.Limits.Length, "limit"), $"{Figures.Count(document.Coverage.Gaps.Length, "gap")}; see Coverage");
    }

    static void Fact(HtmlPage page, string label, string value, string exactly) => page.Add($"<div><dt>{label}</dt><dd><b>{value}</b>{exactly}</dd></div>\n");

    static string LastSeen(HtmlPage page, TriageDocument document, TriageFinding finding) => (finding.LastSeen, document.Run.AsOf) switch
    {
        ({ } last, { } end) => $"last query {page.Clock.Second(last)}, {Figures.Duration(end - last)} before the evidence ends",
        ({ } last, _) => $"last query {page.Clock.Second(last)}",
        _ => "no record has a time",
    };
}
