using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Html;

/// <summary>The changes of configuration, those without an approval first.</summary>
static class ChangesSection
{
    static readonly string[] Outcomes = ["no-ticket", "wrong-object", "outside-window", "ticket-without-change", "approved"];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlPage page, TriageDocument document)
    {
        var changes = document.Changes;
        var approved = changes.Count(change => change.Outcome == "approved");
        page.Section("changes", "Runbook: validate any change requests", changes.Length == 0 ? "No changes"
            : $"{Figures.Headline(changes.Length, "DNS change")}; {Figures.Word(approved)} {(approved == 1 ? "is" : "are")} covered by a ticket as made");
        if (changes.Length == 0)
        {
            var hasSource = document.Evidence.Any(source => source.Changes > 0);
            page.Add($"<p>No changes: {(hasSource ? "none of the changes read concerns DNS." : "no configuration source was given, or it held none.")}</p></section>\n");
            return;
        }
        page.Table("Each change of DNS or DHCP configuration seen, against the tickets.", "Outcome", "Time", "What changed", "Old, new", "By", "Ticket");
        foreach (var change in changes.OrderBy(change => Array.IndexOf(Outcomes, change.Outcome)).ThenBy(change => change.Time))
        {
            Row(page, change);
        }
        page.EndTable();
        page.Add($"</section>\n");
    }

    static void Row(HtmlPage page, TriageChange change)
    {
        var tag = change.Outcome switch { "approved" => "ok", "no-ticket" => "bad", "ticket-without-change" => "none", _ => "warn" };
        page.Add($"<tr role=\"row\"{new Markup(change.Outcome == "no-ticket" ? " class=\"flag\"" : "")}><td role=\"cell\" data-h=\"Outcome\" class=\"lead\"><span class=\"tag {tag}\">{Figures.Spoken(change.Outcome)}</span></td>");
        page.Add($"<td role=\"cell\" data-h=\"Time\"><span>{page.Clock.Second(change.Time)}</span></td><td role=\"cell\" data-h=\"What changed\"><span>{change.What} {change.Object}</span></td>");
        page.Add($"<td role=\"cell\" data-h=\"Old, new\"><span>");
        if (change.Outcome == "ticket-without-change")
        {
            page.Add($"<span class=\"quiet\">nothing seen</span></span></td><td role=\"cell\" data-h=\"By\" class=\"e\"><span></span></td>");
        }
        else
        {
            page.Add($"{page.Known(change.Old)}<br>→ {page.Known(change.New)}</span></td><td role=\"cell\" data-h=\"By\"><span>{page.Known(change.Actor)}</span></td>");
        }
        page.Add($"<td role=\"cell\" data-h=\"Ticket\"><span>{new Markup(change.Ticket is { } ticket ? page.Escape.Hostile(ticket) : "none")}</span></td></tr>\n");
    }
}
