using System.Collections.Immutable;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Html;

/// <summary>The changes of configuration, those without an approval first.</summary>
static class ChangesSection
{
    const int MostRows = 200;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlPage page, TriageDocument document)
    {
        page.Section("changes", "Runbook: validate any change requests", Headline(document));
        if (document.Changes.Length == 0)
        {
            var hasSource = document.Evidence.Any(source => source.Changes > 0);
            page.Add($"<p>No changes: {(hasSource ? "what was read of configuration stands as it stood." : "no configuration source was given, or it held none.")}</p></section>\n");
            return;
        }
        page.Add($"<p>{ChangeOrder.Against(document)}</p>\n");
        page.Table("Each change of DNS or DHCP configuration seen, against the tickets.", "Outcome", "Time", "What changed", "Old, new", "By", "Ticket");
        Rows(page, document);
        page.Add($"</section>\n");
    }

    static void Rows(HtmlPage page, TriageDocument document)
    {
        var changes = ChangeOrder.Of(document);
        foreach (var change in changes.Take(MostRows))
        {
            Row(page, change);
        }
        page.EndTable();
        if (changes.Length > MostRows)
        {
            page.Add($"<p>{changes.Length - MostRows} more are in the record of the case (case.json).</p>\n");
        }
        foreach (var note in ChangeOrder.Notes(document))
        {
            page.Add($"<p class=\"small quiet\">{note}.</p>\n");
        }
    }

    static string Headline(TriageDocument document)
    {
        var changes = ChangeOrder.Counted(document).Where(change => change.Outcome != "ticket-without-change").ToImmutableArray();
        var approved = changes.Count(change => change.Outcome == "approved");
        return changes.Length == 0 ? "No changes"
            : $"{Figures.Headline(changes.Length, "DNS change")}; {Figures.Word(approved)} {(approved == 1 ? "is" : "are")} covered by a ticket as made";
    }

    static void Row(HtmlPage page, TriageChange change)
    {
        var tag = change switch { { IsRoutine: true } => "none", { Outcome: "approved" } => "ok", { Outcome: "no-ticket" } => "bad", { Outcome: "ticket-without-change" } => "none", _ => "warn" };
        page.Add($"<tr role=\"row\"{new Markup(tag == "bad" ? " class=\"flag\"" : "")}><td role=\"cell\" data-h=\"Outcome\" class=\"lead\"><span class=\"tag {tag}\">{ChangeOrder.Word(change)}</span></td>");
        page.Add($"<td role=\"cell\" data-h=\"Time\"><span>{ChangeOrder.Time(change, page.Clock)}</span></td><td role=\"cell\" data-h=\"What changed\"><span>{change.What} {change.Object}");
        Details(page, change);
        page.Add($"</span></td><td role=\"cell\" data-h=\"Old, new\"><span>");
        if (change.Outcome == "ticket-without-change")
        {
            page.Add($"<span class=\"quiet\">nothing seen</span></span></td><td role=\"cell\" data-h=\"By\" class=\"e\"><span></span></td>");
        }
        else
        {
            page.Add($"{page.Known(change.Old)}<br>→ {page.Known(change.New)}</span></td><td role=\"cell\" data-h=\"By\"><span>{page.Known(change.Actor)}</span></td>");
        }
        page.Add($"<td role=\"cell\" data-h=\"Ticket\"><span>{new Markup(change.Ticket is { } ticket ? page.Escape.Hostile(ticket) : "none")}");
        if (change.Why is { } why)
        {
            page.Add($"<span class=\"sub\">{why}</span>");
        }
        page.Add($"</span></td></tr>\n");
    }

    /// <summary>Where it was made, by which setting, and where that stands in the evidence.</summary>
    static void Details(HtmlPage page, TriageChange change)
    {
        if (change.Server is { } server)
        {
            page.Add($"<span class=\"sub\">on {server}</span>");
        }
        if (change.Property is { } property)
        {
            page.Add($"<span class=\"sub\">{property}</span>");
        }
        if (change.How is { } how)
        {
            page.Add($"<span class=\"sub\">{how}</span>");
        }
        else if (change is { Path: { } path, Position: { } position })
        {
            page.Add($"<span class=\"sub\">{path}, at {Figures.Count(position)}</span>");
        }
    }
}
