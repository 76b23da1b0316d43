using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Html;

/// <summary>The records that the gravest finding rests on, and the indicators raw.</summary>
static class EvidenceSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlPage page, TriageDocument document)
    {
        var first = document.Findings.FirstOrDefault();
        page.Section("evidence", "Runbook: evidence", first is { Evidence.Length: > 0 } ? $"The records that {first.Id} rests on" : "No records are quoted");
        if (first is { Evidence.Length: > 0 })
        {
            page.Add($"<p>Names and outside addresses are written with [.] so that nothing opens by accident; quoted records are exact. <span class=\"screen\">The button copies the real value.</span></p>\n");
            Lines(page, document, first);
        }
        else
        {
            page.Add($"<p>{(first is null ? "There is no finding." : $"No record was kept for {first.Id}.")}</p>\n");
        }
        Indicators(page, document);
        page.Add($"</section>\n");
    }

    /// <summary>The quoted records of one finding.</summary>
    public static void Lines(HtmlPage page, TriageDocument document, TriageFinding finding)
    {
        foreach (var record in finding.Evidence)
        {
            page.Add($"<div class=\"line\"><p class=\"meta\"><span><b>{record.Path}</b>, {Wording.Position(document, record)}</span>");
            if (record.Filter is { } filter)
            {
                page.Add($"<span>filter {filter}</span>{page.Copy(filter)}");
            }
            page.Add($"</p><pre>{new Markup(page.Escape.Visible(record.Excerpt))}</pre></div>\n");
        }
    }

    static void Indicators(HtmlPage page, TriageDocument document)
    {
        var values = IndicatorList.Values(document);
        if (values.Count > 0)
        {
            page.Add($"<details><summary>Indicators, raw <span class=\"quiet\">for copying into a search; do not open them</span></summary><pre class=\"box\">");
            foreach (var value in values)
            {
                page.Add($"{value}\n");
            }
            page.Add($"</pre></details>\n");
        }
    }
}
