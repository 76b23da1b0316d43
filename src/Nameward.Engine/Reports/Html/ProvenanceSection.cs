using System.Collections.Immutable;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Html;

/// <summary>What was read, with what, and what of it could not be read.</summary>
static class ProvenanceSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlPage page, ImmutableArray<TriageEvidence> evidence, TriageRun run, string schema)
    {
        var malformed = evidence.Sum(source => source.Malformed);
        var records = Figures.Headline(evidence.Length, "file") + (evidence.Length == 1 ? " was read" : " were read");
        page.Section("provenance", "Provenance", $"{records}; {(malformed == 0 ? "no record is damaged" : $"{Figures.Count(malformed, "record")} {(malformed == 1 ? "is" : "are")} damaged")}");
        page.Table("Observed, ignored and malformed add up to the records read.", "File", "#Size", "#Records", "#Observed", "#Ignored", "#Malformed", "Span", "SHA-256");
        foreach (var source in evidence)
        {
            Row(page, source);
        }
        page.EndTable();
        foreach (var source in evidence.Where(source => Wording.Damage(source) is not null || source.Malformed > 0 || source.Lacks.Length > 0 || source.Remarks.Length > 0))
        {
            Damage(page, source);
        }
        Run(page, run, schema);
        page.Add($"<p class=\"small quiet\">The acquisition of a server cannot be seen from inside a network; this report judges its use. Run again on the same files, everything but the start time and duration is the same to the byte.</p></section>\n");
    }

    static void Row(HtmlPage page, TriageEvidence source)
    {
        page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"File\" class=\"lead\">{source.Path}<span class=\"sub\">{Wording.Format(source) ?? "no format was recognised"}</span></td><td role=\"cell\" data-h=\"Size\" class=\"num\"><span>{Figures.Size(source.Bytes)}</span></td>");
        foreach (var (name, count) in new[] { ("Records", source.Records), ("Observed", source.Observed), ("Ignored", source.Ignored), ("Malformed", source.Malformed) })
        {
            page.Add($"<td role=\"cell\" data-h=\"{name}\" class=\"num\"><span>{Figures.Count(count)}</span></td>");
        }
        var span = source is { From: { } from, To: { } to } ? $"{page.Clock.Second(from)} to {page.Clock.Second(to)}" : "";
        page.Add($"<td role=\"cell\" data-h=\"Span\"{new Markup(span.Length == 0 ? " class=\"e\"" : "")}><span>{span}</span></td>");
        if (source.Sha256 is { Length: > 16 } sum)
        {
            page.Add($"<td role=\"cell\" data-h=\"SHA-256\"><span><code class=\"small\">{sum[..16]}…</code> {new Markup(EscapeHtml.CopyButton(sum))}</span></td></tr>\n");
        }
        else
        {
            page.Add($"<td role=\"cell\" data-h=\"SHA-256\"><span class=\"quiet\">not asked for</span></td></tr>\n");
        }
    }

    static void Damage(HtmlPage page, TriageEvidence source)
    {
        page.Add($"<details{new Markup(Wording.Damage(source) is null && source.Remarks.Length == 0 ? "" : " open")}><summary>{source.Path}: {(Wording.Damage(source) is not null ? "damaged" : source.Malformed > 0 ? Figures.Count(source.Malformed, "malformed record") : "what it cannot show")}</summary>\n");
        if (Wording.Damage(source) is { } damage)
        {
            page.Add($"<p><span class=\"tag warn\">damaged</span> {damage}</p>\n");
        }
        foreach (var remark in source.Remarks)
        {
            page.Add($"<p><span class=\"tag none\">note</span> {remark}</p>\n");
        }
        if (source.Lacks.Length > 0)
        {
            page.Add($"<p>This kind of evidence does not hold: {string.Join("; ", source.Lacks)}.</p>\n");
        }
        if (source.MalformedReasons.Length > 0)
        {
            page.Table("Why records could not be read, and the first of them.", "#Records", "Why", "First at");
            foreach (var reason in source.MalformedReasons)
            {
                var first = source.MalformedSamples.FirstOrDefault(sample => sample.Reason == reason.Reason);
                page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Records\" class=\"num\"><span>{Figures.Count(reason.Count)}</span></td><td role=\"cell\" data-h=\"Why\"><span>{reason.Reason}</span></td><td role=\"cell\" data-h=\"First at\"><span>{(first is null ? "not among the samples" : Wording.Position(source.Format, first.Position))}</span></td></tr>\n");
            }
            page.EndTable();
        }
        page.Add($"</details>\n");
    }

    static void Run(HtmlPage page, TriageRun run, string schema)
    {
        page.Add($"<dl class=\"about run\">\n<div><dt>Program</dt><dd>nameward {run.Version}</dd></div>\n<div><dt>Schema</dt><dd>{schema}</dd></div>\n");
        page.Add($"<div><dt>Judged as of</dt><dd>{(run.AsOf is { } asOf ? Clock.Rfc3339(asOf) : "not known: no record has a time")}</dd></div>\n<div><dt>Started, took</dt><dd>{Clock.Rfc3339(run.Started)}, {Figures.Elapsed(run.ElapsedSeconds)}</dd></div>\n");
        page.Add($"<div><dt>Configuration SHA-256</dt><dd><code class=\"small\">{run.ConfigurationSha256}</code></dd></div>\n<div><dt>Command line</dt><dd><code class=\"small\">{run.CommandLine}</code></dd></div>\n</dl>\n");
    }
}
