using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Findings.Sites;

namespace Nameward.Engine.Reports;

/// <summary>A finding of a kept case that falls under a suppression.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Finding">Id of the finding in its newest record.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="IsProved">Whether it is proved, and shown all the same.</param>
public sealed record SuppressedFinding(int Case, string Finding, string Level, bool IsProved);

/// <summary>Suppressions on a terminal and as JSON, schema <c>nameward/suppressions/1</c> (docs/suppression.md).</summary>
public static class SuppressionsPage
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/suppressions/1";

    const int Indent = 12, MostNamed = 20;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<StyledLine> List(ImmutableArray<KeptSuppression> all, DateTime now, TerminalOptions options)
    {
        var page = new TerminalPage(options, now);
        if (all.IsEmpty)
        {
            page.Line(new Run("Nothing is suppressed.", Style.Bold));
        }
        foreach (var kept in all)
        {
            page.Line(new Run(page.Escape.Ours(kept.What.Id), Style.Bold), Run.Plain($": {page.Phrase(kept.What.Scope.Words)}"));
            page.Labelled(Run.Plain("  until"), Indent, Until(page, kept, now));
            page.Labelled(Run.Plain("  reason"), Indent, $"{page.Escape.Hostile(kept.What.Reason)} ({page.Escape.Hostile(kept.What.By)}{(kept.What.From is { } from ? ", " + Clock.Date(from) : "")})");
        }
        return page.Lines;
    }

    /// <summary>What was done to one, and which findings of kept cases fall under it.</summary>
    public static IReadOnlyList<StyledLine> Done(KeptSuppression kept, ImmutableArray<SuppressedFinding> findings, DateTime now, TerminalOptions options)
    {
        var page = new TerminalPage(options, now);
        page.Line(new Run(page.Escape.Ours(kept.What.Id), Style.Bold), Run.Plain($": {page.Phrase(kept.What.Scope.Words)}; {Until(page, kept, now)}"));
        var (hidden, proved) = (findings.Where(finding => !finding.IsProved).ToList(), findings.Where(finding => finding.IsProved).ToList());
        page.Labelled(Run.Plain("  kept"), Indent, hidden.Count == 0 ? "no finding of a kept case falls under it" : $"{(kept.Ended is null ? "hides" : "shows again")} {Named(page, hidden)} when the evidence is judged again; what is written in the cases stays as it is");
        if (proved.Count > 0)
        {
            page.Labelled(Run.Plain("  proved"), Indent, $"{Named(page, proved)}: proved, and shown all the same");
        }
        page.Labelled(Run.Plain("  later"), Indent, kept.Ended is null ? "every later triage with this store hides what falls under it, says how much, and never what is proved" : "no later triage hides anything by it");
        return page.Lines;
    }

    /// <summary>All of them as JSON on one line, with a line end.</summary>
    public static byte[] Json(ImmutableArray<KeptSuppression> all, DateTime now) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", SchemaName);
        TriageJson.Time(json, "now", now);
        TriageJson.Array(json, "suppressions", all, (json, kept) =>
        {
            json.WriteStartObject();
            LinkJson.Fields(json, kept.What);
            json.WriteString("standing", kept.Standing(now));
            TriageJson.Time(json, "ended", kept.Ended?.At);
            EscapeJson.Write(json, "endedBy", kept.Ended?.By);
            EscapeJson.Write(json, "endedBecause", kept.Ended?.Reason);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    });

    /// <summary>In words for a settings page: "S3 zone example.net until 2026-12-31".</summary>
    public static string Line(Suppression suppression) => $"{suppression.Id} ({suppression.Scope.Words.Render(text => text.Raw)}) until {Clock.Date(suppression.Until)}";

    static string Until(TerminalPage page, KeptSuppression kept, DateTime now) => kept.Ended is { } end
        ? string.Create(CultureInfo.InvariantCulture, $"ended {end.At:yyyy-MM-dd} by {page.Escape.Hostile(end.By)}: {page.Escape.Hostile(end.Reason)}")
        : $"{Clock.Rfc3339(kept.What.Until)}{(kept.What.IsInForce(now) ? "" : ", which is over: it hides nothing any more")}";

    static string Named(TerminalPage page, List<SuppressedFinding> findings)
    {
        var named = string.Join(", ", findings.Take(MostNamed).Select(finding => $"case {finding.Case} {page.Escape.Ours(finding.Finding)} ({page.Escape.Ours(finding.Level)})"));
        return findings.Count > MostNamed ? $"{named} and {findings.Count - MostNamed} more" : named;
    }
}
